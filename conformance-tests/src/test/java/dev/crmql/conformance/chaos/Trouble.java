package dev.crmql.conformance.chaos;

import static dev.crmql.search.AccountError.Code.QUERY_REJECTED;
import static dev.crmql.search.AccountError.Code.THROTTLED;
import static dev.crmql.search.AccountError.Code.TIMEOUT;
import static dev.crmql.search.AccountError.Code.TOKEN_REJECTED;
import static dev.crmql.search.AccountError.Code.UNAVAILABLE;
import static dev.crmql.search.AccountError.Code.UNEXPECTED_ANSWER;

import dev.crmql.sandbox.Fault;
import dev.crmql.search.AccountError;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/** A way in which an account's service fails, and what the engine makes of it. */
enum Trouble {
  SLOW(Outcome.ANSWERS),
  SHORT_PAGE(Outcome.ANSWERS),
  LATE(Outcome.FAILS, TIMEOUT, "no answer within"),
  STALL(Outcome.FAILS, TIMEOUT, "no answer within"),
  DRIP(Outcome.FAILS, TIMEOUT, "no answer within"),
  CLOSED(Outcome.PASSES, UNAVAILABLE, "broke before"),
  BROKEN(Outcome.PASSES, UNAVAILABLE, "broke before"),
  /** Some services say so of what they could not make of a request, which is not asked again. */
  ERROR_500(Outcome.MAY_PASS, UNAVAILABLE, ""),
  ERROR_502(Outcome.PASSES, UNAVAILABLE, ""),
  ERROR_503(Outcome.PASSES, UNAVAILABLE, ""),
  ERROR_504(Outcome.PASSES, UNAVAILABLE, ""),
  THROTTLED_NOW(Outcome.PASSES, THROTTLED, ""),
  /** Pipedrive has another header for it, which may say longer than there is time. */
  THROTTLED_SILENTLY(Outcome.MAY_PASS, THROTTLED, ""),
  THROTTLED_FOR_AN_HOUR(Outcome.FAILS, THROTTLED, ""),
  THROTTLED_UNTIL_A_DATE(Outcome.FAILS, THROTTLED, ""),
  UNAUTHORIZED(Outcome.PASSES, TOKEN_REJECTED, ""),
  TRUNCATED(Outcome.FAILS, UNEXPECTED_ANSWER, "JSON"),
  INVALID(Outcome.FAILS, UNEXPECTED_ANSWER, "JSON"),
  HTML(Outcome.FAILS, UNEXPECTED_ANSWER, "JSON"),
  OVERSIZED(Outcome.FAILS, UNEXPECTED_ANSWER, "longer than"),
  /** JSON may be read all the same, but never as other text. */
  UTF_16(Outcome.MAY_ANSWER, UNEXPECTED_ANSWER, "JSON"),
  LATIN_1(Outcome.MAY_ANSWER, UNEXPECTED_ANSWER, "JSON"),
  MISLABELLED(Outcome.ANSWERS),
  /** A query with LIMIT may have its rows before the link is gone after. */
  ENDLESS(Outcome.MAY_ANSWER, UNEXPECTED_ANSWER, "cursor|begins where|no rows"),
  REPEATED(Outcome.MAY_ANSWER, UNEXPECTED_ANSWER, "cursor|begins where|no rows"),
  OTHER_HOST(Outcome.MAY_ANSWER, UNEXPECTED_ANSWER, "host|not below|cursor|begins where|no rows"),
  EMPTY_PAGE(Outcome.ROWS_CHANGE, UNEXPECTED_ANSWER, "no rows|cursor"),
  ID_GONE(Outcome.ROWS_CHANGE, UNEXPECTED_ANSWER, "no [a-z]*id"),
  ID_RETYPED(Outcome.ROWS_CHANGE, UNEXPECTED_ANSWER, "no [a-z]*id"),
  NAME_GONE(Outcome.ROWS_CHANGE, UNEXPECTED_ANSWER, ""),
  NAME_RETYPED(Outcome.ROWS_CHANGE, UNEXPECTED_ANSWER, "");

  /** What comes of the account. */
  enum Outcome {
    /** Its rows, however often it happens. */
    ANSWERS,
    /** Its rows, if it happens no more often than calls are made again; else the error. */
    PASSES,
    /** Its rows or the error if it happens as seldom; else the error. */
    MAY_PASS,
    /** Its rows or the error. */
    MAY_ANSWER,
    /** The error. */
    FAILS,
    /** The error or some of its rows, or its rows with other values. */
    ROWS_CHANGE
  }

  /** What a fault is made of. */
  record Context(Duration timeout, URI otherHost, String idProperty, String nameProperty) {

    /** Longer than anybody waits. */
    static final Duration LONG = Duration.ofHours(1);
  }

  private final Outcome outcome;
  private final Optional<AccountError.Code> code;
  private final Pattern words;

  /** Whatever is no failure. */
  Trouble(Outcome outcome) {
    this.outcome = outcome;
    this.code = Optional.empty();
    this.words = Pattern.compile("");
  }

  /**
   * A failure.
   *
   * @param words what the error's message must have in it, if the words are the engine's own
   */
  Trouble(Outcome outcome, AccountError.Code code, String words) {
    this.outcome = outcome;
    this.code = Optional.of(code);
    this.words = Pattern.compile(words);
  }

  Outcome outcome() {
    return outcome;
  }

  Fault fault(Context context) {
    return switch (this) {
      case SLOW -> new Fault.Latency(Duration.ofMillis(3));
      case SHORT_PAGE -> new Fault.ShortPage(2);
      case LATE -> new Fault.Latency(Context.LONG);
      case STALL -> new Fault.StallAfterHeaders(Context.LONG);
      case DRIP -> new Fault.SlowDrip(context.timeout().dividedBy(20));
      case CLOSED -> new Fault.ConnectionClosed();
      case BROKEN -> new Fault.ConnectionBroken();
      case ERROR_500 -> new Fault.ServerError(500);
      case ERROR_502 -> new Fault.ServerError(502);
      case ERROR_503 -> new Fault.Unavailable();
      case ERROR_504 -> new Fault.ServerError(504);
      case THROTTLED_NOW -> new Fault.TooManyRequests(Duration.ZERO);
      case THROTTLED_SILENTLY -> new Fault.TooManyRequests();
      case THROTTLED_FOR_AN_HOUR -> new Fault.TooManyRequests(Context.LONG);
      case THROTTLED_UNTIL_A_DATE -> new Fault.TooManyRequests(Context.LONG, Fault.RetryAfter.DATE);
      case UNAUTHORIZED -> new Fault.Unauthorized();
      case TRUNCATED -> new Fault.TruncatedJson();
      case INVALID -> new Fault.InvalidJson();
      case HTML -> new Fault.HtmlBody();
      case OVERSIZED -> new Fault.OversizedBody(ChaosServices.MOST_BYTES);
      case UTF_16 -> new Fault.WrongCharset(StandardCharsets.UTF_8, StandardCharsets.UTF_16LE);
      case LATIN_1 -> new Fault.WrongCharset(StandardCharsets.UTF_8, StandardCharsets.ISO_8859_1);
      case MISLABELLED ->
          new Fault.WrongCharset(StandardCharsets.ISO_8859_1, StandardCharsets.UTF_8);
      case ENDLESS -> new Fault.EndlessNextLink();
      case REPEATED -> new Fault.RepeatedNextLink();
      case OTHER_HOST -> new Fault.NextLinkToOtherHost(context.otherHost());
      case EMPTY_PAGE -> new Fault.EmptyPage();
      case ID_GONE -> new Fault.SchemaChange(context.idProperty(), false);
      case ID_RETYPED -> new Fault.SchemaChange(context.idProperty(), true);
      case NAME_GONE -> new Fault.SchemaChange(context.nameProperty(), false);
      case NAME_RETYPED -> new Fault.SchemaChange(context.nameProperty(), true);
    };
  }

  /** Whether an error is one that the engine may make of this. */
  boolean isNamedBy(AccountError error) {
    return (code.equals(Optional.of(error.code())) || isAlsoNamedBy(error.code()))
        && words.matcher(error.message()).find()
        && !error.message().isBlank();
  }

  private boolean isAlsoNamedBy(AccountError.Code other) {
    return switch (this) {
      case ERROR_500 -> other == UNEXPECTED_ANSWER;
      case NAME_GONE -> other == QUERY_REJECTED;
      default -> false;
    };
  }

  /** Whether it ends only by the account's deadline. */
  boolean takesAllTime() {
    return code.equals(Optional.of(TIMEOUT));
  }

  /** Whether the sandbox's request stays open when nobody waits for it any more. */
  boolean staysOpen() {
    return this == LATE || this == STALL;
  }

  /** Whether only pages meet it, not what describes an object type. */
  boolean isOfPages() {
    return switch (this) {
      case ENDLESS, REPEATED, OTHER_HOST, EMPTY_PAGE, SHORT_PAGE -> true;
      case ID_GONE, ID_RETYPED, NAME_GONE, NAME_RETYPED -> true;
      default -> false;
    };
  }

  /** Whether only pages after the first meet it. */
  boolean isOfLaterPages() {
    return switch (this) {
      case ID_GONE, ID_RETYPED, NAME_GONE, NAME_RETYPED -> true;
      default -> false;
    };
  }
}
