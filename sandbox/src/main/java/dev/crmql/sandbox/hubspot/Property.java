package dev.crmql.sandbox.hubspot;

import dev.crmql.sandbox.data.Column;
import dev.crmql.sandbox.data.ColumnType;
import dev.crmql.sandbox.data.Database;

/**
 * A property of an object type.
 *
 * @param custom whether the account made it itself
 * @param calculated whether the service computes it, so that it is read only and hidden
 */
record Property(String name, PropertyType type, boolean custom, boolean calculated) {

  static Property of(String name, PropertyType type) {
    return new Property(name, type, false, false);
  }

  static Property custom(String name, PropertyType type) {
    return new Property(name, type, true, false);
  }

  static Property calculated(String name, PropertyType type) {
    return new Property(name, type, false, true);
  }

  Column column() {
    return type == PropertyType.ID
        ? Column.required(name, ColumnType.ID)
        : Column.of(name, type.columnType());
  }

  /** The property's value in SQL, of a type that compares and sorts as the service does. */
  String sql() {
    String column = Database.quoted(name);
    return switch (type) {
      case STRING, LONG_STRING, PHONE, NUMBER, DATETIME, BOOL -> column;
      case SELECT, CHECKBOXES -> "CAST(" + column + " AS VARCHAR)";
      case ID, REFERENCE -> "CAST(" + column + " AS BIGINT)";
      case DATE -> "CAST(" + column + " AS TIMESTAMP(3) WITH TIME ZONE)";
    };
  }
}
