package dev.crmql.conformance;

import dev.crmql.sandbox.data.ColumnType;
import dev.crmql.sandbox.data.Table;
import dev.crmql.schema.Field;
import dev.crmql.schema.FieldType;
import dev.crmql.schema.ObjectSchema;

/** Describes tables to the engine. */
final class Schemas {

  private Schemas() {}

  static ObjectSchema of(Table table) {
    ObjectSchema.Builder schema = ObjectSchema.builder(table.name()).idField(table.keyColumn());
    table.columns().forEach(c -> schema.field(Field.of(c.name(), type(c.type()))));
    return schema.build();
  }

  private static FieldType type(ColumnType type) {
    return switch (type) {
      case TEXT, LONG_TEXT, EMAIL, PHONE, URL, CHOICE -> FieldType.TEXT;
      case ID, REFERENCE -> FieldType.ID;
      case INTEGER, NUMBERED_CHOICE -> FieldType.INTEGER;
      case DECIMAL, CURRENCY, PERCENT -> FieldType.DECIMAL;
      case BOOLEAN -> FieldType.BOOLEAN;
      case DATE -> FieldType.DATE;
      case DATETIME -> FieldType.TIMESTAMP;
    };
  }
}
