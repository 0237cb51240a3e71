package dev.crmql.hubspot;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

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
    CONTAINS_TOKEN
  }

  /** Keeps a copy of the list. */
  PropertyFilter {
    values = List.copyOf(values);
  }

  static PropertyFilter of(String property, Operator operator, String... values) {
    return new PropertyFilter(property, operator, List.of(values));
  }

  /** That the property has a value. */
  static PropertyFilter hasValue(String property) {
    return of(property, Operator.HAS_PROPERTY);
  }

  /** That the property has one, or none, of the values, of which there is one at least. */
  static PropertyFilter listed(String property, List<String> values, boolean negated) {
    boolean one = values.size() == 1;
    Operator some = one ? Operator.EQ : Operator.IN;
    return new PropertyFilter(
        property, negated ? (one ? Operator.NEQ : Operator.NOT_IN) : some, values);
  }

  /** Whether no record without the property passes, by all that is documented. */
  boolean impliesValue() {
    return switch (operator) {
      case NEQ, NOT_IN, NOT_HAS_PROPERTY -> false;
      case EQ, LT, LTE, GT, GTE, BETWEEN, IN, HAS_PROPERTY, CONTAINS_TOKEN -> true;
    };
  }

  /** Characters of the filter in a body. */
  int length() {
    return json().toString().length();
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
      case IN, NOT_IN -> values.forEach(json.putArray("values")::add);
      case BETWEEN -> json.put("value", values.get(0)).put("highValue", values.get(1));
      case EQ, NEQ, LT, LTE, GT, GTE, CONTAINS_TOKEN -> json.put("value", values.get(0));
    }
    return json;
  }
}
