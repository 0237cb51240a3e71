package dev.crmql.salesforce;

import dev.crmql.query.Value;
import dev.crmql.schema.Field;
import dev.crmql.schema.FieldType;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;

/**
 * Writes values as SOQL literals (SOQL and SOSL Reference: Quoted String Escape Sequences, Date
 * Formats and Date Literals).
 */
final class SoqlLiteral {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss.SSS'Z'", Locale.ROOT);

  private static final char[] HEX = "0123456789ABCDEF".toCharArray();

  private SoqlLiteral() {}

  /** Writes a value in the form that the property takes. */
  static void append(StringBuilder to, Value value, Field field) {
    if (value instanceof Value.Text text) {
      if (SoqlFields.isTime(field)) {
        to.append(TIME.format(time(text.text()).orElseThrow()));
      } else {
        appendText(to, text.text());
      }
    } else if (value instanceof Value.Numeric numeric) {
      appendNumber(to, numeric.number(), field.type() == FieldType.TEXT);
    } else if (value instanceof Value.Bool bool) {
      to.append(bool.value());
    } else if (value instanceof Value.Date date) {
      to.append(date.date());
    } else if (value instanceof Value.Timestamp timestamp) {
      appendMoment(to, timestamp.instant());
    } else {
      throw new IllegalStateException("a normalised query holds no parameter");
    }
  }

  private static void appendNumber(StringBuilder to, BigDecimal number, boolean quoted) {
    if (quoted) {
      to.append('\'').append(number.toPlainString()).append('\'');
    } else {
      to.append(number.toPlainString());
    }
  }

  /** Writes a moment in UTC, as a plus sign is a blank to careless readers of URLs. */
  private static void appendMoment(StringBuilder to, Instant instant) {
    to.append(instant.truncatedTo(ChronoUnit.MILLIS));
  }

  /** The time of day that the text is, if it is one and not finer than Salesforce keeps. */
  static Optional<LocalTime> time(String text) {
    try {
      String local = text.endsWith("Z") ? text.substring(0, text.length() - 1) : text;
      LocalTime time = LocalTime.parse(local);
      boolean fine = !time.truncatedTo(ChronoUnit.MILLIS).equals(time);
      return fine ? Optional.empty() : Optional.of(time);
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  /** Writes text in quotes. */
  static void appendText(StringBuilder to, String text) {
    to.append('\'');
    appendEscaped(to, text, false);
    to.append('\'');
  }

  /** Writes text within a LIKE pattern, where two more characters have a meaning. */
  static void appendPattern(StringBuilder to, String text) {
    appendEscaped(to, text, true);
  }

  private static void appendEscaped(StringBuilder to, String text, boolean pattern) {
    int copied = 0;
    int length = text.length();
    for (int i = 0; i < length; i++) {
      char c = text.charAt(i);
      if (isPlain(c, pattern) || isPaired(text, i)) {
        continue;
      }
      to.append(text, copied, i);
      copied = i + 1;
      appendEscape(to, c);
    }
    to.append(text, copied, length);
  }

  private static boolean isPlain(char c, boolean pattern) {
    if (c < 0x7F) {
      return c >= ' ' && c != '\'' && c != '\\' && (!pattern || (c != '_' && c != '%'));
    }
    return c > 0x9F && c != '\u2028' && c != '\u2029' && !Character.isSurrogate(c);
  }

  private static boolean isPaired(String text, int at) {
    char c = text.charAt(at);
    return (Character.isHighSurrogate(c)
            && at + 1 < text.length()
            && Character.isLowSurrogate(text.charAt(at + 1)))
        || (Character.isLowSurrogate(c)
            && at > 0
            && Character.isHighSurrogate(text.charAt(at - 1)));
  }

  /** A lone surrogate is escaped too: it has no UTF-8, so that the URL would say something else. */
  private static void appendEscape(StringBuilder to, char c) {
    to.append('\\');
    switch (c) {
      case '\'', '\\', '_', '%' -> to.append(c);
      case '\n' -> to.append('n');
      case '\r' -> to.append('r');
      case '\t' -> to.append('t');
      case '\b' -> to.append('b');
      case '\f' -> to.append('f');
      default ->
          to.append('u')
              .append(HEX[c >> 12])
              .append(HEX[(c >> 8) & 0xF])
              .append(HEX[(c >> 4) & 0xF])
              .append(HEX[c & 0xF]);
    }
  }
}
