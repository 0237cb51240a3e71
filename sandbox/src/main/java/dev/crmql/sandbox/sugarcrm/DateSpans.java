package dev.crmql.sandbox.sugarcrm;

import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.Optional;

/** The stretches of days that {@code $dateRange} knows by name. */
final class DateSpans {

  /** From the first day to the last, both included. */
  record Span(LocalDate first, LocalDate last) {}

  private DateSpans() {}

  /** The stretch of that name; empty for a name that the server does not know. */
  static Optional<Span> named(String name, LocalDate today) {
    return Optional.ofNullable(
        switch (name) {
          case "today" -> new Span(today, today);
          case "yesterday" -> new Span(today.minusDays(1), today.minusDays(1));
          case "tomorrow" -> new Span(today.plusDays(1), today.plusDays(1));
          case "last_7_days" -> new Span(today.minusDays(6), today);
          case "next_7_days" -> new Span(today, today.plusDays(6));
          case "last_30_days" -> new Span(today.minusDays(29), today);
          case "next_30_days" -> new Span(today, today.plusDays(29));
          case "last_month" -> month(today.minusMonths(1));
          case "this_month" -> month(today);
          case "next_month" -> month(today.plusMonths(1));
          case "last_year" -> year(today.minusYears(1));
          case "this_year" -> year(today);
          case "next_year" -> year(today.plusYears(1));
          default -> null;
        });
  }

  private static Span month(LocalDate day) {
    return new Span(day.withDayOfMonth(1), day.with(TemporalAdjusters.lastDayOfMonth()));
  }

  private static Span year(LocalDate day) {
    return new Span(day.withDayOfYear(1), day.with(TemporalAdjusters.lastDayOfYear()));
  }
}
