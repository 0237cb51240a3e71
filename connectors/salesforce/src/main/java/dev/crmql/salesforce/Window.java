package dev.crmql.salesforce;

import dev.crmql.normalize.NormalizedQuery;
import java.util.OptionalLong;

/**
 * What LIMIT and OFFSET a statement gets.
 *
 * @param limit most rows; empty for no LIMIT
 * @param offset rows that Salesforce leaves out; 0 for no OFFSET
 */
record Window(OptionalLong limit, long offset) {

  /** No LIMIT and no OFFSET: the engine counts the rows. */
  static final Window NONE = new Window(OptionalLong.empty(), 0);

  /**
   * The window of a query of which Salesforce's rows are exactly the wanted ones. An OFFSET above
   * what Salesforce takes is added to LIMIT; the engine pages to it. A LIMIT that SOQL's numbers
   * can't hold is left out.
   */
  static Window of(NormalizedQuery query) {
    long offset = query.offset();
    long pushed = offset <= SoqlLimits.INSTANCE.offset() ? offset : 0;
    if (query.limit().isEmpty()) {
      return new Window(OptionalLong.empty(), pushed);
    }
    long wanted = query.limit().getAsLong();
    long limit = pushed == offset ? wanted : wanted + offset;
    boolean fits = limit >= wanted && limit <= Integer.MAX_VALUE;
    return new Window(fits ? OptionalLong.of(limit) : OptionalLong.empty(), pushed);
  }
}
