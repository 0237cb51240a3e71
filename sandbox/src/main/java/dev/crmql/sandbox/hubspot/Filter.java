package dev.crmql.sandbox.hubspot;

import java.util.List;

/**
 * One condition, checked.
 *
 * @param values as the database compares them; as many as the operator needs, none for {@code
 *     HAS_PROPERTY} and {@code NOT_HAS_PROPERTY}
 */
record Filter(Property property, Operator operator, List<Object> values) {
  Filter {
    values = List.copyOf(values);
  }
}
