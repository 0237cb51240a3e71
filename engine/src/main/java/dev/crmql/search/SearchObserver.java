package dev.crmql.search;

import java.time.Duration;
import java.util.Locale;

/**
 * Is told what an engine does, for metrics. Called on the engine's threads, so a method must be
 * quick and must not block; what it throws is logged, and harms no search.
 */
public interface SearchObserver {

  /** What a call is made for. */
  enum Call {
    /** Rows. */
    SEARCH,
    /** What properties an object type has. */
    DESCRIBE,
    /** An access token. */
    TOKEN;

    /** The kind as metrics and logs name it, such as {@code search}. */
    public String wireName() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * A service, or the token endpoint of an account of it, was called; once more if a call was made
   * again.
   *
   * @param service such as {@code salesforce}
   * @param status the HTTP status, or 0 if no answer came
   * @param elapsed from sending to the whole answer
   */
  default void called(String service, Call call, int status, Duration elapsed) {}

  /**
   * A call failed for the moment, and is made again.
   *
   * @param delay how long until then
   */
  default void callRepeated(String service, Call call, Duration delay) {}

  /**
   * A service rejected a token, and another one was asked for, once for all who had the same.
   *
   * @param refreshed whether there is another one now; never for an account whose token is fixed
   */
  default void tokenRefreshed(String service, boolean refreshed) {}

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
