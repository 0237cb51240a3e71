package dev.crmql.sandbox.oracle;

import dev.crmql.sandbox.data.Column;
import dev.crmql.sandbox.data.ColumnType;
import dev.crmql.sandbox.sql.Operator;
import java.util.Set;

/** What describe calls the types of attributes, and what may be done with an attribute of each. */
final class AttributeTypes {
  /** Made of others when a row is read, so that the database cannot look for it. */
  private static final Set<String> COMPUTED = Set.of("ContactName");

  private AttributeTypes() {}

  /** The {@code type} of an attribute. */
  static String name(ColumnType type) {
    return switch (type) {
      case ID, REFERENCE, TEXT, LONG_TEXT, EMAIL, PHONE, URL, CHOICE -> "string";
      case INTEGER, NUMBERED_CHOICE -> "integer";
      case DECIMAL, CURRENCY, PERCENT -> "number";
      case BOOLEAN -> "boolean";
      case DATE -> "date";
      case DATETIME -> "datetime";
    };
  }

  /** Whether {@code q} and {@code orderBy} may name the attribute. */
  static boolean queryable(Column attribute) {
    return attribute.type() != ColumnType.LONG_TEXT && !COMPUTED.contains(attribute.name());
  }

  static boolean allows(ColumnType type, Operator operator) {
    return switch (operator) {
      case LIKE, NOT_LIKE -> type.isText();
      case LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL, BETWEEN -> type != ColumnType.BOOLEAN;
      case EQUAL, NOT_EQUAL, IN, NOT_IN, IS_NULL, IS_NOT_NULL -> true;
    };
  }

  /** The attribute of a row as SQL: Oracle compares and sorts text with regard to case. */
  static String sql(String column, ColumnType type) {
    return type.isText() ? "CAST(" + column + " AS VARCHAR)" : column;
  }
}
