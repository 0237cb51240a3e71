package dev.crmql.zoho;

import dev.crmql.query.Value;
import dev.crmql.spi.QuotedText;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.function.IntPredicate;

/** Writes values of COQL. Text stands in single quotes, of which one within is doubled. */
final class CoqlText {

  private static final DateTimeFormatter SECONDS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss'+00:00'").withZone(ZoneOffset.UTC);

  private CoqlText() {}

  /**
   * The value as it is compared with.
   *
   * @return empty for text that can't be written, as a backslash is no escape and not allowed
   *     either, for a moment within a second, and for a truth value
   */
  static Optional<String> literal(Value value) {
    if (value instanceof Value.Text text) {
      return text.text().codePoints().allMatch(CoqlText::isPlain)
          ? Optional.of(QuotedText.of(text.text()))
          : Optional.empty();
    }
    return QuotedText.literal(value, SECONDS, ChronoUnit.SECONDS);
  }

  /** The longest part of the text in which each character means itself within LIKE. */
  static String longestPlainPart(String text) {
    return longest(text, c -> isPlain(c) && c != '%' && c != '_');
  }

  private static boolean isPlain(int c) {
    return c != '\\'
        && !Character.isISOControl(c)
        && !(c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
  }

  private static String longest(String text, IntPredicate allowed) {
    String longest = "";
    int start = 0;
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      int end = i + Character.charCount(c);
      if (!allowed.test(c)) {
        start = end;
      } else if (end - start > longest.length()) {
        longest = text.substring(start, end);
      }
      i = end;
    }
    return longest;
  }
}
