package dev.crmql.hubspot;

import static java.time.ZoneOffset.UTC;

import dev.crmql.query.Value;
import dev.crmql.schema.Field;
import dev.crmql.schema.FieldType;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Writes values as HubSpot keeps them: each of them is text. */
final class HubSpotValues {

  private HubSpotValues() {}

  /**
   * The texts of the property that equal the value, as far as HubSpot compares.
   *
   * @return empty if that can't be told; a list of none if no record can have the value
   */
  static Optional<List<String>> equal(Value value, Field field) {
    return switch (field.type()) {
      case TEXT -> text(value).flatMap(text -> equal(text, field));
      case ID -> text(value).map(text -> id(text).stream().toList());
      case BOOLEAN, INTEGER, DECIMAL, DATE, TIMESTAMP ->
          isWhole(value) ? ordered(value, field.type()).map(List::of) : Optional.empty();
      case OTHER -> Optional.empty();
    };
  }

  /** Options compare with regard to case; one that is not known is asked for if it has none. */
  private static Optional<List<String>> equal(String text, Field field) {
    boolean caseless = text.toUpperCase(Locale.ROOT).equals(text.toLowerCase(Locale.ROOT));
    List<String> options = field.options().isEmpty() && caseless ? List.of(text) : field.options();
    List<String> same = options.stream().filter(text::equalsIgnoreCase).toList();
    return switch (field.nativeType()) {
      case PropertiesReader.CHOICES -> Optional.empty();
      case PropertiesReader.CHOICE -> Optional.of(same).filter(known -> !known.isEmpty());
      default -> Optional.of(List.of(text));
    };
  }

  /**
   * An id, a number, a truth value, or a day or moment as milliseconds since 1970.
   *
   * @return empty for anything else, and for what HubSpot can't be trusted to compare
   */
  static Optional<String> ordered(Value value, FieldType type) {
    if (type.mayBeText()) {
      return type == FieldType.ID ? text(value).flatMap(HubSpotValues::id) : Optional.empty();
    }
    if (value instanceof Value.Numeric numeric) {
      BigDecimal number = numeric.number().stripTrailingZeros();
      int digits = Math.max(number.precision(), Math.abs(number.scale()));
      return Optional.of(number.toPlainString())
          .filter(text -> digits <= HubSpotLimits.INSTANCE.numberDigits());
    }
    if (value instanceof Value.Bool bool) {
      return Optional.of(Boolean.toString(bool.value()));
    }
    if (value instanceof Value.Date day) {
      return ordered(new Value.Timestamp(day.date().atStartOfDay(UTC).toInstant(), day.at()), type);
    }
    return value instanceof Value.Timestamp moment
        ? Optional.of(Long.toString(moment.instant().toEpochMilli()))
        : Optional.empty();
  }

  /** Whether the value loses nothing where moments are kept in milliseconds. */
  static boolean isWhole(Value value) {
    return !(value instanceof Value.Timestamp moment)
        || moment.instant().truncatedTo(ChronoUnit.MILLIS).equals(moment.instant());
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
}
