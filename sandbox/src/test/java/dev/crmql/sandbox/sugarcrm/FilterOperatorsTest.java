package dev.crmql.sandbox.sugarcrm;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

class FilterOperatorsTest extends SugarTest {

  @Test
  void equalsIgnoresCase() {
    assertFinds("Accounts", "[{\"name\":{\"$equals\":\"ACME\"}}]", is("name", "acme"));
    assertFinds("Accounts", "[{\"name\":\"acme\"}]", is("name", "acme"));
  }

  @Test
  void notEqualsLeavesRowsWithoutAValueOut() {
    assertFinds(
        "Accounts",
        "[{\"industry\":{\"$not_equals\":\"banking\"}}]",
        row -> row.get("industry") != null && !row.get("industry").equals("Banking"));
  }

  @Test
  void nullAndFalseAreTheEmptyTextNotNull() {
    for (String empty : Set.of("null", "\"\"", "false")) {
      assertFinds("Accounts", "[{\"website\":{\"$equals\":" + empty + "}}]", is("website", ""));
    }
    assertFinds("Accounts", "[{\"website\":null}]", is("website", ""));
    assertFinds(
        "Accounts",
        "[{\"website\":{\"$not_equals\":\"\"}}]",
        row -> row.get("website") != null && !row.get("website").equals(""));
  }

  @Test
  void nullTestsTellNullFromEmptyText() {
    assertFinds(
        "Accounts", "[{\"website\":{\"$is_null\":\"\"}}]", row -> row.get("website") == null);
    assertFinds(
        "Accounts", "[{\"website\":{\"$not_null\":\"\"}}]", row -> row.get("website") != null);
    assertFinds(
        "Accounts",
        "[{\"website\":{\"$empty\":\"\"}}]",
        row -> row.get("website") == null || row.get("website").equals(""));
    assertFinds(
        "Accounts",
        "[{\"website\":{\"$not_empty\":\"\"}}]",
        row -> row.get("website") != null && !row.get("website").equals(""));
  }

  @Test
  void startsEndsAndContainsIgnoreCase() {
    assertFinds(
        "Accounts", "[{\"name\":{\"$starts\":\"JIM\"}}]", text("name", n -> n.startsWith("jim")));
    assertFinds(
        "Accounts", "[{\"name\":{\"$ends\":\"LTD\"}}]", text("name", n -> n.endsWith("ltd")));
    assertFinds(
        "Accounts",
        "[{\"name\":{\"$contains\":\"KLOUD\"}}]",
        text("name", n -> n.contains("kloud")));
    assertFinds(
        "Accounts",
        "[{\"name\":{\"$contains\":[\"kloud\",\"jim\"]}}]",
        text("name", n -> n.contains("kloud") || n.contains("jim")));
  }

  @Test
  void notContainsKeepsRowsWithoutAValue() {
    assertFinds(
        "Accounts",
        "[{\"website\":{\"$not_contains\":\"www\"}}]",
        row -> row.get("website") == null || !lower(row.get("website")).contains("www"));
    assertFinds(
        "Accounts",
        "[{\"name\":{\"$not_contains\":[\"kloud\",\"jim\"]}}]",
        text("name", n -> !n.contains("kloud") && !n.contains("jim")));
  }

  @Test
  void wildcardsInTextAreAlive() {
    assertFinds(
        "Accounts", "[{\"name\":{\"$starts\":\"a_b\"}}]", text("name", n -> n.matches("a.b.*")));
    assertFinds(
        "Accounts",
        "[{\"name\":{\"$contains\":\"k%less\"}}]",
        text("name", n -> n.matches("(?s).*k.*less.*")));
    assertFindsAll("Accounts", "[{\"name\":{\"$contains\":\"%\"}}]");
  }

  @Test
  void aBackslashInTextIsEaten() {
    assertFindsNothing("Accounts", "[{\"name\":{\"$contains\":\"back\\\\slash\"}}]");
    assertFinds(
        "Accounts",
        "[{\"name\":{\"$starts\":\"a\\\\_b\"}}]",
        text("name", n -> n.startsWith("a_b")));
    assertFinds(
        "Accounts",
        "[{\"name\":{\"$contains\":\"k\\\\\\\\sl\"}}]",
        text("name", n -> n.contains("k\\sl")));
    // The last one escapes the wildcard that the server appends.
    assertFinds(
        "Accounts",
        "[{\"name\":{\"$starts\":\"back\\\\\\\\slash\\\\\"}}]",
        is("name", "back\\slash%"));
    assertFinds(
        "Accounts", "[{\"name\":{\"$ends\":\"b\\\\\"}}]", text("name", n -> n.endsWith("b\\")));
  }

  @Test
  void textThatLooksLikeSqlIsText() {
    assertFinds("Accounts", "[{\"name\":\"x' OR 'x' = 'x\"}]", is("name", "x' or 'x' = 'x"));
    assertFinds("Accounts", "[{\"name\":\"say \\\"hello\\\"\"}]", is("name", "say \"hello\""));
    assertFinds("Accounts", "[{\"name\":\"🚀 Rocket\"}]", is("name", "🚀 rocket"));
  }

  @Test
  void inFindsRowsOfTheList() {
    assertFinds(
        "Accounts",
        "[{\"industry\":{\"$in\":[\"Banking\",\"energy\"]}}]",
        row -> Set.of("Banking", "Energy").contains(String.valueOf(row.get("industry"))));
    assertFindsNothing("Accounts", "[{\"industry\":{\"$in\":[]}}]");
  }

  @Test
  void emptyTextInAListIsNullToo() {
    assertFinds(
        "Accounts",
        "[{\"website\":{\"$in\":[\"\",\"https://company1.example\"]}}]",
        row ->
            row.get("website") == null
                || row.get("website").equals("")
                || lower(row.get("website")).equals("https://company1.example"));
  }

  @Test
  void notInKeepsRowsWithoutAValue() {
    assertFinds(
        "Accounts",
        "[{\"industry\":{\"$not_in\":[\"Banking\",\"Energy\"]}}]",
        row -> !Set.of("Banking", "Energy").contains(String.valueOf(row.get("industry"))));
    assertFinds(
        "Accounts", "[{\"industry\":{\"$not_in\":[]}}]", row -> row.get("industry") == null);
  }

  @Test
  void emptyTextInANegatedListDropsNullButKeepsEmptyText() {
    assertFinds(
        "Accounts",
        "[{\"billing_address_city\":{\"$not_in\":[\"\",\"Oslo\"]}}]",
        row ->
            row.get("billing_address_city") != null
                && !row.get("billing_address_city").equals("Oslo"));
    assertFinds(
        "Accounts",
        "[{\"billing_address_city\":{\"$not_in\":[\"\"]}}]",
        row -> row.get("billing_address_city") != null);
  }

  @Test
  void amountsCompareAsNumbers() {
    BigDecimal limit = new BigDecimal("12500.50");
    assertFinds(
        "Opportunities",
        "[{\"amount\":{\"$gte\":12500.5}}]",
        number("amount", n -> n.compareTo(limit) >= 0));
    assertFinds(
        "Opportunities",
        "[{\"amount\":{\"$gt\":\"12500.500000\"}}]",
        number("amount", n -> n.compareTo(limit) > 0));
    assertFinds(
        "Opportunities",
        "[{\"amount\":{\"$lt\":12500.505}}]",
        number("amount", n -> n.compareTo(limit) <= 0));
    assertFinds(
        "Opportunities",
        "[{\"amount\":{\"$in\":[1000,\"20000\"]}}]",
        number("amount", n -> Set.of("1000.00", "20000.00").contains(n.toPlainString())));
    assertFinds(
        "Opportunities",
        "[{\"amount\":{\"$between\":[0,1000]}}]",
        number("amount", n -> n.signum() >= 0 && n.compareTo(BigDecimal.valueOf(1000)) <= 0));
    assertFinds(
        "Opportunities",
        "[{\"amount\":{\"$equals\":\"\"}}]",
        number("amount", n -> n.signum() == 0));
  }

  @Test
  void wholeNumbersLoseAValuesFraction() {
    assertFinds(
        "Opportunities", "[{\"probability\":{\"$lte\":50}}]", integer("probability", n -> n <= 50));
    assertFinds(
        "Opportunities", "[{\"probability\":{\"$lt\":50.5}}]", integer("probability", n -> n < 50));
    assertFinds(
        "Opportunities",
        "[{\"probability\":{\"$lt\":99999999999}}]",
        integer("probability", n -> true));
    assertFinds(
        "Opportunities",
        "[{\"probability\":{\"$equals\":\"ten\"}}]",
        integer("probability", n -> n == 0));
  }

  @Test
  void booleansAreNumbersAndWordsAreZero() {
    assertFinds(
        "Leads",
        "[{\"converted\":{\"$equals\":true}}]",
        row -> Objects.equals(row.get("converted"), true));
    assertFinds("Leads", "[{\"converted\":1}]", row -> Objects.equals(row.get("converted"), true));
    assertFinds(
        "Leads",
        "[{\"converted\":{\"$equals\":false}}]",
        row -> Objects.equals(row.get("converted"), false));
    assertFinds(
        "Leads", "[{\"converted\":\"true\"}]", row -> Objects.equals(row.get("converted"), false));
    assertFinds(
        "Leads", "[{\"converted\":{\"$is_null\":\"\"}}]", row -> row.get("converted") == null);
  }

  @Test
  void numbersInTextCompareAsText() {
    assertFinds(
        "Accounts",
        "[{\"employees\":{\"$lt\":50}}]",
        text("employees", n -> n.compareTo("50") < 0));
    assertFinds(
        "Accounts", "[{\"employees\":{\"$equals\":50.0}}]", text("employees", n -> n.equals("50")));
  }

  @Test
  void datesCompareAsDays() {
    LocalDate day = LocalDate.of(2024, 1, 1);
    assertFinds(
        "Opportunities",
        "[{\"date_closed\":{\"$equals\":\"2024-01-01\"}}]",
        row -> row.get("date_closed").equals(day));
    assertFinds(
        "Opportunities",
        "[{\"date_closed\":{\"$gt\":\"2024-01-01\"}}]",
        row -> ((LocalDate) row.get("date_closed")).isAfter(day));
    assertFinds(
        "Campaigns",
        "[{\"start_date\":{\"$between\":[\"2020-01-01\",\"2024-01-01\"]}}]",
        row ->
            row.get("start_date") instanceof LocalDate date
                && !date.isBefore(LocalDate.of(2020, 1, 1))
                && !date.isAfter(day));
    assertFinds(
        "Campaigns",
        "[{\"start_date\":{\"$starts\":\"2024\"}}]",
        row -> row.get("start_date") instanceof LocalDate date && date.getYear() == 2024);
    assertFinds(
        "Campaigns",
        "[{\"start_date\":{\"$gt\":\"2023-12-31T23:00:00Z\"}}]",
        row -> row.get("start_date") instanceof LocalDate date && date.getYear() > 2023);
    assertFindsNothing("Campaigns", "[{\"start_date\":\"\"}]");
    assertRefused("Campaigns", "[{\"start_date\":\"soon\"}]", 500, "db_error", "Database failure.");
  }

  @Test
  void aColumnComparesWithAnother() {
    assertFindsAll("Accounts", "[{\"name\":{\"$equals\":{\"$field\":\"name\"}}}]");
    assertFinds(
        "Contacts",
        "[{\"first_name\":{\"$lt\":{\"$field\":\"last_name\"}}}]",
        row ->
            row.get("first_name") != null
                && ((String) row.get("first_name"))
                        .compareToIgnoreCase((String) row.get("last_name"))
                    < 0);
    assertRefused(
        "Accounts",
        "[{\"name\":{\"$equals\":{\"$field\":\"x\\\" OR 1=1\"}}}]",
        500,
        "db_error",
        "Database failure.");
  }

  private static Predicate<Map<String, Object>> is(String column, String lower) {
    return row -> lower.equals(lower(row.get(column)));
  }

  private static Predicate<Map<String, Object>> text(String column, Predicate<String> lower) {
    return row ->
        row.get(column) != null && lower.test(((String) row.get(column)).toLowerCase(Locale.ROOT));
  }

  private static Predicate<Map<String, Object>> number(String column, Predicate<BigDecimal> test) {
    return row -> row.get(column) != null && test.test((BigDecimal) row.get(column));
  }

  private static Predicate<Map<String, Object>> integer(String column, Predicate<Integer> test) {
    return row -> row.get(column) != null && test.test((Integer) row.get(column));
  }
}
