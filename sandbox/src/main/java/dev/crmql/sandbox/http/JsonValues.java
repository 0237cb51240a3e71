package dev.crmql.sandbox.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.format.DateTimeFormatter;

/** Writes the values of a row. */
public final class JsonValues {
  private JsonValues() {}

  /** A value as JSON: null, booleans and numbers as such, everything else as text. */
  public static JsonNode of(Object value, DateTimeFormatter dateTimes) {
    JsonNodeFactory nodes = JsonNodeFactory.instance;
    if (value == null) {
      return nodes.nullNode();
    } else if (value instanceof Boolean flag) {
      return nodes.booleanNode(flag);
    } else if (value instanceof Integer number) {
      return nodes.numberNode(number);
    } else if (value instanceof BigDecimal number) {
      BigDecimal shortest = number.stripTrailingZeros();
      // A negative scale would be written with an exponent.
      return DecimalNode.valueOf(shortest.scale() < 0 ? shortest.setScale(0) : shortest);
    } else if (value instanceof Instant instant) {
      return nodes.textNode(dateTimes.format(instant));
    }
    return nodes.textNode(value.toString());
  }
}
