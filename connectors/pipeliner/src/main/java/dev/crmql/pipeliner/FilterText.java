package dev.crmql.pipeliner;

import dev.crmql.query.Value;
import dev.crmql.schema.FieldType;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Writes the values of filters, which stand there plainly, without quotes and escapes. */
final class FilterText {

  private static final Pattern UUID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

  /** What a number of a JSON answer, a double, keeps in any case. */
  private static final int DIGITS = 15;

  /** Half of a character, which can't be sent. */
  private static final Pattern HALF = Pattern.compile("\\p{Cs}");

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
      return type == FieldType.ID
          ? Optional.of(text.text().toLowerCase(Locale.ROOT)).filter(UUID.asMatchPredicate())
          : Optional.of(text.text()).filter(HALF.asPredicate().negate());
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
    return Optional.empty();
  }

  private static Optional<String> number(BigDecimal number, FieldType type) {
    long before = (long) number.precision() - number.scale();
    boolean fits =
        number.precision() <= DIGITS
            && number.scale() <= DIGITS
            && before <= DIGITS
            && (type != FieldType.INTEGER || number.toBigInteger().bitLength() < Integer.SIZE);
    return fits ? Optional.of(number.toPlainString()) : Optional.empty();
  }

  /** Without an offset it is read as UTC; with a fraction of a second it has to be RFC 3339. */
  private static Optional<String> moment(Instant instant) {
    String text = instant.toString();
    // A year that has not four digits has a sign, which is less than any digit.
    if (text.compareTo("0001") < 0 || !instant.truncatedTo(ChronoUnit.MICROS).equals(instant)) {
      return Optional.empty();
    }
    return Optional.of(text.contains(".") ? text : text.replace('T', ' ').replace("Z", ""));
  }

  /** The longest part of a text that means itself wherever it is searched for. */
  static String longestPlainPart(String text) {
    return NOT_PLAIN.splitAsStream(text).max(Comparator.comparingInt(String::length)).orElse("");
  }

  /** Whether each character of a text that is searched for means itself and no other. */
  static boolean isCertain(String text) {
    return text.indexOf('%') < 0 && text.indexOf('_') < 0;
  }
}
