package dev.crmql.hubspot;

/** What a condition on a property has to mind. */
enum PropertyKind {
  /** Text, which compares without regard to case. */
  STRING,
  /** One of several options, which compares with regard to case. */
  CHOICE,
  /** Any number of options in one text, joined by semicolons. */
  CHOICES,
  /** A number. */
  NUMBER,
  /** TRUE or FALSE. */
  BOOLEAN,
  /** A day, kept as the moment when it begins in UTC. */
  DAY,
  /** A moment, in whole milliseconds. */
  MOMENT,
  /** The record's own id, a whole number that every record has. */
  ID,
  /** A property of which nothing is known. */
  UNKNOWN
}
