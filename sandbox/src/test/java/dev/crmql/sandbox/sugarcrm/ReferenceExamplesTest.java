package dev.crmql.sandbox.sugarcrm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** Requests as a client sends them, and what they mean. */
class ReferenceExamplesTest extends SugarTest {

  @Test
  void startsWithSortedAndPaged() {
    String body =
        "{\"filter\":[{\"name\":{\"$starts\":\"Jim\"}}],\"fields\":\"id,name,website\",\"order_by\":\"name:desc\",\"max_num\":3,\"offset\":2}";
    JsonNode page = sugar.post("/Accounts/filter", body).body();
    List<String> names = new ArrayList<>();
    page.get("records").forEach(record -> names.add(record.get("name").textValue()));
    assertThat(names).hasSize(3).isSortedAccordingTo(String.CASE_INSENSITIVE_ORDER.reversed());
    assertThat(page.get("next_offset").intValue()).isEqualTo(5);
    JsonNode byGet =
        sugar
            .get(
                "/Accounts/filter?filter%5B0%5D%5Bname%5D%5B%24starts%5D=Jim&fields=id%2Cname%2Cwebsite&order_by=name%3Adesc&max_num=3&offset=2")
            .body();
    assertThat(byGet).isEqualTo(page);
  }

  @Test
  void aPersonsNameThroughItsParts() {
    assertFinds(
        "Leads",
        "[{\"$or\":[{\"first_name\":{\"$contains\":\"kloudless\"}},{\"last_name\":{\"$contains\":\"kloudless\"}}]},{\"email\":{\"$not_equals\":\"\"}}]",
        text("name", name -> name.contains("kloudless")).and(row -> row.get("email") != null));
  }

  @Test
  void inAndNotInAsSqlMeansThem() {
    Predicate<Map<String, Object>> listed =
        row -> List.of("Banking", "Energy").contains(String.valueOf(row.get("industry")));
    assertFinds("Accounts", "[{\"industry\":{\"$in\":[\"Banking\",\"Energy\"]}}]", listed);
    assertFinds(
        "Accounts",
        "[{\"$and\":[{\"industry\":{\"$not_in\":[\"Banking\",\"Energy\"]}},{\"industry\":{\"$not_null\":\"\"}}]}]",
        listed.negate().and(row -> row.get("industry") != null));
  }

  @Test
  void nullTests() {
    assertFinds(
        "Accounts",
        "[{\"industry\":{\"$is_null\":\"\"}},{\"website\":{\"$not_null\":\"\"}}]",
        row -> row.get("industry") == null && row.get("website") != null);
  }

  @Test
  void amountsBetweenTwoBounds() {
    assertFinds(
        "Opportunities",
        "[{\"amount\":{\"$gte\":10000}},{\"amount\":{\"$lt\":50000}},{\"sales_stage\":{\"$not_equals\":\"Closed Lost\"}}]",
        row ->
            row.get("amount") instanceof BigDecimal amount
                && amount.intValue() >= 10_000
                && amount.intValue() < 50_000
                && !row.get("sales_stage").equals("Closed Lost"));
  }

  @Test
  void aNegationThatWasPushedDown() {
    assertFinds(
        "Opportunities",
        "[{\"sales_stage\":{\"$not_equals\":\"Closed Won\"}},{\"amount\":{\"$gte\":100}}]",
        row ->
            row.get("amount") instanceof BigDecimal amount
                && amount.compareTo(BigDecimal.valueOf(100)) >= 0
                && !row.get("sales_stage").equals("Closed Won"));
  }

  @Test
  void datetimesInUtcSortedByTwoColumns() {
    String body =
        "{\"filter\":[{\"date_due\":{\"$lt\":\"2024-02-01T00:00:00Z\"}},{\"status\":{\"$equals\":\"Not Started\"}}],\"fields\":\"id,name,date_due,priority\",\"order_by\":\"date_due:asc,priority:desc\",\"max_num\":1000}";
    JsonNode records = sugar.post("/Tasks/filter", body).body().get("records");
    List<Map<String, Object>> expected = new ArrayList<>(sugar.table("Tasks").rows());
    expected.removeIf(
        row ->
            !(row.get("date_due") instanceof Instant due)
                || !due.isBefore(Instant.parse("2024-02-01T00:00:00Z"))
                || !row.get("status").equals("Not Started"));
    expected.sort(
        Comparator.comparing((Map<String, Object> row) -> (Instant) row.get("date_due"))
            .thenComparing(
                (Map<String, Object> row) -> (String) row.get("priority"),
                Comparator.reverseOrder())
            .thenComparing(
                (Map<String, Object> row) -> (String) row.get("id"), Comparator.reverseOrder()));
    List<String> ids = new ArrayList<>();
    records.forEach(record -> ids.add(record.get("id").textValue()));
    assertThat(ids)
        .isNotEmpty()
        .containsExactlyElementsOf(expected.stream().map(row -> (String) row.get("id")).toList());
  }

  @Test
  void aDayInUtcAsTwoInstants() {
    assertFinds(
        "Tasks",
        "[{\"$and\":[{\"date_due\":{\"$gte\":\"2024-01-01T00:00:00Z\"}},{\"date_due\":{\"$lt\":\"2024-01-02T00:00:00Z\"}}]}]",
        row ->
            row.get("date_due") instanceof Instant due && due.toString().startsWith("2024-01-01"));
  }

  @Test
  void theNameOfTheAccount() {
    assertFinds(
        "Contacts",
        "[{\"account_name\":{\"$contains\":\"jim\"}}]",
        text("account_name", name -> name.contains("jim")));
  }

  @Test
  void aLiteralPercentFindsASuperset() {
    assertThat(sugar.ids("Accounts", "[{\"name\":{\"$starts\":\"50%\"}}]"))
        .containsAll(sugar.stored("Accounts", text("name", name -> name.startsWith("50%"))));
  }

  @Test
  void notConvertedLeads() {
    assertFinds(
        "Leads",
        "[{\"converted\":{\"$equals\":false}}]",
        row -> Objects.equals(row.get("converted"), false));
  }

  @Test
  void datesAndANegatedContains() {
    assertFinds(
        "Campaigns",
        "[{\"start_date\":{\"$gte\":\"2020-01-01\"}},{\"$and\":[{\"name\":{\"$not_contains\":\"mail\"}},{\"name\":{\"$not_null\":\"\"}}]}]",
        text("name", name -> !name.contains("mail"))
            .and(row -> row.get("start_date") instanceof LocalDate day && day.getYear() >= 2020));
  }

  private static Predicate<Map<String, Object>> text(String column, Predicate<String> lower) {
    return row -> row.get(column) != null && lower.test(lower(row.get(column)));
  }
}
