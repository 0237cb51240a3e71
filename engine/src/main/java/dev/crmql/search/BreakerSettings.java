package dev.crmql.search;

import java.time.Duration;

/**
 * When an account that fails again and again is left alone for a while. Failures are those that
 * {@link RetrySettings} speaks of, and calls without an answer when the account's time was over.
 *
 * @param failures how many of the last calls must have failed, 1 or more
 * @param calls how many last calls are looked at, no fewer than {@code failures}
 * @param pause how long no call is made; the first one after it, if it fails, begins another pause
 */
public record BreakerSettings(int failures, int calls, Duration pause) {

  /** 10 of 20 calls, for 10 seconds. */
  public static final BreakerSettings DEFAULT = new BreakerSettings(10, 20, Duration.ofSeconds(10));

  /** Checks the ranges. */
  public BreakerSettings {
    if (failures < 1 || calls < failures || pause.isNegative()) {
      throw new IllegalArgumentException(
          "a breaker needs a failure or more, no more than the calls looked at, and a pause");
    }
  }
}
