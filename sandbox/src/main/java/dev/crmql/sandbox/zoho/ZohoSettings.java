package dev.crmql.sandbox.zoho;

/**
 * What the documentation of Zoho CRM leaves open or says in two ways, and how the emulator reads
 * it.
 *
 * @param rowsPerCall most rows of one answer to COQL: 2000 by the limits page, 200 by the OpenAPI
 *     document; a larger limit is cut down to it
 * @param reachableRows how many rows of a result offsets reach; 100,000 by the limits page
 * @param selectedFields most fields after SELECT: 50 by the limits page, 500 by newer text
 * @param nullsMatchNegatives whether {@code !=}, {@code not in} and {@code not like} keep rows
 *     without a value
 * @param nullsSortHighest whether rows without a value come last in ascending order, else first
 * @param underscoreIsWildcard whether {@code _} in a pattern stands for any character
 * @param repeatedNotEqual whether several {@code !=} on one column are allowed
 * @param lookupNames whether lookups come back with the name of the record, else only with its id
 */
public record ZohoSettings(
    int rowsPerCall,
    int reachableRows,
    int selectedFields,
    boolean nullsMatchNegatives,
    boolean nullsSortHighest,
    boolean underscoreIsWildcard,
    boolean repeatedNotEqual,
    boolean lookupNames) {

  /** Of each two readings the one that asks more of a client. */
  public static ZohoSettings strict() {
    return new ZohoSettings(200, 100_000, 50, true, true, true, false, true);
  }

  /** Of each two readings the other one. */
  public static ZohoSettings lenient() {
    return new ZohoSettings(2_000, 100_000, 500, false, false, false, true, false);
  }

  /** The same readings with another number of rows that offsets reach. */
  public ZohoSettings withReachableRows(int rows) {
    return new ZohoSettings(
        rowsPerCall,
        rows,
        selectedFields,
        nullsMatchNegatives,
        nullsSortHighest,
        underscoreIsWildcard,
        repeatedNotEqual,
        lookupNames);
  }
}
