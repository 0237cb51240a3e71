package dev.crmql.transport;

import dev.failsafe.RateLimiter;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Spaces out the calls of accounts whose service takes only so many a second: evenly, since a
 * service may count by any second there is, not by the clock's. Blocks no thread.
 */
final class CallPaces {

  /**
   * Whoever would wait longer gives up at once, so that a service with more calls than it takes
   * still answers those that wait: an account has 10 seconds unless told otherwise.
   */
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(3);

  /** A pace takes a few hundred bytes. */
  private static final int MOST = 10_000;

  private final Map<String, RateLimiter<Object>> paces = new LruMap<>(MOST);

  /**
   * The account's next turn, which is then taken whether or not somebody still waits for it.
   *
   * @param perSecond 1 or more
   * @return completed when it has come; failed with an {@link OverloadedException} if that would
   *     take longer than 3 seconds
   */
  CompletableFuture<Void> turn(String accountId, int perSecond) {
    Duration wait = pace(accountId, perSecond).tryReservePermit(LONGEST_WAIT);
    if (wait.isNegative()) {
      return CompletableFuture.failedFuture(
          new OverloadedException(
              "not called: %d calls a second are made for the account, and those that wait for their turn take %d s"
                  .formatted(perSecond, LONGEST_WAIT.toSeconds())));
    }
    return wait.isZero()
        ? CompletableFuture.completedFuture(null)
        : new CompletableFuture<Void>()
            .completeOnTimeout(null, wait.toNanos(), TimeUnit.NANOSECONDS);
  }

  private synchronized RateLimiter<Object> pace(String accountId, int perSecond) {
    return paces.computeIfAbsent(
        accountId, id -> RateLimiter.smoothBuilder(perSecond, Duration.ofSeconds(1)).build());
  }
}
