package dev.crmql.search;

import dev.crmql.spi.Connector;
import dev.crmql.transport.Transport;
import java.time.Duration;
import java.util.concurrent.Executor;

/**
 * How an engine calls services.
 *
 * @param transport carries the calls
 * @param tokens what they prove with that they may
 * @param guards know how an account's calls went
 * @param retries say when a failed one is made again
 * @param timer waits until then
 * @param threads where it is then made
 */
record Upstreams(
    Transport transport,
    TokenRefresher tokens,
    AccountGuards guards,
    Retries retries,
    Timer timer,
    Executor threads) {

  /**
   * An account's service, for one piece of work.
   *
   * @param patience how long the work may take, from now
   */
  AccountUpstream of(
      Account account,
      Connector connector,
      AccountCalls calls,
      SearchObserver.Call kind,
      Duration patience) {
    return new AccountUpstream(
        this, account, connector, calls, kind, System.nanoTime() + patience.toNanos());
  }
}
