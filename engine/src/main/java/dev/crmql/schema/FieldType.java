package dev.crmql.schema;

/** What kind of value a property holds, as far as comparing it goes. */
public enum FieldType {
  /** Text, picklist keys, addresses of all kinds. */
  TEXT,
  /** An id of this or another object, in the service's own form. */
  ID,
  /** TRUE or FALSE. */
  BOOLEAN,
  /** A whole number, also the number of a choice. */
  INTEGER,
  /** A number with a fraction, also an amount of money. */
  DECIMAL,
  /** A day. */
  DATE,
  /** A moment. */
  TIMESTAMP,
  /** Anything else; values are sent in the form they were written in. */
  OTHER;

  /** Whether values are days or moments. */
  public boolean isTemporal() {
    return this == DATE || this == TIMESTAMP;
  }

  /** Whether values may be text, as ids and those of which nothing is known are. */
  public boolean mayBeText() {
    return switch (this) {
      case TEXT, ID, OTHER -> true;
      case BOOLEAN, INTEGER, DECIMAL, DATE, TIMESTAMP -> false;
    };
  }
}
