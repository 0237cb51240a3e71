package dev.crmql.sandbox.salesforce;

import dev.crmql.sandbox.data.ColumnType;

/** What Salesforce calls the types of columns, and what may be done with a field of each. */
final class FieldTypes {
  private FieldTypes() {}

  /** The {@code type} of a field in a describe answer. */
  static String describeName(ColumnType type) {
    return switch (type) {
      case ID -> "id";
      case REFERENCE -> "reference";
      case TEXT -> "string";
      case LONG_TEXT -> "textarea";
      case EMAIL -> "email";
      case PHONE -> "phone";
      case URL -> "url";
      case CHOICE -> "picklist";
      case INTEGER, NUMBERED_CHOICE -> "int";
      case DECIMAL -> "double";
      case CURRENCY -> "currency";
      case PERCENT -> "percent";
      case BOOLEAN -> "boolean";
      case DATE -> "date";
      case DATETIME -> "datetime";
    };
  }

  /** The {@code soapType} of a field in a describe answer. */
  static String soapType(ColumnType type) {
    return switch (type) {
      case ID, REFERENCE -> "tns:ID";
      case TEXT, LONG_TEXT, EMAIL, PHONE, URL, CHOICE -> "xsd:string";
      case INTEGER, NUMBERED_CHOICE -> "xsd:int";
      case DECIMAL, CURRENCY, PERCENT -> "xsd:double";
      case BOOLEAN -> "xsd:boolean";
      case DATE -> "xsd:date";
      case DATETIME -> "xsd:dateTime";
    };
  }

  /** What a message calls the kind of literal that a field needs. */
  static String literalName(ColumnType type) {
    return soapType(type).startsWith("tns:") ? "string" : soapType(type).substring(4);
  }

  /** Whether WHERE and ORDER BY may name such a field; long text may stand in SELECT only. */
  static boolean filterable(ColumnType type) {
    return type != ColumnType.LONG_TEXT;
  }

  /** Whether LIKE may be used. */
  static boolean likeable(ColumnType type) {
    return switch (type) {
      case TEXT, EMAIL, PHONE, URL, CHOICE -> true;
      case ID,
          REFERENCE,
          LONG_TEXT,
          NUMBERED_CHOICE,
          INTEGER,
          DECIMAL,
          CURRENCY,
          PERCENT,
          BOOLEAN,
          DATE,
          DATETIME ->
          false;
    };
  }

  /** Whether {@code <} and its kin may be used. */
  static boolean ordered(ColumnType type) {
    return switch (type) {
      case ID,
          TEXT,
          EMAIL,
          PHONE,
          URL,
          INTEGER,
          NUMBERED_CHOICE,
          DECIMAL,
          CURRENCY,
          PERCENT,
          DATE,
          DATETIME ->
          true;
      case REFERENCE, LONG_TEXT, CHOICE, BOOLEAN -> false;
    };
  }
}
