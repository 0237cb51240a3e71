package dev.crmql.sandbox.hubspot;

import dev.crmql.sandbox.data.ColumnType;

/** What a property holds: its type and field type in the metadata, and its column here. */
enum PropertyType {
  STRING("string", "text", ColumnType.TEXT),
  LONG_STRING("string", "textarea", ColumnType.LONG_TEXT),
  PHONE("string", "phonenumber", ColumnType.PHONE),
  /** One option's value. */
  SELECT("enumeration", "select", ColumnType.CHOICE),
  /** Several options' values with semicolons between them. */
  CHECKBOXES("enumeration", "checkbox", ColumnType.CHOICE),
  NUMBER("number", "number", ColumnType.DECIMAL),
  /** The record's own id: a number to the service, text here. */
  ID("number", "number", ColumnType.ID),
  /** Another record's id. */
  REFERENCE("number", "number", ColumnType.REFERENCE),
  /** Midnight in UTC where it is compared. */
  DATE("date", "date", ColumnType.DATE),
  DATETIME("datetime", "date", ColumnType.DATETIME),
  BOOL("bool", "booleancheckbox", ColumnType.BOOLEAN);

  private final String type;
  private final String fieldType;
  private final ColumnType columnType;

  PropertyType(String type, String fieldType, ColumnType columnType) {
    this.type = type;
    this.fieldType = fieldType;
    this.columnType = columnType;
  }

  /** {@code type} in the metadata. */
  String type() {
    return type;
  }

  /** {@code fieldType} in the metadata. */
  String fieldType() {
    return fieldType;
  }

  ColumnType columnType() {
    return columnType;
  }

  /** Whether it is text that compares without regard to case. */
  boolean isString() {
    return type.equals("string");
  }

  /** Whether it is the internal values of options, which compare with regard to case. */
  boolean isEnumeration() {
    return type.equals("enumeration");
  }

  /** Whether its values have an order that filters know. */
  boolean isOrdered() {
    return !isEnumeration() && this != BOOL;
  }
}
