package dev.crmql.search;

import dev.crmql.spi.Connector;
import java.util.Optional;

/** An account that a request names, looked up once. */
final class NamedAccount {

  private final String id;
  private final SearchContext context;
  private Optional<Account> account = Optional.empty();
  private RuntimeException failure;

  NamedAccount(String id, SearchRequest request, SearchContext context) {
    this.id = id;
    this.context = context;
    try {
      account = Optional.of(id).filter(request.visible()).flatMap(context.accounts()::find);
    } catch (RuntimeException e) {
      failure = e;
    }
  }

  String id() {
    return id;
  }

  /**
   * The account.
   *
   * @throws AccountException if there is no such account that the caller may see
   */
  Account account() {
    if (failure != null) {
      throw failure;
    }
    return account.orElseThrow(
        () -> new AccountException(AccountError.Code.UNKNOWN_ACCOUNT, "there is no account " + id));
  }

  /**
   * The account's connector.
   *
   * @throws AccountException if there is none for its service, or no account
   */
  Connector connector() {
    Connector connector = context.connectors().get(account().service());
    if (connector == null) {
      throw new AccountException(
          AccountError.Code.UNKNOWN_SERVICE, "no connector for the service " + service());
    }
    return connector;
  }

  /** The account's service; empty if there is no account. */
  String service() {
    return account.map(Account::service).orElse("");
  }
}
