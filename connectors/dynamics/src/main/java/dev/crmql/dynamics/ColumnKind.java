package dev.crmql.dynamics;

import dev.crmql.schema.Field;

/** How values of a column are written and compared. */
enum ColumnKind {
  TEXT,
  GUID,
  /** The id of another row, held by the property {@code _x_value}. */
  LOOKUP,
  BOOLEAN,
  NUMBER,
  DATE,
  TIMESTAMP,
  /** The numbers of several choices. */
  CHOICES,
  /** The value's own shape decides. */
  UNKNOWN;

  static ColumnKind of(Field field, String idProperty) {
    if (field.nativeType().equals(AttributeTypes.MULTI_SELECT)) {
      return CHOICES;
    }
    return switch (field.type()) {
      case TEXT -> TEXT;
      case ID -> isGuid(field, idProperty) ? GUID : LOOKUP;
      case BOOLEAN -> BOOLEAN;
      case INTEGER, DECIMAL -> NUMBER;
      case DATE -> DATE;
      case TIMESTAMP -> TIMESTAMP;
      case OTHER -> UNKNOWN;
    };
  }

  private static boolean isGuid(Field field, String idProperty) {
    return field.name().equals(idProperty) || field.nativeType().equals(AttributeTypes.UNIQUE_ID);
  }
}
