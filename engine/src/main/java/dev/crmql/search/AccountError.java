package dev.crmql.search;

import dev.crmql.diagnostics.Diagnostic;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * Why an account did not answer. Other accounts' rows are not affected.
 *
 * @param code what kind of failure; a contract that programs may rely on
 * @param message a sentence for a person, without a full stop; holds no secret
 * @param upstreamCode the service's own code; may be empty
 * @param upstreamMessage the service's own message; may be empty
 * @param retryAfter how long the service asks to wait
 * @param diagnostics what is wrong with the query, where that is the reason; else empty
 * @param queryText the text that the diagnostics point into, if there is one
 */
public record AccountError(
    Code code,
    String message,
    String upstreamCode,
    String upstreamMessage,
    Optional<Duration> retryAfter,
    List<Diagnostic> diagnostics,
    Optional<String> queryText) {

  /** The kinds of failures, each with the HTTP status that says it best. */
  public enum Code {
    /** There is no such account. */
    UNKNOWN_ACCOUNT(404, false),
    /** The account's service has no connector. */
    UNKNOWN_SERVICE(501, false),
    /** The service can't be asked this; the diagnostics say why. */
    QUERY_REFUSED(400, false),
    /** The service was asked, and rejects the query. */
    QUERY_REJECTED(400, false),
    /** The account's token is not good, and no better one is to be had. */
    TOKEN_REJECTED(401, false),
    /** The account may not see this. */
    FORBIDDEN(403, false),
    /** The service has no such object type or place. */
    NOT_FOUND(404, false),
    /** The service got too many requests. */
    THROTTLED(429, true),
    /** The calls that the service allows in a day, or in another long time, are spent. */
    QUOTA_EXHAUSTED(429, false),
    /** The service can't be reached or fails for the moment. */
    UNAVAILABLE(503, true),
    /**
     * As many calls wait for their turn as may, or answers take as much memory as they may; the
     * service was not asked, or its answer not read to the end.
     */
    OVERLOADED(503, true),
    /** The service did not answer in time. */
    TIMEOUT(504, true),
    /** The service's answer is not what its documentation describes. */
    UNEXPECTED_ANSWER(502, false),
    /** More rows or pages would have to be read than the engine may, or than the service gives. */
    SCAN_BUDGET_EXHAUSTED(422, false),
    /** A fault of the program. */
    INTERNAL(500, false);

    private final int status;
    private final boolean retryable;

    Code(int status, boolean retryable) {
      this.status = status;
      this.retryable = retryable;
    }

    /** The HTTP status that says it best. */
    public int status() {
      return status;
    }

    /** Whether asking again soon may help. */
    public boolean retryable() {
      return retryable;
    }

    /** The code as answers carry it, such as {@code query-refused}. */
    public String wireName() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /** Checks that nothing is null. */
  public AccountError {
    Objects.requireNonNull(code, "code");
    Objects.requireNonNull(message, "message");
    Objects.requireNonNull(upstreamCode, "upstreamCode");
    Objects.requireNonNull(upstreamMessage, "upstreamMessage");
    Objects.requireNonNull(retryAfter, "retryAfter");
    Objects.requireNonNull(queryText, "queryText");
    diagnostics = List.copyOf(diagnostics);
  }

  static AccountError of(Code code, String message) {
    return new AccountError(code, message, "", "", Optional.empty(), List.of(), Optional.empty());
  }
}
