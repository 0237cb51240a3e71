package dev.crmql.spi;

import dev.crmql.query.NodeLocation;
import java.time.Duration;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * A failure that a service answered with.
 *
 * @param kind what it means for the search
 * @param code the service's own code, bounded and cleaned; may be empty
 * @param message the service's own message, bounded and cleaned, or the HTTP status in words
 * @param retryAfter how long the service asks to wait
 * @param at the part of the query that the service rejects, if its answer tells; else NONE
 */
public record UpstreamFault(
    Kind kind, String code, String message, Optional<Duration> retryAfter, NodeLocation at) {

  /** What a failure means for the search. */
  public enum Kind {
    /** The token is not, or no longer, good: refresh it once and ask again. */
    TOKEN_REJECTED,
    /** Too many requests: wait and ask again. */
    THROTTLED,
    /** The calls of a day, or of another long time, are spent: asking again soon does not help. */
    QUOTA_EXHAUSTED,
    /** A passing failure: asking again may help. */
    TRANSIENT,
    /** The service rejects the query. */
    QUERY_REJECTED,
    /** The account may not see this. */
    FORBIDDEN,
    /** There is no such object type, page or place. */
    NOT_FOUND,
    /** The service has what was asked for switched off; it may have another way. */
    FEATURE_OFF,
    /** The answer is not what the service's documentation describes. */
    UNEXPECTED;

    /** What an HTTP status means, unless a service gives it one of its own (RFC 9110, RFC 6585). */
    public static Kind of(int status) {
      return switch (status) {
        case 400, 413, 414, 422 -> QUERY_REJECTED;
        case 401 -> TOKEN_REJECTED;
        case 403 -> FORBIDDEN;
        case 404 -> NOT_FOUND;
        case 429 -> THROTTLED;
        case 500, 502, 503, 504 -> TRANSIENT;
        default -> UNEXPECTED;
      };
    }

    /** The kind as files of rules have it, such as {@code quota-exhausted}. */
    public String wireName() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /** Checks that nothing is null. */
  public UpstreamFault {
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(code, "code");
    Objects.requireNonNull(message, "message");
    Objects.requireNonNull(retryAfter, "retryAfter");
    Objects.requireNonNull(at, "at");
  }

  /** A failure that says nothing of when to ask again, nor of a place in the query. */
  public static UpstreamFault of(Kind kind, String code, String message) {
    return new UpstreamFault(kind, code, message, Optional.empty(), NodeLocation.NONE);
  }

  /** This failure with its code and its message changed. */
  public UpstreamFault withTexts(UnaryOperator<String> change) {
    return new UpstreamFault(kind, change.apply(code), change.apply(message), retryAfter, at);
  }

  /** This failure with the place in the query that it is about. */
  public UpstreamFault at(NodeLocation place) {
    return new UpstreamFault(kind, code, message, retryAfter, place);
  }

  /** This failure with the place that its message names, if it belongs to a plan. */
  public UpstreamFault locatedIn(Optional<? extends Plan> plan) {
    return plan.map(known -> at(known.locator().locate(message))).orElse(this);
  }
}
