package dev.crmql.spi;

/**
 * How many calls a service is asked for one account, and how soon again after a failure.
 *
 * @param inFlight most calls whose answers are waited for at once, 1 or more
 * @param perSecond most calls that are begun in one second; 0 for no bound
 * @param firstDelay milliseconds before a failed call is made again for the first time, 1 or more
 */
public record CallLimits(int inFlight, int perSecond, int firstDelay) {

  /** Those of a service of which nothing is known: 8 in flight, any number a second, 200 ms. */
  public static final CallLimits DEFAULT = new CallLimits(8, 0, 200);

  /** Checks the ranges. */
  public CallLimits {
    if (inFlight < 1 || perSecond < 0 || firstDelay < 1) {
      throw new IllegalArgumentException(
          "no calls can be made by inFlight %d, perSecond %d, firstDelay %d"
              .formatted(inFlight, perSecond, firstDelay));
    }
  }
}
