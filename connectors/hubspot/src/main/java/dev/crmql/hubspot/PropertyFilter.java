package dev.crmql.hubspot;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Objects;

/**
 * One filter of a group (Search the CRM, filter operators).
 *
 * @param property the property's name
 * @param values in the form that HubSpot keeps them, as text; as many as the operator takes
 */
record PropertyFilter(String property, Operator operator, List<String> values) {

  /** The operators that are sent; there is no one for text that does not contain a word. */
  enum Operator {
    EQ,
    NEQ,
    LT,
    LTE,
    GT,
    GTE,
    BETWEEN,
    IN,
    NOT_IN,
    HAS_PROPERTY,
    NOT_HAS_PROPERTY,
    CONTAINS_TOKEN;

    /** Whether a record without the property passes, or, for all that is documented, may pass. */
    boolean mayFindUnset() {
      return this == NEQ || this == NOT_IN || this == NOT_HAS_PROPERTY;
    }
  }

  PropertyFilter {
    Objects.requireNonNull(property, "property");
    values = List.copyOf(values);
  }

  static PropertyFilter of(String property, Operator operator, String... values) {
    return new PropertyFilter(property, operator, List.of(values));
  }

  /** That the property has one of the values, of which there is one at least. */
  static PropertyFilter in(String property, List<String> values) {
    return new PropertyFilter(property, values.size() == 1 ? Operator.EQ : Operator.IN, values);
  }

  /** That the property has none of the values, of which there is one at least. */
  static PropertyFilter notIn(String property, List<String> values) {
    return new PropertyFilter(
        property, values.size() == 1 ? Operator.NEQ : Operator.NOT_IN, values);
  }

  /** That the property has a value. */
  static PropertyFilter hasValue(String property) {
    return of(property, Operator.HAS_PROPERTY);
  }

  /** What no record passes: each has an id. */
  static PropertyFilter nothing() {
    return of(HubSpotNames.ID, Operator.NOT_HAS_PROPERTY);
  }

  /** The filter as a body has it; operators that need no value are refused with one. */
  ObjectNode json() {
    ObjectNode json =
        JsonNodeFactory.instance
            .objectNode()
            .put("propertyName", property)
            .put("operator", operator.name());
    switch (operator) {
      case HAS_PROPERTY, NOT_HAS_PROPERTY -> {}
      case IN, NOT_IN -> {
        ArrayNode list = json.putArray("values");
        values.forEach(list::add);
      }
      case BETWEEN -> json.put("value", values.get(0)).put("highValue", values.get(1));
      case EQ, NEQ, LT, LTE, GT, GTE, CONTAINS_TOKEN -> json.put("value", values.get(0));
    }
    return json;
  }
}
