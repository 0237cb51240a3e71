package dev.crmql.spi;

/**
 * How many calls a service takes from one account.
 *
 * @param inFlight most calls at once, 1 or more
 * @param perSecond most calls begun in one second; 0 for no bound
 * @param firstDelay milliseconds before a call that failed for the moment is made again for the
 *     first time, 1 or more
 */
public record CallLimits(int inFlight, int perSecond, int firstDelay) {

  /** Of a service that says nothing: moderate numbers. */
  public static final CallLimits DEFAULT = new CallLimits(8, 0, 200);

  /** Checks the ranges. */
  public CallLimits {
    if (inFlight < 1 || perSecond < 0 || firstDelay < 1) {
      throw new IllegalArgumentException("not limits of calls: " + inFlight + ", " + perSecond);
    }
  }
}
