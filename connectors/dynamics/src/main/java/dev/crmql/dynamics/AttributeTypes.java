package dev.crmql.dynamics;

import dev.crmql.schema.Field;
import dev.crmql.schema.FieldType;

/**
 * Dataverse's types of columns: the values of {@code AttributeTypeName} (Power Apps developer
 * guide, Web API properties).
 */
final class AttributeTypes {

  static final String LOOKUP = "LookupType";
  static final String MULTI_SELECT = "MultiSelectPicklistType";
  static final String DATE_TIME = "DateTimeType";
  static final String UNIQUE_ID = "UniqueidentifierType";

  /** The word for date-times that are the same on every clock: their Z does not mean UTC. */
  static final String TIME_ZONE_INDEPENDENT = "TimeZoneIndependent";

  private AttributeTypes() {}

  /**
   * A column.
   *
   * @param typeName the column's {@code AttributeTypeName.Value}
   * @param dateTimeBehavior its {@code DateTimeBehavior.Value}; empty for other columns
   */
  static Field field(String name, String typeName, String dateTimeBehavior, boolean nullable) {
    String type = dateTimeBehavior.equals(TIME_ZONE_INDEPENDENT) ? dateTimeBehavior : typeName;
    return switch (typeName) {
      case "StringType", "MemoType" -> field(name, FieldType.TEXT, type, nullable);
      case "IntegerType", "BigIntType", "PicklistType", "StateType", "StatusType" ->
          field(name, FieldType.INTEGER, type, nullable);
      case "DecimalType", "DoubleType", "MoneyType" ->
          field(name, FieldType.DECIMAL, type, nullable);
      case "BooleanType" -> field(name, FieldType.BOOLEAN, type, nullable);
      case DATE_TIME ->
          dateTimeBehavior.equals("DateOnly")
              ? field(name, FieldType.DATE, type, nullable)
              : field(name, FieldType.TIMESTAMP, type, nullable);
      case UNIQUE_ID -> field(name, FieldType.ID, type, nullable);
      case LOOKUP, "CustomerType", "OwnerType" -> lookup(name, type, nullable);
      case MULTI_SELECT -> field(name, FieldType.TEXT, type, nullable);
      default -> new Field(name, FieldType.OTHER, type, nullable, false, false);
    };
  }

  /** A column that holds the id of another row. */
  static Field lookup(String name, String type, boolean nullable) {
    return field(name, FieldType.ID, type, nullable);
  }

  private static Field field(String name, FieldType type, String nativeType, boolean nullable) {
    return new Field(name, type, nativeType, nullable, true, true);
  }
}
