package dev.crmql.sandbox.sugarcrm;

/** How MySQL compares a column, and so what a filter's value is turned into. */
enum ValueKind {
  TEXT,
  BOOL,
  INT,
  NUMBER,
  DATE,
  DATETIME
}
