package dev.crmql.search;

import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** The engine's timer, which can be asked what it still has to run. */
public final class CountedTimer implements Timer, AutoCloseable {

  private final ScheduledThreadPoolExecutor executor =
      new ScheduledThreadPoolExecutor(
          1,
          task -> {
            Thread thread = new Thread(task, "chaos-timer");
            thread.setDaemon(true);
            return thread;
          });

  /** A timer without anything to run. */
  public CountedTimer() {
    executor.setRemoveOnCancelPolicy(true);
  }

  /** Makes an engine use this timer. */
  public SearchEngine.Builder of(SearchEngine.Builder engine) {
    return engine.timer(this);
  }

  /** How many actions were neither run nor cancelled. */
  public int waiting() {
    return executor.getQueue().size();
  }

  @Override
  public Runnable after(Duration delay, Runnable action) {
    ScheduledFuture<?> scheduled = executor.schedule(action, delay.toNanos(), TimeUnit.NANOSECONDS);
    return () -> scheduled.cancel(false);
  }

  @Override
  public void close() {
    executor.shutdownNow();
  }
}
