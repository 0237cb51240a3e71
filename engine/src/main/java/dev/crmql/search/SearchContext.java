package dev.crmql.search;

import dev.crmql.query.Query;
import dev.crmql.spi.Connector;
import dev.crmql.transport.Transport;
import java.util.Map;

/** What all searches of an engine share. */
record SearchContext(
    Map<String, Connector> connectors,
    AccountDirectory accounts,
    Transport transport,
    TokenRefresher tokens,
    Planner planner,
    Timer timer,
    SearchSettings settings) {

  /**
   * The account's part in a search.
   *
   * @throws AccountException if there is no such account, or no connector for its service
   * @throws dev.crmql.diagnostics.QueryException if the service can't be asked in the language
   */
  Assignment assign(String accountId, SearchRequest request, QueryReader reader) {
    Account account =
        accounts
            .find(accountId)
            .orElseThrow(
                () ->
                    new AccountException(
                        AccountError.Code.UNKNOWN_ACCOUNT, "there is no account " + accountId));
    Connector connector = connectors.get(account.service());
    if (connector == null) {
      throw new AccountException(
          AccountError.Code.UNKNOWN_SERVICE, "no connector for the service " + account.service());
    }
    Query query = reader.queryFor(connector);
    boolean several = request.accountIds().size() > 1;
    return Assignment.of(account, connector, query, request.completion(), several);
  }
}
