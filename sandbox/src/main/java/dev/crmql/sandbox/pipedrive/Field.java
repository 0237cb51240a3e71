package dev.crmql.sandbox.pipedrive;

import dev.crmql.sandbox.data.Column;
import java.util.List;

/**
 * A field of a type of records.
 *
 * @param id by which saved filters name it
 * @param key by which records name it: 40 hexadecimal digits for a custom field
 * @param name what users see
 * @param options the labels of an enum or a set, numbered from {@link #FIRST_OPTION}
 */
record Field(int id, String key, String name, FieldType type, List<String> options) {
  static final int FIRST_OPTION = 7;

  Field {
    options = List.copyOf(options);
  }

  boolean isCustom() {
    return key.length() == 40;
  }

  Column column() {
    return key.equals("id")
        ? Column.required(key, type.columnType())
        : Column.of(key, type.columnType());
  }
}
