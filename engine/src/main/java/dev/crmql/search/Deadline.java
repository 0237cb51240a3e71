package dev.crmql.search;

import dev.crmql.transport.Futures;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Waits for work no longer than it may take. */
final class Deadline {

  private Deadline() {}

  /**
   * Lets the outcome follow the work, or fail when the time is over.
   *
   * @param outcome may also be completed or cancelled by others, which ends the waiting
   */
  static <T> void follow(
      CompletableFuture<T> outcome, CompletionStage<T> work, Timer timer, Duration patience) {
    Runnable alarm = timer.after(patience, () -> outcome.completeExceptionally(passed(patience)));
    Futures.whenDone(outcome, (value, failure) -> alarm.run());
    Futures.whenDone(
        work,
        (value, failure) -> {
          if (failure == null) {
            outcome.complete(value);
          } else {
            outcome.completeExceptionally(failure);
          }
        });
  }

  /** Whether a failure is that the time was over; null is none. */
  static boolean isPassed(Throwable failure) {
    return failure instanceof AccountException known
        && known.error().code() == AccountError.Code.TIMEOUT;
  }

  static AccountException passed(Duration patience) {
    return new AccountException(
        AccountError.Code.TIMEOUT, "no answer within " + patience.toMillis() + " ms");
  }
}
