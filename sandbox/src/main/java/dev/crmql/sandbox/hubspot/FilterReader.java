package dev.crmql.sandbox.hubspot;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/** Reads one filter of an object type and refuses what the service refuses. */
final class FilterReader {
  /** Not documented; assumed by clients. */
  private static final int MOST_VALUES = 100;

  private static final Pattern NUMBER = Pattern.compile("-?\\d{1,40}(\\.\\d{1,40})?");
  private static final Pattern EPOCH_MILLIS = Pattern.compile("-?\\d{1,18}");

  private final ObjectType type;

  FilterReader(ObjectType type) {
    this.type = type;
  }

  /**
   * The filter; keys that are not known are left out without a word.
   *
   * @throws HubSpotException 400 for an unknown property or operator, an operator that the
   *     property's type does not have, and a value that is missing, too much or of another type
   */
  Filter read(ObjectNode json) {
    String name = Json.neededText(json, "propertyName");
    Property property = type.filterable(name);
    Operator operator = operator(Json.neededText(json, "operator"));
    if (!operator.suits(property.type())
        || (ObjectType.isAssociation(name) && operator != Operator.EQ)) {
      throw HubSpotException.invalid("Operator " + operator + " is not allowed for " + name + ".");
    }
    return new Filter(property, operator, values(json, property.type(), operator));
  }

  private static Operator operator(String name) {
    return Arrays.stream(Operator.values())
        .filter(operator -> operator.name().equals(name))
        .findFirst()
        .orElseThrow(() -> HubSpotException.invalid("Unknown operator " + name + "."));
  }

  private static List<Object> values(ObjectNode json, PropertyType type, Operator operator) {
    return switch (operator) {
      case HAS_PROPERTY, NOT_HAS_PROPERTY -> {
        if (json.has("value") || json.has("values") || json.has("highValue")) {
          throw HubSpotException.invalid("Operator " + operator + " takes no value.");
        }
        yield List.of();
      }
      case IN, NOT_IN -> {
        List<String> texts = Json.texts(json, "values");
        if (texts == null || texts.isEmpty() || texts.size() > MOST_VALUES) {
          throw HubSpotException.invalid(
              "Operator " + operator + " takes 1 to " + MOST_VALUES + " values.");
        }
        yield texts.stream().map(text -> value(type, text)).toList();
      }
      case BETWEEN ->
          List.of(
              value(type, Json.neededText(json, "value")),
              value(type, Json.neededText(json, "highValue")));
      case EQ, NEQ, LT, LTE, GT, GTE -> List.of(value(type, Json.neededText(json, "value")));
      case CONTAINS_TOKEN, NOT_CONTAINS_TOKEN -> List.of(Json.neededText(json, "value"));
    };
  }

  private static Object value(PropertyType type, String text) {
    return switch (type) {
      case STRING, LONG_STRING, PHONE, SELECT, CHECKBOXES -> text;
      case NUMBER, ID, REFERENCE -> {
        if (!NUMBER.matcher(text).matches()) {
          throw HubSpotException.invalid(text + " is not a number.");
        }
        yield new BigDecimal(text);
      }
      case BOOL -> {
        if (!text.equals("true") && !text.equals("false")) {
          throw HubSpotException.invalid(text + " is neither true nor false.");
        }
        yield Boolean.valueOf(text);
      }
      case DATE, DATETIME -> instant(type, text);
    };
  }

  /** Epoch milliseconds, or ISO 8601 in UTC; for dates also without the time. */
  private static Instant instant(PropertyType type, String text) {
    if (EPOCH_MILLIS.matcher(text).matches()) {
      return Instant.ofEpochMilli(Long.parseLong(text));
    }
    try {
      if (type == PropertyType.DATE && text.indexOf('T') < 0) {
        return LocalDate.parse(text).atStartOfDay().toInstant(ZoneOffset.UTC);
      }
      if (text.endsWith("Z")) {
        return Instant.parse(text);
      }
    } catch (DateTimeException e) {
      // refused below
    }
    throw HubSpotException.invalid(text + " is not a " + type.type() + ".");
  }
}
