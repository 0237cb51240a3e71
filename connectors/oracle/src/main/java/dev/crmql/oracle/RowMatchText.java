package dev.crmql.oracle;

import dev.crmql.query.Value;
import dev.crmql.spi.QuotedText;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** Writes values. Text stands in single quotes, of which one within is doubled. */
final class RowMatchText {

  private static final DateTimeFormatter MILLISECONDS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

  private RowMatchText() {}

  /**
   * Text in upper case, character for character as the database's {@code upper} has it: no
   * character becomes two.
   */
  static String upper(String text) {
    StringBuilder upper = new StringBuilder(text.length());
    text.codePoints().map(Character::toUpperCase).forEach(upper::appendCodePoint);
    return QuotedText.of(upper.toString());
  }

  /**
   * A number, a day or a moment.
   *
   * @return empty for text and for a truth value, as it is not documented how one is written, and
   *     for a moment that is finer than a millisecond
   */
  static Optional<String> literal(Value value) {
    return QuotedText.literal(value, MILLISECONDS, ChronoUnit.MILLIS);
  }

  /** Whether text within LIKE may stand for other text as well. */
  static boolean isWild(String text) {
    return text.indexOf('%') >= 0
        || text.indexOf('_') >= 0
        || text.indexOf('*') >= 0
        || !isWellFormed(text);
  }

  /** The text with a wildcard for one character where no character is sure to mean itself. */
  static String withoutWildcards(String text) {
    StringBuilder safe = new StringBuilder(text.length());
    text.codePoints()
        .forEach(c -> safe.appendCodePoint(c == '%' || c == '*' || isSurrogate(c) ? '_' : c));
    return safe.toString();
  }

  /** Whether no half of a character stands in the text, which could not be sent. */
  static boolean isWellFormed(String text) {
    return text.codePoints().noneMatch(RowMatchText::isSurrogate);
  }

  private static boolean isSurrogate(int c) {
    return c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
  }
}
