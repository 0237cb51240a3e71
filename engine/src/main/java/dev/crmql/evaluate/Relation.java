package dev.crmql.evaluate;

import dev.crmql.query.ComparisonOperator;

/** How a property's value stands to the value that it is compared with. */
enum Relation {
  LESS,
  EQUAL,
  GREATER,
  /** Not equal, and of kinds between which there is no order. */
  DIFFERENT,
  /** One of them is NULL, or no value that can be compared. */
  UNKNOWN;

  static Relation of(int comparison) {
    if (comparison == 0) {
      return EQUAL;
    }
    return comparison < 0 ? LESS : GREATER;
  }

  static Relation equality(boolean equal) {
    return equal ? EQUAL : DIFFERENT;
  }

  Truth satisfies(ComparisonOperator operator) {
    if (this == UNKNOWN) {
      return Truth.UNKNOWN;
    }
    return switch (operator) {
      case EQUAL -> Truth.of(this == EQUAL);
      case NOT_EQUAL -> Truth.of(this != EQUAL);
      case LESS -> ordered(this == LESS);
      case LESS_OR_EQUAL -> ordered(this != GREATER);
      case GREATER -> ordered(this == GREATER);
      case GREATER_OR_EQUAL -> ordered(this != LESS);
    };
  }

  private Truth ordered(boolean holds) {
    return this == DIFFERENT ? Truth.UNKNOWN : Truth.of(holds);
  }
}
