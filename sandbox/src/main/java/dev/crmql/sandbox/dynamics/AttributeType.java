package dev.crmql.sandbox.dynamics;

import dev.crmql.sandbox.data.ColumnType;
import org.apache.olingo.commons.api.edm.EdmPrimitiveTypeKind;

/** The kinds of columns that Dataverse has, of those that the sandbox uses. */
enum AttributeType {
  UNIQUEIDENTIFIER("Uniqueidentifier", EdmPrimitiveTypeKind.Guid, ColumnType.ID),
  STRING("String", EdmPrimitiveTypeKind.String, ColumnType.TEXT),
  MEMO("Memo", EdmPrimitiveTypeKind.String, ColumnType.LONG_TEXT),
  INTEGER("Integer", EdmPrimitiveTypeKind.Int32, ColumnType.INTEGER),
  MONEY("Money", EdmPrimitiveTypeKind.Decimal, ColumnType.CURRENCY),
  BOOLEAN("Boolean", EdmPrimitiveTypeKind.Boolean, ColumnType.BOOLEAN),
  DATE_TIME("DateTime", EdmPrimitiveTypeKind.DateTimeOffset, ColumnType.DATETIME),
  DATE_ONLY("DateTime", EdmPrimitiveTypeKind.Date, ColumnType.DATE),
  PICKLIST("Picklist", EdmPrimitiveTypeKind.Int32, ColumnType.NUMBERED_CHOICE),
  STATE("State", EdmPrimitiveTypeKind.Int32, ColumnType.NUMBERED_CHOICE),
  STATUS("Status", EdmPrimitiveTypeKind.Int32, ColumnType.NUMBERED_CHOICE),
  LOOKUP("Lookup", EdmPrimitiveTypeKind.Guid, ColumnType.REFERENCE),
  CUSTOMER("Customer", EdmPrimitiveTypeKind.Guid, ColumnType.REFERENCE);

  private final String code;
  private final EdmPrimitiveTypeKind edmType;
  private final ColumnType columnType;

  AttributeType(String code, EdmPrimitiveTypeKind edmType, ColumnType columnType) {
    this.code = code;
    this.edmType = edmType;
    this.columnType = columnType;
  }

  /**
   * The member of {@code AttributeTypeCode} that metadata names; {@code AttributeTypeName} is this
   * and "Type".
   */
  String code() {
    return code;
  }

  EdmPrimitiveTypeKind edmType() {
    return edmType;
  }

  ColumnType columnType() {
    return columnType;
  }

  boolean isLookup() {
    return columnType == ColumnType.REFERENCE;
  }
}
