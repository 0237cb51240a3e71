package dev.crmql.search;

import java.time.Duration;

/** Runs something later, without a thread that waits for it. */
@FunctionalInterface
interface Timer {

  /**
   * Runs the action after the delay, unless it is cancelled before.
   *
   * @return cancels it
   */
  Runnable after(Duration delay, Runnable action);
}
