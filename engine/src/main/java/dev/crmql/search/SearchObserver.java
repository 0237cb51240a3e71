package dev.crmql.search;

import java.time.Duration;

/**
 * Is told what an engine does, for metrics. Called on the engine's threads, so a method must be
 * quick and must not block; what it throws is logged, and harms no search.
 */
public interface SearchObserver {

  /**
   * A service was called, to search or to describe an object type.
   *
   * @param service such as {@code salesforce}
   * @param status the HTTP status, or 0 if no answer came
   * @param elapsed from sending to the whole answer
   */
  default void called(String service, int status, Duration elapsed) {}

  /** A service rejected a token, and another one was asked for. */
  default void tokenRefreshed(String service) {}

  /**
   * An account failed in a search.
   *
   * @param service the account's; empty if there is no such account
   */
  default void accountFailed(String service, AccountError.Code code) {}

  /**
   * An object type's description was needed.
   *
   * @param known whether it was known already, or being asked for
   */
  default void describedTypeNeeded(boolean known) {}
}
