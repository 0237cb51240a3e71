package dev.crmql.evaluate;

/** A truth value of SQL-92, which are three (SQL-92, 8.12, tables 11 to 13). */
public enum Truth {
  /** The condition holds. */
  TRUE,
  /** The condition does not hold. */
  FALSE,
  /** NULL was compared. */
  UNKNOWN;

  /** TRUE or FALSE. */
  public static Truth of(boolean value) {
    return value ? TRUE : FALSE;
  }

  /** AND: FALSE if one is, else UNKNOWN if one is. */
  public Truth and(Truth other) {
    if (this == FALSE || other == FALSE) {
      return FALSE;
    }
    return this == TRUE ? other : UNKNOWN;
  }

  /** OR: TRUE if one is, else UNKNOWN if one is. */
  public Truth or(Truth other) {
    return not().and(other.not()).not();
  }

  /** NOT: UNKNOWN stays UNKNOWN. */
  public Truth not() {
    return switch (this) {
      case TRUE -> FALSE;
      case FALSE -> TRUE;
      case UNKNOWN -> UNKNOWN;
    };
  }
}
