package dev.crmql.sandbox.hubspot;

/** The operators of filters. */
enum Operator {
  EQ,
  NEQ,
  LT,
  LTE,
  GT,
  GTE,
  BETWEEN,
  IN,
  NOT_IN,
  HAS_PROPERTY,
  NOT_HAS_PROPERTY,
  CONTAINS_TOKEN,
  NOT_CONTAINS_TOKEN;

  boolean suits(PropertyType type) {
    return switch (this) {
      case EQ, NEQ, IN, NOT_IN, HAS_PROPERTY, NOT_HAS_PROPERTY -> true;
      case LT, LTE, GT, GTE, BETWEEN -> type.isOrdered();
      case CONTAINS_TOKEN, NOT_CONTAINS_TOKEN -> type.isString() || type.isEnumeration();
    };
  }
}
