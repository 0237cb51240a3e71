package dev.crmql.sandbox.sugarcrm;

import dev.crmql.sandbox.data.ColumnType;

/** The types of fields, as the metadata names them. */
enum FieldType {
  ID("id", ColumnType.ID, ValueKind.TEXT),
  NAME("name", ColumnType.TEXT, ValueKind.TEXT),
  VARCHAR("varchar", ColumnType.TEXT, ValueKind.TEXT),
  TEXT("text", ColumnType.LONG_TEXT, ValueKind.TEXT),
  ENUM("enum", ColumnType.CHOICE, ValueKind.TEXT),
  PHONE("phone", ColumnType.PHONE, ValueKind.TEXT),
  URL("url", ColumnType.URL, ValueKind.TEXT),
  BOOL("bool", ColumnType.BOOLEAN, ValueKind.BOOL),
  INT("int", ColumnType.INTEGER, ValueKind.INT),
  /** Compared through a raw {@code ROUND(column, digits)} at the root of the query. */
  DECIMAL("decimal", ColumnType.DECIMAL, ValueKind.NUMBER),
  CURRENCY("currency", ColumnType.CURRENCY, ValueKind.NUMBER),
  DATE("date", ColumnType.DATE, ValueKind.DATE),
  DATETIME("datetime", ColumnType.DATETIME, ValueKind.DATETIME),
  DATETIMECOMBO("datetimecombo", ColumnType.DATETIME, ValueKind.DATETIME),
  /** A text or id of a related record, reached by a join. */
  RELATE("relate", ColumnType.TEXT, ValueKind.TEXT),
  /** The primary address, reached by a join. */
  EMAIL("email", ColumnType.EMAIL, ValueKind.TEXT),
  /** A person's whole name: not in the database, sorted by last name. */
  FULLNAME("fullname", ColumnType.TEXT, ValueKind.TEXT),
  /** Inherited but not used: not in the database. */
  NONE("none", null, ValueKind.TEXT),
  LINK("link", null, ValueKind.TEXT);

  private final String vardefType;
  private final ColumnType columnType;
  private final ValueKind kind;

  FieldType(String vardefType, ColumnType columnType, ValueKind kind) {
    this.vardefType = vardefType;
    this.columnType = columnType;
    this.kind = kind;
  }

  String vardefType() {
    return vardefType;
  }

  /** The type of the column that holds the field's values here; null if there is none. */
  ColumnType columnType() {
    return columnType;
  }

  ValueKind kind() {
    return kind;
  }

  /** Whether the server drops every condition on such a field without a word. */
  boolean ignoredInFilters() {
    return this == FULLNAME || this == NONE || this == LINK;
  }

  /** Whether a condition on such a field makes the query a join. */
  boolean joined() {
    return this == RELATE || this == EMAIL;
  }
}
