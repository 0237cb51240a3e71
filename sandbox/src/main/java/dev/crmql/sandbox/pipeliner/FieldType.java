package dev.crmql.sandbox.pipeliner;

import dev.crmql.sandbox.data.ColumnType;

/** What a field holds, and how the field list names that. */
enum FieldType {
  ID("input", ColumnType.ID, Family.UUID),
  /** The id of a record or of an option. */
  REFERENCE("dropdown", ColumnType.ID, Family.UUID),
  TEXT("input", ColumnType.TEXT, Family.TEXT),
  TEXT_AREA("text_area", ColumnType.LONG_TEXT, Family.TEXT),
  EMAIL("email", ColumnType.EMAIL, Family.TEXT),
  PHONE("phone", ColumnType.PHONE, Family.TEXT),
  URL("url", ColumnType.URL, Family.TEXT),
  INTEGER("integer", ColumnType.INTEGER, Family.ORDERED),
  /** Numbered by the service itself, such as a status; its labels are nowhere in the API. */
  ENUM("integer", ColumnType.NUMBERED_CHOICE, Family.ORDERED),
  FLOAT("float", ColumnType.DECIMAL, Family.ORDERED),
  CHECKBOX("checkbox", ColumnType.BOOLEAN, Family.FLAG),
  DATE("date", ColumnType.DATE, Family.ORDERED),
  DATETIME("datetime", ColumnType.DATETIME, Family.ORDERED),
  /** An object in answers; its path in filters is nowhere written. */
  MONEY("currency_foreign", ColumnType.CURRENCY, Family.CLOSED),
  /** Put together by the service out of other fields. */
  COMPUTED("input", ColumnType.TEXT, Family.CLOSED),
  /** {@code modified_by_user}: declared a date-time, it holds the user's id. */
  MODIFIER("datetime", ColumnType.ID, Family.CLOSED);

  /** Which operators a field takes. */
  enum Family {
    TEXT,
    UUID,
    FLAG,
    ORDERED,
    /** Neither filtered nor sorted by. */
    CLOSED
  }

  private final String typeId;
  private final ColumnType columnType;
  private final Family family;

  FieldType(String typeId, ColumnType columnType, Family family) {
    this.typeId = typeId;
    this.columnType = columnType;
    this.family = family;
  }

  /** The {@code type_id} of the field list. */
  String typeId() {
    return typeId;
  }

  ColumnType columnType() {
    return columnType;
  }

  Family family() {
    return family;
  }
}
