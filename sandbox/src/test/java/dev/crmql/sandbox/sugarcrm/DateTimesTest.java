package dev.crmql.sandbox.sugarcrm;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** The user of the emulated service lives in Los Angeles. */
class DateTimesTest extends SugarTest {
  private static final ZoneId ZONE = ZoneId.of("America/Los_Angeles");
  private static final Instant MIDNIGHT = Instant.parse("2024-07-01T00:00:00Z");

  @Test
  void offsetsAndFractionsAreRead() {
    for (String same :
        new String[] {
          "2024-07-01T00:00:00Z",
          "2024-07-01T00:00:00.999Z",
          "2024-07-01T02:00:00+02:00",
          "2024-06-30T17:00:00-0700",
          "20240701T000000Z"
        }) {
      assertFinds("Accounts", filter("$gte", same), at(i -> !i.isBefore(MIDNIGHT)));
    }
    assertFinds("Accounts", filter("$equals", "2024-07-01T00:00:00Z"), at(MIDNIGHT::equals));
    assertFinds(
        "Accounts", filter("$not_equals", "2024-07-01T00:00:00Z"), at(i -> !i.equals(MIDNIGHT)));
  }

  @Test
  void withoutAnOffsetItIsTheUsersTime() {
    assertFinds("Accounts", filter("$gte", "2024-06-30T17:00:00"), at(i -> !i.isBefore(MIDNIGHT)));
  }

  @Test
  void theDatabasesOwnFormIsUtc() {
    assertFinds("Accounts", filter("$lt", "2024-07-01 00:00:00"), at(i -> i.isBefore(MIDNIGHT)));
  }

  @Test
  void aDateIsTheUsersWholeDay() {
    Instant start = LocalDate.of(2024, 6, 30).atStartOfDay(ZONE).toInstant();
    Instant end = start.plusSeconds(86_399);
    assertFinds(
        "Accounts",
        filter("$equals", "2024-06-30"),
        at(i -> !i.isBefore(start) && !i.isAfter(end)));
    assertFinds(
        "Accounts",
        filter("$starts", "2024-06-30"),
        at(i -> !i.isBefore(start) && !i.isAfter(end)));
    assertFinds("Accounts", filter("$gte", "2024-06-30"), at(i -> !i.isBefore(start)));
    assertFinds("Accounts", filter("$lte", "2024-06-30"), at(i -> !i.isAfter(end)));
    assertFinds("Accounts", filter("$gt", "2024-06-30"), at(i -> i.isAfter(end.plusSeconds(1))));
    assertFinds(
        "Accounts", filter("$lt", "2024-06-30"), at(i -> i.isBefore(start.minusSeconds(1))));
    assertFinds(
        "Accounts",
        "[{\"date_entered\":{\"$between\":[\"2024-01-01\",\"2024-06-30\"]}}]",
        at(i -> !i.isBefore(Instant.parse("2024-01-01T08:00:00Z")) && !i.isAfter(end)));
  }

  @Test
  void aDateInAListIsMidnightInUtc() {
    assertFinds(
        "Accounts", "[{\"date_entered\":{\"$in\":[\"2024-07-01\"]}}]", at(MIDNIGHT::equals));
    assertFinds(
        "Accounts",
        "[{\"date_entered\":{\"$not_in\":[\"2024-07-01\"]}}]",
        at(i -> !i.equals(MIDNIGHT)));
    assertFinds("Accounts", filter("$not_equals", "2024-07-01"), at(i -> !i.equals(MIDNIGHT)));
  }

  @Test
  void emptyTextIsTheBeginningOfTime() {
    assertFindsNothing("Tasks", "[{\"date_due\":{\"$equals\":\"\"}}]");
    assertFinds(
        "Tasks", "[{\"date_due\":{\"$not_equals\":\"\"}}]", row -> row.get("date_due") != null);
  }

  @Test
  void theDatabaseRefusesWhatIsNoTime() {
    for (String wrong :
        new String[] {"soon", "2024-02-30", "2024-07-01T00:00Z", "2024-07-01T25:00:00Z"}) {
      assertRefused("Accounts", filter("$gt", wrong), 500, "db_error", "Database failure.");
    }
  }

  @Test
  void rangesFromTodayAreCountedInDays() {
    assertFindsNothing("Accounts", filter("$dateRange", "last_7_days"));
    assertFindsAll("Accounts", filter("$dateRange", "no_such_range"));
    assertFindsAll("Accounts", "[{\"date_entered\":{\"$more_x_days_ago\":7}}]");
    assertFindsNothing("Accounts", "[{\"date_entered\":{\"$next_x_days\":7}}]");
    assertFindsNothing("Accounts", "[{\"date_entered\":{\"$more_x_days_ahead\":7}}]");
    assertFindsAll("Accounts", "[{\"date_entered\":{\"$last_x_days\":40000}}]");
    assertFindsAll("Accounts", "[{\"name\":{\"$last_x_days\":7}}]");
    assertFindsAll("Accounts", filter("$lt", "$nowTime"));
    assertFindsNothing("Accounts", filter("$gt", "$tomorrowTime"));
  }

  @Test
  void timesAreShownInTheUsersZone() {
    sugar
        .find("Accounts", "[]")
        .forEach(
            record -> {
              OffsetDateTime shown = OffsetDateTime.parse(record.get("date_entered").textValue());
              assertThat(record.get("date_entered").textValue())
                  .matches(".*T\\d\\d:\\d\\d:\\d\\d-0[78]:00");
              assertThat(sugar.stored("Accounts", at(shown.toInstant()::equals)))
                  .contains(record.get("id").textValue());
            });
  }

  private static String filter(String operator, String value) {
    return "[{\"date_entered\":{\"" + operator + "\":\"" + value + "\"}}]";
  }

  private static Predicate<Map<String, Object>> at(Predicate<Instant> test) {
    return row -> row.get("date_entered") instanceof Instant instant && test.test(instant);
  }
}
