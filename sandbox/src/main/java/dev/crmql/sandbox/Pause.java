package dev.crmql.sandbox;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Lets an answer wait, but not for longer than somebody wants it to. */
final class Pause {
  private final CountDownLatch end = new CountDownLatch(1);

  /** Waits; whether for the whole time, and not until {@link #end}. */
  boolean hold(Duration time) {
    try {
      return !end.await(time.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Ends the waiting, and what would wait later at once. */
  void end() {
    end.countDown();
  }
}
