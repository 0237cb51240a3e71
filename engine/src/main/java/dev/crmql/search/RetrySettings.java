package dev.crmql.search;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * How calls are made again that failed for the moment: the service has too many requests, fails
 * with a status of the kind of 503, or breaks the connection. Nothing else is asked again, since it
 * would fail again. The first wait is doubled with each attempt, and between half and all of it is
 * taken, by chance, so that those who failed together don't come back together. Where a service
 * says how long to wait, it is that long at least. A call is not made again where its account's
 * time would be over by then.
 *
 * @param mostAttempts of one call, the first included, 1 or more; with 1 none is made again
 * @param firstDelay the first wait; empty for the service's own ({@link
 *     dev.crmql.spi.Connector#callLimits})
 * @param longestDelay where doubling ends; a service may still ask for more
 * @param spare attempts that an account can make again though it hardly makes calls at all, 0 or
 *     more. Beyond these one is made again for every five calls, over all searches, so that an
 *     outage does not become many times as many calls.
 */
public record RetrySettings(
    int mostAttempts, Optional<Duration> firstDelay, Duration longestDelay, int spare) {

  /** At most 3 attempts, 8 seconds apart at most, 10 to spare. */
  public static final RetrySettings DEFAULT =
      new RetrySettings(3, Optional.empty(), Duration.ofSeconds(8), 10);

  /** Calls are made once. */
  public static final RetrySettings NEVER =
      new RetrySettings(1, Optional.empty(), Duration.ZERO, 0);

  /** Checks the ranges. */
  public RetrySettings {
    Objects.requireNonNull(firstDelay, "firstDelay");
    if (mostAttempts < 1 || spare < 0 || longestDelay.isNegative()) {
      throw new IllegalArgumentException(
          "retries need an attempt or more, and no negative delay or budget");
    }
  }
}
