package dev.crmql.spi;

import dev.crmql.diagnostics.SafeText;
import dev.crmql.query.NodeLocation;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/** Reads the parts of a service's error that every service has. */
public final class FaultText {

  private static final int LONGEST_CODE = 80;
  private static final int LONGEST_MESSAGE = 500;
  private static final int MOST_DIGITS = 6;
  private static final String RETRY_AFTER = "Retry-After";
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(999_999);

  private FaultText() {}

  /**
   * The failure that an answer is, with what its header says of when to ask again.
   *
   * @param code the service's own code of it; may be empty
   * @param message the service's own words; may be empty
   * @param serviceTitle names the service where it has no words
   */
  public static UpstreamFault fault(
      UpstreamFault.Kind kind,
      String code,
      String message,
      String serviceTitle,
      UpstreamResponse response) {
    return new UpstreamFault(
        kind,
        code(code),
        message(message, serviceTitle, response),
        retryAfter(response),
        NodeLocation.NONE);
  }

  /** A service's own code of an error, cleaned and of 80 characters at most. */
  public static String code(String text) {
    return cut(text, LONGEST_CODE);
  }

  /**
   * A service's own message, cleaned and of 500 characters at most.
   *
   * @param serviceTitle names the service where there is no message
   */
  public static String message(String text, String serviceTitle, UpstreamResponse response) {
    String message = cut(text, LONGEST_MESSAGE);
    return message.isEmpty()
        ? serviceTitle + " answered with HTTP status " + response.status()
        : message;
  }

  /**
   * How long {@code Retry-After} asks to wait, in seconds of 6 digits at most: their number, or the
   * time until a date from that of the answer's own {@code Date} (RFC 9110, 10.2.3; of the three
   * forms of a date only the one that may be sent). Empty if it says nothing, or something else.
   */
  public static Optional<Duration> retryAfter(UpstreamResponse response) {
    return number(response, RETRY_AFTER)
        .map(Duration::ofSeconds)
        .or(
            () ->
                date(response, "Date")
                    .flatMap(now -> date(response, RETRY_AFTER).map(until -> wait(now, until))))
        .filter(wait -> wait.compareTo(LONGEST_WAIT) <= 0);
  }

  private static Duration wait(Instant now, Instant until) {
    return until.isAfter(now) ? Duration.between(now, until) : Duration.ZERO;
  }

  private static Optional<Instant> date(UpstreamResponse response, String header) {
    try {
      return response
          .header(header)
          .map(text -> DateTimeFormatter.RFC_1123_DATE_TIME.parse(text.strip(), Instant::from));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  /** The number that a header is, of 6 digits at most; empty if there is none. */
  public static Optional<Integer> number(UpstreamResponse response, String header) {
    String number = response.header(header).orElse("").strip();
    boolean isNumber =
        !number.isEmpty()
            && number.length() <= MOST_DIGITS
            && number.chars().allMatch(c -> c >= '0' && c <= '9');
    return isNumber ? Optional.of(Integer.valueOf(number)) : Optional.empty();
  }

  /** A service's own words, cleaned and of so many characters at most, without half of one. */
  public static String cut(String text, int longest) {
    String safe = SafeText.of(text).strip();
    if (safe.length() <= longest) {
      return safe;
    }
    int end = Character.isHighSurrogate(safe.charAt(longest - 1)) ? longest - 1 : longest;
    return safe.substring(0, end) + "...";
  }
}
