package dev.crmql.sugarcrm;

/** What was written for a condition. */
enum Pushed {
  /** A filter that finds the same rows. */
  EXACT,
  /** A filter that finds these rows and perhaps more. */
  SUPERSET,
  /** Nothing: every row is to be checked. */
  NOTHING
}
