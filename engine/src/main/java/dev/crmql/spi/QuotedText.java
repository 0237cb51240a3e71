package dev.crmql.spi;

import dev.crmql.query.Value;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * Writes values as languages like SQL have them: text in single quotes, of which one within is
 * doubled.
 */
public final class QuotedText {

  private QuotedText() {}

  /** The text in quotes. */
  public static String of(String text) {
    return "'" + text.replace("'", "''") + "'";
  }

  /**
   * A number as it is, or a day or a moment in quotes.
   *
   * @param moments how a moment is written
   * @param finest the parts of a second that this can say
   * @return empty for text and for a truth value, and for a moment that is finer
   */
  public static Optional<String> literal(
      Value value, DateTimeFormatter moments, ChronoUnit finest) {
    if (value instanceof Value.Numeric numeric) {
      return Optional.of(numeric.number().toPlainString());
    }
    if (value instanceof Value.Date date) {
      return Optional.of(of(date.date().toString()));
    }
    if (value instanceof Value.Timestamp timestamp) {
      Instant instant = timestamp.instant();
      return instant.truncatedTo(finest).equals(instant)
          ? Optional.of(of(moments.format(instant)))
          : Optional.empty();
    }
    return Optional.empty();
  }
}
