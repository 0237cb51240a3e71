package dev.crmql.sandbox.pipedrive;

import dev.crmql.sandbox.data.ColumnType;

/** What a field holds, and how the field list names that. */
enum FieldType {
  NUMBER_ID("int", ColumnType.INTEGER, Family.ORDERED),
  TEXT_ID("varchar", ColumnType.ID, Family.CHOICE),
  VARCHAR("varchar", ColumnType.TEXT, Family.TEXT),
  TEXT("text", ColumnType.LONG_TEXT, Family.TEXT),
  /** The first of a person's addresses; all of them are objects in answers. */
  EMAIL("varchar", ColumnType.EMAIL, Family.TEXT),
  /** The first of a person's numbers; all of them are objects in answers. */
  PHONE("phone", ColumnType.PHONE, Family.TEXT),
  /** An object in answers. */
  ADDRESS("address", ColumnType.TEXT, Family.TEXT),
  DOUBLE("double", ColumnType.DECIMAL, Family.ORDERED),
  INT("int", ColumnType.INTEGER, Family.ORDERED),
  /** An amount beside its currency; in a custom field of v2, an object of both. */
  MONETARY("monetary", ColumnType.CURRENCY, Family.ORDERED),
  /** A lead's value: an object of {@code amount} and {@code currency}. */
  LEAD_VALUE("monetary", ColumnType.CURRENCY, Family.ORDERED),
  DATE("date", ColumnType.DATE, Family.ORDERED),
  DATETIME("date", ColumnType.DATETIME, Family.ORDERED),
  TIME("time", ColumnType.TEXT, Family.TEXT),
  /** The id of one option. */
  ENUM("enum", ColumnType.NUMBERED_CHOICE, Family.CHOICE),
  /** The ids of several options with commas between: a list in v2, text in v1. */
  SET("set", ColumnType.TEXT, Family.SET),
  STATUS("status", ColumnType.CHOICE, Family.CHOICE),
  STAGE("stage", ColumnType.INTEGER, Family.CHOICE),
  USER("user", ColumnType.INTEGER, Family.CHOICE),
  ORG("org", ColumnType.INTEGER, Family.CHOICE),
  PEOPLE("people", ColumnType.INTEGER, Family.CHOICE),
  BOOLEAN("boolean", ColumnType.BOOLEAN, Family.CHOICE);

  /** Which operators a saved filter may use on a field. */
  enum Family {
    TEXT,
    ORDERED,
    CHOICE,
    SET
  }

  private final String fieldType;
  private final ColumnType columnType;
  private final Family family;

  FieldType(String fieldType, ColumnType columnType, Family family) {
    this.fieldType = fieldType;
    this.columnType = columnType;
    this.family = family;
  }

  /** The {@code field_type} of the field list. */
  String fieldType() {
    return fieldType;
  }

  ColumnType columnType() {
    return columnType;
  }

  Family family() {
    return family;
  }
}
