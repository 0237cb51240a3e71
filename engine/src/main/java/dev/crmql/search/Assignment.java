package dev.crmql.search;

import dev.crmql.query.Query;
import dev.crmql.spi.Completion;
import dev.crmql.spi.Connector;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * One account's part in a search.
 *
 * @param whole the query as it holds for the answer
 * @param own the query that the account is asked: of several accounts each is asked for all rows up
 *     to the last that the answer could hold
 * @param several whether the account is one of several
 * @param pageSize how many rows are wanted at once; empty for all
 */
record Assignment(
    Account account,
    Connector connector,
    Query whole,
    Query own,
    Completion completion,
    boolean several,
    OptionalInt pageSize) {

  static Assignment of(
      Account account, Connector connector, Query whole, Completion completion, boolean several) {
    Query own = several ? whole.withRows(upToTheLast(whole), OptionalLong.empty()) : whole;
    return new Assignment(account, connector, whole, own, completion, several, OptionalInt.empty());
  }

  /** The part of an account that is asked for its own next rows. */
  static Assignment ofPage(
      Account account, Connector connector, Query query, SearchRequest request) {
    return new Assignment(
        account,
        connector,
        query,
        query,
        request.completion(),
        request.accountIds().size() > 1,
        OptionalInt.of(request.pageSize()));
  }

  private static OptionalLong upToTheLast(Query query) {
    if (query.limit().isEmpty() || query.limit().getAsLong() == 0) {
      return query.limit();
    }
    return OptionalLong.of(
        RowCollector.saturated(query.offset().orElse(0), query.limit().getAsLong()));
  }

  /** Rows that are left out only once the accounts' rows are merged, 0 or more. */
  long leftOutLater() {
    return several ? whole.offset().orElse(0) : 0;
  }
}
