package dev.crmql.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;

/** Compares values of records. */
final class Values {

  private Values() {}

  /** Whether rows with these values are equal to ORDER BY. */
  static boolean tied(JsonNode one, JsonNode other) {
    if (one.isNumber() && other.isNumber()) {
      return one.decimalValue().compareTo(other.decimalValue()) == 0;
    }
    return one.isNull() == other.isNull() && one.asText().equalsIgnoreCase(other.asText());
  }

  /**
   * Whether a service shows the value that a record has.
   *
   * @param nullAsEmpty whether it can't tell NULL from empty text
   */
  static boolean same(JsonNode shown, JsonNode stored, boolean nullAsEmpty) {
    if (shown.isNumber() && stored.isNumber()) {
      return shown.decimalValue().compareTo(stored.decimalValue()) == 0;
    }
    return shown.equals(stored) || (nullAsEmpty && isNothing(shown) && isNothing(stored));
  }

  /** As {@link #same}, for a service that shows numbers and truth values as text, too. */
  static boolean sameText(JsonNode shown, JsonNode stored) {
    if (shown.isNull() || stored.isNull()) {
      return shown.isNull() && stored.isNull();
    }
    return stored.isNumber()
        ? new BigDecimal(shown.asText()).compareTo(stored.decimalValue()) == 0
        : shown.asText().equals(stored.asText());
  }

  private static boolean isNothing(JsonNode value) {
    return value.isNull() || value.asText().isEmpty();
  }
}
