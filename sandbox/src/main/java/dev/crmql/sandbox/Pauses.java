package dev.crmql.sandbox;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Lets answers wait, but not for longer than somebody wants them to. */
final class Pauses {
  private CountDownLatch end = new CountDownLatch(1);
  private boolean closed;

  /** Waits; whether for the whole time, and not until {@link #endAll} or {@link #close}. */
  boolean pause(Duration time) {
    try {
      return !current().await(time.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private synchronized CountDownLatch current() {
    return end;
  }

  /** Ends the pauses that are being made. */
  synchronized void endAll() {
    end.countDown();
    if (!closed) {
      end = new CountDownLatch(1);
    }
  }

  /** Ends all pauses, and those to come at once. */
  synchronized void close() {
    closed = true;
    endAll();
  }
}
