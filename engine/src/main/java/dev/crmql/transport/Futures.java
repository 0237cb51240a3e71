package dev.crmql.transport;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import java.util.function.BiConsumer;

/** What the engine does with futures beside composing them. */
public final class Futures {

  private Futures() {}

  /**
   * Runs the action when the stage is done, with its value or its failure, of which the other is
   * null. The action must not throw: nobody would learn of it.
   */
  public static <T> void whenDone(CompletionStage<T> stage, BiConsumer<T, Throwable> action) {
    var unused = stage.whenComplete((value, failure) -> action.accept(value, cause(failure)));
  }

  /** Cancels the work, if it is not done, as soon as nobody waits for the outcome any more. */
  public static void cancelWith(CompletableFuture<?> outcome, Future<?> work) {
    whenDone(outcome, (value, failure) -> work.cancel(true));
  }

  /** What really failed: the failure itself, or what a composed future wrapped; null for null. */
  public static Throwable cause(Throwable failure) {
    Throwable cause = failure;
    while (cause instanceof CompletionException && cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause;
  }
}
