package dev.crmql.endpoint;

import java.util.Optional;
import java.util.function.Predicate;

/** The tokens that callers prove themselves with. Thread-safe; asked on the caller's thread. */
@FunctionalInterface
public interface AccessTokens {

  /**
   * What a token gives access to.
   *
   * @param token as the caller sent it, never empty; not to be logged or kept
   * @return tells of an account's id whether the token may see it; empty if there is no such token
   */
  Optional<Predicate<String>> accounts(String token);

  /** Takes callers without looking at them: for a machine of one's own, and accounts of no one. */
  static AccessTokens none() {
    return new AccessTokens() {
      @Override
      public Optional<Predicate<String>> accounts(String token) {
        return Optional.of(id -> true);
      }

      @Override
      public boolean required() {
        return false;
      }
    };
  }

  /** Whether a request must have a token. */
  default boolean required() {
    return true;
  }
}
