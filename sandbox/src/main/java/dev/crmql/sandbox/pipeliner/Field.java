package dev.crmql.sandbox.pipeliner;

import dev.crmql.sandbox.data.Column;

/**
 * A field of an entity.
 *
 * @param target the entity that a reference leads to; null if it leads to an option
 * @param link the field beside a reference that shows the address of its record; null without one
 */
record Field(String name, FieldType type, String target, String link) {
  /** The users, of which only the ids are here. */
  static final String CLIENTS = "Clients";

  static Field of(String name, FieldType type) {
    return new Field(name, type, null, null);
  }

  boolean isCustom() {
    return name.startsWith("cf_");
  }

  /** The label that the field list shows: {@code First name} for {@code first_name}. */
  String label() {
    String words = name.replaceFirst("^cf_", "").replace('_', ' ');
    return Character.toUpperCase(words.charAt(0)) + words.substring(1);
  }

  /** Whether the field list says that the global search of the service's own client reads it. */
  boolean isSearched() {
    return type == FieldType.EMAIL
        || type == FieldType.PHONE
        || (type == FieldType.TEXT && name.endsWith("name"));
  }

  Column column() {
    if (type == FieldType.ID) {
      return Column.required(name, type.columnType());
    }
    return target == null || target.equals(CLIENTS)
        ? Column.of(name, type.columnType())
        : Column.reference(name, target, link);
  }
}
