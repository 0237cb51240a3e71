package dev.crmql.search;

import dev.crmql.transport.LruMap;
import java.net.URI;
import java.util.Map;

/** The guards of an engine's accounts; those not used for longest go first. Thread-safe. */
final class AccountGuards {

  /** A guard takes about 1 KB. */
  private static final int MOST = 10_000;

  private final RetrySettings retries;
  private final BreakerSettings breaker;
  private final Map<Key, AccountGuard> guards = new LruMap<>(MOST);

  /** An account that moved to another place is another one here. */
  private record Key(String accountId, URI baseUri) {}

  AccountGuards(RetrySettings retries, BreakerSettings breaker) {
    this.retries = retries;
    this.breaker = breaker;
  }

  synchronized AccountGuard of(Account account) {
    return guards.computeIfAbsent(
        new Key(account.id(), account.baseUri()), key -> new AccountGuard(retries, breaker));
  }
}
