package dev.crmql.sandbox.zoho;

import dev.crmql.sandbox.data.ColumnType;
import dev.crmql.sandbox.sql.Operator;
import java.util.EnumSet;
import java.util.Set;

/** What Zoho calls the types of fields, and what may be done with a field of each. */
final class FieldTypes {
  private static final Set<Operator> ON_TEXT =
      EnumSet.of(
          Operator.EQUAL,
          Operator.NOT_EQUAL,
          Operator.LIKE,
          Operator.NOT_LIKE,
          Operator.IN,
          Operator.NOT_IN,
          Operator.IS_NULL,
          Operator.IS_NOT_NULL);
  private static final Set<Operator> ON_LOOKUPS =
      EnumSet.of(
          Operator.EQUAL,
          Operator.NOT_EQUAL,
          Operator.IN,
          Operator.NOT_IN,
          Operator.IS_NULL,
          Operator.IS_NOT_NULL);
  private static final Set<Operator> ON_NUMBERS_AND_DATES =
      EnumSet.complementOf(EnumSet.of(Operator.LIKE, Operator.NOT_LIKE));

  private FieldTypes() {}

  /** The operators that COQL allows on a field (Kaizen #80, COQL Limitations). */
  static Set<Operator> operators(ColumnType type) {
    return switch (type) {
      case TEXT, EMAIL, PHONE, URL, CHOICE -> ON_TEXT;
      case REFERENCE -> ON_LOOKUPS;
      case ID, NUMBERED_CHOICE, INTEGER, DECIMAL, CURRENCY, PERCENT, DATE, DATETIME ->
          ON_NUMBERS_AND_DATES;
      case BOOLEAN -> EnumSet.of(Operator.EQUAL);
      case LONG_TEXT -> EnumSet.noneOf(Operator.class);
    };
  }

  /** Whether ORDER BY may name such a field. */
  static boolean sortable(ColumnType type) {
    return type != ColumnType.LONG_TEXT && type != ColumnType.REFERENCE;
  }

  /** The {@code data_type} of a field. */
  static String dataType(ColumnType type) {
    return switch (type) {
      case ID -> "bigint";
      case REFERENCE -> "lookup";
      case TEXT -> "text";
      case LONG_TEXT -> "textarea";
      case EMAIL -> "email";
      case PHONE -> "phone";
      case URL -> "website";
      case CHOICE, NUMBERED_CHOICE -> "picklist";
      case INTEGER -> "integer";
      case DECIMAL -> "double";
      case CURRENCY -> "currency";
      case PERCENT -> "percent";
      case BOOLEAN -> "boolean";
      case DATE -> "date";
      case DATETIME -> "datetime";
    };
  }

  /** The {@code json_type} of a field. */
  static String jsonType(ColumnType type) {
    return switch (type) {
      case ID, TEXT, LONG_TEXT, EMAIL, PHONE, URL, CHOICE, NUMBERED_CHOICE, DATE, DATETIME ->
          "string";
      case REFERENCE -> "jsonobject";
      case INTEGER -> "integer";
      case DECIMAL, CURRENCY, PERCENT -> "double";
      case BOOLEAN -> "boolean";
    };
  }
}
