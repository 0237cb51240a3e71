package dev.crmql.hubspot;

import dev.crmql.query.Value;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/** Writes values as HubSpot keeps them: each of them is text. */
final class HubSpotValues {

  private HubSpotValues() {}

  /**
   * The texts of the property that equal the value, as far as HubSpot compares.
   *
   * @param options the values that a choice can have; empty if they are not known
   * @return empty if that can't be told; a list of none if no record can have the value
   */
  static Optional<List<String>> equal(Value value, PropertyKind kind, List<String> options) {
    return switch (kind) {
      case STRING -> text(value).map(List::of);
      case CHOICE -> text(value).flatMap(text -> choices(text, options));
      case BOOLEAN ->
          value instanceof Value.Bool bool
              ? Optional.of(List.of(Boolean.toString(bool.value())))
              : Optional.empty();
      case NUMBER, DAY, MOMENT -> isWhole(value) ? ordered(value).map(List::of) : Optional.empty();
      case ID -> text(value).map(text -> id(text).stream().toList());
      case CHOICES, UNKNOWN -> Optional.empty();
    };
  }

  /** A number, or a day or moment as milliseconds since 1970; empty for anything else. */
  static Optional<String> ordered(Value value) {
    if (value instanceof Value.Numeric numeric) {
      BigDecimal number = numeric.number().stripTrailingZeros();
      int digits = Math.max(number.precision(), Math.abs(number.scale()));
      return digits <= HubSpotLimits.INSTANCE.numberDigits()
          ? Optional.of(number.toPlainString())
          : Optional.empty();
    }
    if (value instanceof Value.Date day) {
      return Optional.of(millis(day.date().atStartOfDay().toInstant(ZoneOffset.UTC)));
    }
    return value instanceof Value.Timestamp moment
        ? Optional.of(millis(moment.instant()))
        : Optional.empty();
  }

  /** Whether the value loses nothing where moments are kept in milliseconds. */
  static boolean isWhole(Value value) {
    return !(value instanceof Value.Timestamp moment)
        || moment.instant().truncatedTo(ChronoUnit.MILLIS).equals(moment.instant());
  }

  private static String millis(Instant instant) {
    return Long.toString(instant.toEpochMilli());
  }

  /** The id that the text is, as HubSpot writes ids; empty if it can be none. */
  static Optional<String> id(String text) {
    return text.matches("[0-9]{1,18}")
        ? Optional.of(Long.toString(Long.parseLong(text)))
        : Optional.empty();
  }

  /** Numbers in text may be written in several ways; half a character can't be sent. */
  private static Optional<String> text(Value value) {
    return value instanceof Value.Text text
            && StandardCharsets.UTF_8.newEncoder().canEncode(text.text())
        ? Optional.of(text.text())
        : Optional.empty();
  }

  /** Options compare with regard to case, and what is no option may be refused. */
  private static Optional<List<String>> choices(String text, List<String> options) {
    if (options.isEmpty()) {
      return text.codePoints().anyMatch(HubSpotValues::hasCase)
          ? Optional.empty()
          : Optional.of(List.of(text));
    }
    List<String> same = options.stream().filter(text::equalsIgnoreCase).toList();
    return same.isEmpty() ? Optional.empty() : Optional.of(same);
  }

  private static boolean hasCase(int c) {
    return Character.toLowerCase(c) != c || Character.toUpperCase(c) != c;
  }
}
