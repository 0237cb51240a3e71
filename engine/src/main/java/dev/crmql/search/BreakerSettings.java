package dev.crmql.search;

import java.time.Duration;

/**
 * When an account that fails again and again is left alone for a while. Failures are those that
 * {@link RetrySettings} speaks of, and calls without an answer when the account's time was over.
 *
 * @param failures how many of the last calls must have failed, 1 or more; 0 for never
 * @param calls how many last calls are looked at, no fewer than {@code failures}
 * @param pause how long no call is made; the first one after it, if it fails, begins another pause
 */
public record BreakerSettings(int failures, int calls, Duration pause) {

  /** 10 of 20 calls, for 10 seconds. */
  public static final BreakerSettings DEFAULT = new BreakerSettings(10, 20, Duration.ofSeconds(10));

  /** No account is left alone. */
  public static final BreakerSettings NEVER = new BreakerSettings(0, 0, Duration.ZERO);

  /** Checks the ranges. */
  public BreakerSettings {
    if (failures < 0 || calls < failures || pause.isNegative()) {
      throw new IllegalArgumentException(
          "a breaker needs no more failures than the calls looked at, and no negative pause");
    }
  }
}
