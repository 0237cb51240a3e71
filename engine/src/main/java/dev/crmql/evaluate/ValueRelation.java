package dev.crmql.evaluate;

import com.fasterxml.jackson.databind.JsonNode;
import dev.crmql.normalize.DecimalText;
import dev.crmql.normalize.IsoTemporal;
import dev.crmql.query.Value;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;

/**
 * Finds how a property's value stands to a value of the query.
 *
 * <p>Text compares without regard to case. Where the kinds differ, both are read as numbers, as
 * truth values or as dates if both can be; else they are different and have no order.
 */
final class ValueRelation implements Value.Visitor<Relation> {

  private final JsonNode actual;

  private ValueRelation(JsonNode actual) {
    this.actual = actual;
  }

  static Relation between(JsonNode actual, Value value) {
    if (!actual.isValueNode() || actual.isNull()) {
      return Relation.UNKNOWN;
    }
    return value.accept(new ValueRelation(actual));
  }

  @Override
  public Relation visitText(Value.Text value) {
    String text = value.text();
    if (actual.isTextual()) {
      return Relation.of(actual.textValue().compareToIgnoreCase(text));
    }
    if (actual.isBoolean()) {
      return Relation.equality(text.equalsIgnoreCase(actual.asText()));
    }
    return numbers(DecimalText.read(text));
  }

  @Override
  public Relation visitNumeric(Value.Numeric value) {
    return numbers(Optional.of(value.number()));
  }

  private Relation numbers(Optional<BigDecimal> other) {
    Optional<BigDecimal> number = number();
    return number.isPresent() && other.isPresent()
        ? Relation.of(number.get().compareTo(other.get()))
        : Relation.DIFFERENT;
  }

  private Optional<BigDecimal> number() {
    if (actual.isNumber()) {
      return Optional.of(actual.decimalValue());
    }
    if (actual.isBoolean()) {
      return Optional.of(actual.booleanValue() ? BigDecimal.ONE : BigDecimal.ZERO);
    }
    return DecimalText.read(actual.asText());
  }

  @Override
  public Relation visitBool(Value.Bool value) {
    if (actual.isTextual()) {
      String written = Boolean.toString(value.value());
      return Relation.equality(actual.textValue().equalsIgnoreCase(written));
    }
    return numbers(Optional.of(value.value() ? BigDecimal.ONE : BigDecimal.ZERO));
  }

  /** A moment is cut to its day in UTC; other text compares with the date as it is written. */
  @Override
  public Relation visitDate(Value.Date value) {
    if (!actual.isTextual()) {
      return Relation.DIFFERENT;
    }
    String text = actual.textValue();
    Optional<LocalDate> date =
        IsoTemporal.date(text).or(() -> IsoTemporal.timestamp(text).map(ValueRelation::day));
    return date.isPresent()
        ? Relation.of(date.get().compareTo(value.date()))
        : Relation.of(text.compareToIgnoreCase(value.date().toString()));
  }

  /** Compared with a date, the query's moment is cut to its day in UTC. */
  @Override
  public Relation visitTimestamp(Value.Timestamp value) {
    if (!actual.isTextual()) {
      return Relation.DIFFERENT;
    }
    String text = actual.textValue();
    Optional<Instant> instant = IsoTemporal.timestamp(text);
    if (instant.isPresent()) {
      return Relation.of(instant.get().compareTo(value.instant()));
    }
    Optional<LocalDate> date = IsoTemporal.date(text);
    return date.isPresent()
        ? Relation.of(date.get().compareTo(day(value.instant())))
        : Relation.DIFFERENT;
  }

  private static LocalDate day(Instant instant) {
    return LocalDate.ofInstant(instant, ZoneOffset.UTC);
  }

  @Override
  public Relation visitParameter(Value.Parameter value) {
    throw new IllegalStateException("normalised queries hold no parameter");
  }
}
