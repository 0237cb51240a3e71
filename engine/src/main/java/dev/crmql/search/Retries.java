package dev.crmql.search;

import dev.crmql.spi.CallLimits;
import dev.crmql.spi.UpstreamFault;
import java.time.Duration;
import java.util.Optional;
import java.util.function.DoubleSupplier;

/** Says whether and when a failed call is made again, as {@link RetrySettings} describe. */
final class Retries {

  private final RetrySettings settings;
  private final DoubleSupplier chance;

  /**
   * The rule.
   *
   * @param chance numbers from 0 to 1
   */
  Retries(RetrySettings settings, DoubleSupplier chance) {
    this.settings = settings;
    this.chance = chance;
  }

  /** Whether a failure passes, so that the same call may succeed. */
  static boolean isPassing(UpstreamFault.Kind kind) {
    return kind == UpstreamFault.Kind.THROTTLED || kind == UpstreamFault.Kind.TRANSIENT;
  }

  /**
   * How long to wait before the next attempt; empty if there is none.
   *
   * @param attempt which one failed, from 1
   * @param left how long the account may still take
   */
  Optional<Duration> delay(int attempt, UpstreamFault fault, CallLimits limits, Duration left) {
    if (attempt >= settings.mostAttempts() || !isPassing(fault.kind())) {
      return Optional.empty();
    }
    Duration first = settings.firstDelay().orElse(Duration.ofMillis(limits.firstDelay()));
    Duration doubled = first.multipliedBy(1L << Math.min(attempt - 1, 20));
    Duration whole =
        doubled.compareTo(settings.longestDelay()) < 0 ? doubled : settings.longestDelay();
    Duration half = whole.dividedBy(2);
    Duration drawn = Duration.ofNanos((long) (half.toNanos() * chance.getAsDouble()));
    Duration delay =
        fault.retryAfter().filter(asked -> asked.compareTo(half) > 0).orElse(half).plus(drawn);
    return delay.compareTo(left) < 0 ? Optional.of(delay) : Optional.empty();
  }
}
