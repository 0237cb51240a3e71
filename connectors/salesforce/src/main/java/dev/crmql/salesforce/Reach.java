package dev.crmql.salesforce;

import dev.crmql.query.ComparisonOperator;
import dev.crmql.query.Value;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/**
 * Where a day or moment lies beside those that four digits of a year can write. A value beyond them
 * can't be sent, but it is before, or after, every value that a record holds.
 */
enum Reach {
  /** Before the year 1. */
  BELOW,
  /** From the year 1 to 9999. */
  WITHIN,
  /** After the year 9999. */
  ABOVE;

  private static final long FIRST_SECOND =
      LocalDateTime.of(1, 1, 1, 0, 0).toEpochSecond(ZoneOffset.UTC);
  private static final long END_SECOND =
      LocalDateTime.of(10_000, 1, 1, 0, 0).toEpochSecond(ZoneOffset.UTC);

  /** Where the value lies; all but days and moments lie within. */
  static Reach of(Value value) {
    if (value instanceof Value.Timestamp timestamp) {
      long second = timestamp.instant().getEpochSecond();
      return second < FIRST_SECOND ? BELOW : second >= END_SECOND ? ABOVE : WITHIN;
    }
    if (value instanceof Value.Date date) {
      LocalDate day = date.date();
      return day.getYear() < 1 ? BELOW : day.getYear() > 9999 ? ABOVE : WITHIN;
    }
    return WITHIN;
  }

  /** Whether every value that a record holds compares so with one that lies beyond. */
  static boolean holds(ComparisonOperator operator, Reach reach) {
    return switch (operator) {
      case EQUAL -> false;
      case NOT_EQUAL -> true;
      case LESS, LESS_OR_EQUAL -> reach == ABOVE;
      case GREATER, GREATER_OR_EQUAL -> reach == BELOW;
    };
  }
}
