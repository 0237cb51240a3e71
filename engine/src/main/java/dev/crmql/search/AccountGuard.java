package dev.crmql.search;

import dev.failsafe.CircuitBreaker;
import java.time.Duration;
import java.util.Optional;

/**
 * Keeps all searches together from burdening an account's service that fails: calls are made again
 * within a budget, and not made at all for a while when many of the last ones failed.
 */
final class AccountGuard {

  /** A call earns this part of an attempt that can be made again, so that one needs five. */
  private static final int PARTS = 5;

  private static final Duration SOON = Duration.ofSeconds(1);

  private final Optional<CircuitBreaker<Object>> breaker;
  private final BreakerSettings settings;
  private final int mostParts;
  private int parts;

  AccountGuard(RetrySettings retries, BreakerSettings settings) {
    this.settings = settings;
    this.mostParts = retries.spare() * PARTS;
    this.parts = mostParts;
    this.breaker = settings.failures() == 0 ? Optional.empty() : Optional.of(breaker(settings));
  }

  private static CircuitBreaker<Object> breaker(BreakerSettings settings) {
    return CircuitBreaker.builder()
        .withFailureThreshold(settings.failures(), settings.calls())
        .withSuccessThreshold(1)
        .withDelay(settings.pause())
        .build();
  }

  /**
   * A call is about to begin, of which one of the three methods below must then be told.
   *
   * @throws AccountException if the account is left alone for now
   */
  void begin() {
    if (breaker.isEmpty() || breaker.get().tryAcquirePermit()) {
      return;
    }
    Duration left = breaker.get().getRemainingDelay();
    throw new AccountException(
        AccountError.Code.UNAVAILABLE,
        "not called, since "
            + settings.failures()
            + " of the account's last "
            + settings.calls()
            + " calls failed; "
            + (left.isZero()
                ? "another call tries whether it answers again"
                : "it is left alone for " + settings.pause().toMillis() + " ms"),
        left.compareTo(SOON) < 0 ? SOON : left);
  }

  /** The service answered, whatever it said. */
  void answered() {
    breaker.ifPresent(CircuitBreaker::recordSuccess);
    earn();
  }

  /** The service failed for the moment, or did not answer in time. */
  void failed() {
    breaker.ifPresent(CircuitBreaker::recordFailure);
  }

  /** The caller gave the call up. If it was the trial after a pause, the next call is one. */
  void abandoned() {
    breaker
        .filter(CircuitBreaker::isHalfOpen)
        .ifPresent(
            trial -> {
              trial.open();
              trial.halfOpen();
            });
  }

  private synchronized void earn() {
    parts = Math.min(mostParts, parts + 1);
  }

  /** Whether a call may be made again, which is then counted. */
  synchronized boolean spend() {
    if (parts < PARTS) {
      return false;
    }
    parts -= PARTS;
    return true;
  }
}
