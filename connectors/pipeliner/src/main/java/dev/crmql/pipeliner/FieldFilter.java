package dev.crmql.pipeliner;

/**
 * A condition of one field, of which a list takes one for each field.
 *
 * @param value as it is sent, decoded; empty for the operators that need none, which are sent with
 *     an empty value, since it is not documented that they may be sent without
 */
record FieldFilter(String field, FilterOperator operator, String value) {

  static FieldFilter of(String field, FilterOperator operator) {
    return new FieldFilter(field, operator, "");
  }

  /** Text that contains this one, or what of it can be asked for. */
  static FieldFilter containing(String field, String text) {
    String part = FilterText.longestPlainPart(text);
    return part.isEmpty()
        ? of(field, FilterOperator.NOT_NULL)
        : new FieldFilter(field, FilterOperator.ICONTAINS, part);
  }
}
