package dev.crmql.search;

import dev.crmql.spi.Connector;
import dev.crmql.transport.Transport;
import java.util.Map;
import java.util.Optional;

/** What all searches of an engine share. */
record SearchContext(
    Map<String, Connector> connectors,
    AccountDirectory accounts,
    Transport transport,
    TokenRefresher tokens,
    Planner planner,
    Timer timer,
    SearchSettings settings,
    SearchObserver observer) {

  /**
   * The account.
   *
   * @throws AccountException if there is no such account that the caller may see
   */
  Account account(String accountId, SearchRequest request) {
    return Optional.of(accountId)
        .filter(request.visible())
        .flatMap(accounts::find)
        .orElseThrow(
            () ->
                new AccountException(
                    AccountError.Code.UNKNOWN_ACCOUNT, "there is no account " + accountId));
  }

  /**
   * The account's connector.
   *
   * @throws AccountException if there is none for its service
   */
  Connector connector(Account account) {
    Connector connector = connectors.get(account.service());
    if (connector == null) {
      throw new AccountException(
          AccountError.Code.UNKNOWN_SERVICE, "no connector for the service " + account.service());
    }
    return connector;
  }
}
