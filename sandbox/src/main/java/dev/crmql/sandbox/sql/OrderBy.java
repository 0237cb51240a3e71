package dev.crmql.sandbox.sql;

/** The sort keys of one SELECT. */
public final class OrderBy {
  private final boolean nullsHighest;
  private final StringBuilder keys = new StringBuilder(" ORDER BY ");

  /** {@code nullsHighest} says whether rows without a value come last in ascending order. */
  public OrderBy(boolean nullsHighest) {
    this.nullsHighest = nullsHighest;
  }

  /** Adds a key after those there are. */
  public void add(String column, boolean descending) {
    keys.append(column)
        .append(descending ? " DESC" : " ASC")
        .append(nullsHighest == descending ? " NULLS FIRST, " : " NULLS LAST, ");
  }

  /**
   * The clause, in which what the keys leave equal is in the order of {@code unique}.
   *
   * @param backwards whether in its reverse order: services have no stable order of equal rows, so
   *     that a client whose keys are not unique gets rows twice or not at all if this changes from
   *     page to page
   */
  public String sql(String unique, boolean backwards) {
    return keys + unique + (backwards ? " DESC" : " ASC");
  }
}
