package dev.crmql.pipeliner;

import dev.crmql.query.Value;
import dev.crmql.schema.FieldType;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Writes the values of filters, which stand there plainly, without quotes and escapes. */
final class FilterText {

  private static final Pattern UUID =
      Pattern.compile("(?i)[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

  private static final DateTimeFormatter SECONDS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");

  private static final DateTimeFormatter MICROSECONDS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'");

  /** What a number of a JSON answer, a double, keeps in any case. */
  private static final int DIGITS = 15;

  /** In a text that is searched for, a backslash may be an escape. */
  private static final Pattern NOT_PLAIN = Pattern.compile("[\\\\\\p{Cs}]");

  private FilterText() {}

  /**
   * The value as it is compared with.
   *
   * @param type of the property; OTHER if it is not known
   * @return empty if the service can't be asked for it: text that holds half a character, an id
   *     that is none, a number that it may not hold, a moment finer than a microsecond
   */
  static Optional<String> of(Value value, FieldType type) {
    if (value instanceof Value.Text text) {
      return text(text.text(), type);
    }
    if (value instanceof Value.Numeric numeric) {
      return number(numeric.number(), type);
    }
    if (value instanceof Value.Date date) {
      return Optional.of(date.date().toString());
    }
    if (value instanceof Value.Timestamp timestamp) {
      return moment(timestamp.instant());
    }
    return value instanceof Value.Bool bool
        ? Optional.of(Boolean.toString(bool.value()))
        : Optional.empty();
  }

  private static Optional<String> text(String text, FieldType type) {
    if (type == FieldType.ID) {
      return UUID.matcher(text).matches()
          ? Optional.of(text.toLowerCase(Locale.ROOT))
          : Optional.empty();
    }
    return isWellFormed(text) ? Optional.of(text) : Optional.empty();
  }

  private static Optional<String> number(BigDecimal number, FieldType type) {
    long before = (long) number.precision() - number.scale();
    if (number.precision() > DIGITS || number.scale() > DIGITS || before > DIGITS) {
      return Optional.empty();
    }
    if (type == FieldType.INTEGER
        && (number.compareTo(BigDecimal.valueOf(Integer.MIN_VALUE)) < 0
            || number.compareTo(BigDecimal.valueOf(Integer.MAX_VALUE)) > 0)) {
      return Optional.empty();
    }
    return Optional.of(number.toPlainString());
  }

  private static Optional<String> moment(Instant instant) {
    OffsetDateTime time = instant.atOffset(ZoneOffset.UTC);
    if (time.getYear() < 1
        || time.getYear() > 9999
        || !instant.truncatedTo(ChronoUnit.MICROS).equals(instant)) {
      return Optional.empty();
    }
    return Optional.of((time.getNano() == 0 ? SECONDS : MICROSECONDS).format(time));
  }

  /** The longest part of a text that means itself wherever it is searched for. */
  static String longestPlainPart(String text) {
    return NOT_PLAIN.splitAsStream(text).max(Comparator.comparingInt(String::length)).orElse("");
  }

  /** Whether each character of a text that is searched for means itself and no other. */
  static boolean isCertain(String text) {
    return text.indexOf('%') < 0 && text.indexOf('_') < 0;
  }

  private static boolean isWellFormed(String text) {
    return text.codePoints()
        .noneMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
  }
}
