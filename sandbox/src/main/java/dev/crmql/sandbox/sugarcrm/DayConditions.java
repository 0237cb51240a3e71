package dev.crmql.sandbox.sugarcrm;

import com.fasterxml.jackson.databind.JsonNode;
import dev.crmql.sandbox.data.Sql;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** Conditions that mean days of the user's calendar, on date and datetime fields. */
final class DayConditions {
  /** Further than any record; keeps the calendar from overflowing. */
  private static final long MOST_DAYS = 1_000_000;

  private final UserTime time;

  DayConditions(UserTime time) {
    this.time = time;
  }

  /** What a date without a time means on a datetime field; empty for everything else. */
  Optional<Sql> wholeDays(Filter.Test test, String column) {
    if (test.field().type().kind() != ValueKind.DATETIME) {
      return Optional.empty();
    }
    List<JsonNode> operands =
        Php.isArray(test.operand()) ? Php.values(test.operand()) : List.of(test.operand());
    List<LocalDate> days =
        operands.stream().flatMap(operand -> UserTime.date(Php.text(operand)).stream()).toList();
    if (days.isEmpty() || days.size() < operands.size()) {
      return Optional.empty();
    }
    LocalDate day = days.get(0);
    return Optional.ofNullable(
        switch (test.operator()) {
          case GT -> Sql.of(column + " > ?", time.startOf(day.plusDays(1)));
          case GTE -> Sql.of(column + " >= ?", time.startOf(day));
          case LT -> Sql.of(column + " < ?", time.endOf(day.minusDays(1)));
          case LTE -> Sql.of(column + " <= ?", time.endOf(day));
          case EQUALS, STARTS -> between(column, time.startOf(day), time.endOf(day));
          case BETWEEN, DATE_BETWEEN -> between(column, time.startOf(day), time.endOf(days.get(1)));
          default -> null;
        });
  }

  /**
   * {@code $dateRange} and the operators that count days from today. Empty, which is no condition,
   * for a range of another name, for 0 days, and on fields that hold no dates.
   */
  Optional<Sql> fromToday(Filter.Test test, String column) {
    ValueKind kind = test.field().type().kind();
    LocalDate today = time.today();
    if (test.operator() == Operator.DATE_RANGE) {
      boolean date = kind == ValueKind.DATE;
      return DateSpans.named(Php.text(test.operand()), today)
          .map(
              span ->
                  between(
                      column,
                      date ? span.first() : time.startOf(span.first()),
                      date ? span.last() : time.endOf(span.last())));
    }
    long days = Math.max(-MOST_DAYS, Math.min(MOST_DAYS, Php.integer(test.operand())));
    if (days == 0 || (kind != ValueKind.DATE && kind != ValueKind.DATETIME)) {
      return Optional.empty();
    }
    return Optional.ofNullable(
        switch (test.operator()) {
          case MORE_X_DAYS_AGO -> Sql.of(column + " < ?", time.startOf(today.minusDays(days)));
          case LAST_X_DAYS ->
              between(column, time.startOf(today.minusDays(days)), time.endOf(today));
          case NEXT_X_DAYS ->
              between(column, time.startOf(today), time.startOf(today.plusDays(days)));
          case MORE_X_DAYS_AHEAD -> Sql.of(column + " > ?", time.endOf(today.plusDays(days)));
          default -> null;
        });
  }

  private static Sql between(String column, Object low, Object high) {
    return Sql.of(column + " BETWEEN ? AND ?", low, high);
  }
}
