package dev.crmql.search;

import java.util.Optional;
import java.util.function.IntConsumer;

/**
 * For which request {@link Credentials} are asked for a token, and who is told of the calls that
 * this takes. Thread-safe.
 */
public interface CallListener {

  /** What names the request in logs; empty if nothing does. */
  Optional<String> requestId();

  /**
   * A token endpoint is about to be called.
   *
   * @return to be given the HTTP status at the call's end, or 0 if no answer came
   */
  IntConsumer begin();

  /** Of no request, and nobody is told. */
  static CallListener untold() {
    return new CallListener() {
      @Override
      public Optional<String> requestId() {
        return Optional.empty();
      }

      @Override
      public IntConsumer begin() {
        return status -> {};
      }
    };
  }
}
