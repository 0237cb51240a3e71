package dev.crmql.sugarcrm;

/** What a condition on a field has to mind. */
enum FieldKind {
  /** Text, ids and keys; NULL is shown as empty text. */
  TEXT,
  /** Unset is shown as null, false or empty text. */
  BOOLEAN,
  /** Numbers that compare as such. */
  NUMBER,
  /** Decimal fields: the service compares them rounded, and only at the root of a filter. */
  ROUNDED,
  /** A day. */
  DATE,
  /** A moment, in whole seconds. */
  MOMENT,
  /** A field of which nothing is known: the value's own shape decides. */
  GUESSED,
  /** The same, where a number may well be compared with text or rounded. */
  DOUBTFUL,
  /** A person's whole name: shown, sorted by the last name, not in the database. */
  PERSON_NAME,
  /** Several keys in one field. */
  MULTIPLE,
  /** Not in the database: conditions on it are passed over without a word. */
  HIDDEN
}
