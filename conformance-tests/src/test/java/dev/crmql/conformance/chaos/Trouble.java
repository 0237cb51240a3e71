package dev.crmql.conformance.chaos;

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
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/** A way in which an account's service fails, and what the engine makes of it. */
enum Trouble {
  SLOW(Outcome.ANSWERS, c -> new Fault.Latency(Duration.ofMillis(3)), "", Set.of()),
  SHORT_PAGE(Outcome.ANSWERS, c -> new Fault.ShortPage(2), "", Set.of()),

  LATE(Outcome.FAILS, c -> new Fault.Latency(Context.LONG), "no answer within", Set.of(TIMEOUT)),
  STALL(
      Outcome.FAILS,
      c -> new Fault.StallAfterHeaders(Context.LONG),
      "no answer within",
      Set.of(TIMEOUT)),
  DRIP(
      Outcome.FAILS,
      c -> new Fault.SlowDrip(c.timeout().dividedBy(20)),
      "no answer within",
      Set.of(TIMEOUT)),

  CLOSED(Outcome.PASSES, c -> new Fault.ConnectionClosed(), "broke before", Set.of(UNAVAILABLE)),
  BROKEN(Outcome.PASSES, c -> new Fault.ConnectionBroken(), "broke before", Set.of(UNAVAILABLE)),
  /** Some services say so of what they could not make of a request, which is not asked again. */
  ERROR_500(
      Outcome.MAY_PASS,
      c -> new Fault.ServerError(500),
      "",
      Set.of(UNAVAILABLE, UNEXPECTED_ANSWER)),
  ERROR_502(Outcome.PASSES, c -> new Fault.ServerError(502), "", Set.of(UNAVAILABLE)),
  ERROR_503(Outcome.PASSES, c -> new Fault.Unavailable(), "", Set.of(UNAVAILABLE)),
  ERROR_504(Outcome.PASSES, c -> new Fault.ServerError(504), "", Set.of(UNAVAILABLE)),
  THROTTLED_NOW(
      Outcome.PASSES, c -> new Fault.TooManyRequests(Duration.ZERO), "", Set.of(THROTTLED)),
  /** Pipedrive has another header for it, which may say longer than there is time. */
  THROTTLED_SILENTLY(Outcome.MAY_PASS, c -> new Fault.TooManyRequests(), "", Set.of(THROTTLED)),
  THROTTLED_FOR_AN_HOUR(
      Outcome.FAILS, c -> new Fault.TooManyRequests(Context.LONG), "", Set.of(THROTTLED)),
  THROTTLED_UNTIL_A_DATE(
      Outcome.FAILS,
      c -> new Fault.TooManyRequests(Context.LONG, Fault.RetryAfter.DATE),
      "",
      Set.of(THROTTLED)),
  UNAUTHORIZED(Outcome.PASSES, c -> new Fault.Unauthorized(), "", Set.of(TOKEN_REJECTED)),

  TRUNCATED(Outcome.FAILS, c -> new Fault.TruncatedJson(), "", Set.of(UNEXPECTED_ANSWER)),
  INVALID(Outcome.FAILS, c -> new Fault.InvalidJson(), "", Set.of(UNEXPECTED_ANSWER)),
  HTML(Outcome.FAILS, c -> new Fault.HtmlBody(), "", Set.of(UNEXPECTED_ANSWER)),
  OVERSIZED(
      Outcome.FAILS,
      c -> new Fault.OversizedBody(ChaosServices.MOST_BYTES),
      "longer than",
      Set.of(UNEXPECTED_ANSWER)),
  /** JSON may be read all the same, but never as other text. */
  UTF_16(
      Outcome.MAY_ANSWER,
      c -> new Fault.WrongCharset(StandardCharsets.UTF_8, StandardCharsets.UTF_16LE),
      "",
      Set.of(UNEXPECTED_ANSWER)),
  LATIN_1(
      Outcome.MAY_ANSWER,
      c -> new Fault.WrongCharset(StandardCharsets.UTF_8, StandardCharsets.ISO_8859_1),
      "",
      Set.of(UNEXPECTED_ANSWER)),
  MISLABELLED(
      Outcome.ANSWERS,
      c -> new Fault.WrongCharset(StandardCharsets.ISO_8859_1, StandardCharsets.UTF_8),
      "",
      Set.of()),

  /** A query with LIMIT may have its rows before the link is gone after. */
  ENDLESS(
      Outcome.MAY_ANSWER,
      c -> new Fault.EndlessNextLink(),
      "cursor|begins where|no rows",
      Set.of(UNEXPECTED_ANSWER)),
  REPEATED(
      Outcome.MAY_ANSWER,
      c -> new Fault.RepeatedNextLink(),
      "cursor|begins where|no rows",
      Set.of(UNEXPECTED_ANSWER)),
  OTHER_HOST(
      Outcome.MAY_ANSWER,
      c -> new Fault.NextLinkToOtherHost(c.otherHost()),
      "host|not below|cursor|begins where|no rows",
      Set.of(UNEXPECTED_ANSWER)),

  EMPTY_PAGE(
      Outcome.ROWS_CHANGE, c -> new Fault.EmptyPage(), "no rows|cursor", Set.of(UNEXPECTED_ANSWER)),
  ID_GONE(
      Outcome.ROWS_CHANGE,
      c -> new Fault.SchemaChange(c.idProperty(), false),
      "",
      Set.of(UNEXPECTED_ANSWER)),
  ID_RETYPED(
      Outcome.ROWS_CHANGE,
      c -> new Fault.SchemaChange(c.idProperty(), true),
      "",
      Set.of(UNEXPECTED_ANSWER)),
  NAME_GONE(
      Outcome.ROWS_CHANGE,
      c -> new Fault.SchemaChange(c.nameProperty(), false),
      "",
      Set.of(UNEXPECTED_ANSWER, AccountError.Code.QUERY_REJECTED)),
  NAME_RETYPED(
      Outcome.ROWS_CHANGE,
      c -> new Fault.SchemaChange(c.nameProperty(), true),
      "",
      Set.of(UNEXPECTED_ANSWER));

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
  private final Function<Context, Fault> fault;
  private final Pattern words;
  private final Set<AccountError.Code> codes;

  Trouble(
      Outcome outcome, Function<Context, Fault> fault, String words, Set<AccountError.Code> codes) {
    this.outcome = outcome;
    this.fault = fault;
    this.words = Pattern.compile(words);
    this.codes = codes;
  }

  Outcome outcome() {
    return outcome;
  }

  Fault fault(Context context) {
    return fault.apply(context);
  }

  /** Whether an error is one that the engine may make of this. */
  boolean isNamedBy(AccountError error) {
    return codes.contains(error.code())
        && words.matcher(error.message()).find()
        && !error.message().isBlank();
  }

  /** Whether it ends only by the account's deadline. */
  boolean takesAllTime() {
    return codes.equals(Set.of(TIMEOUT));
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
