package dev.crmql.sandbox.pipeliner;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FilterTest extends PipelinerTest {

  private static Predicate<Map<String, Object>> text(String field, Predicate<String> condition) {
    return row -> row.get(field) instanceof String text && condition.test(text);
  }

  private static String folded(String text) {
    return text.toLowerCase(Locale.ROOT);
  }

  private static String[] name(String operator, String value) {
    return new String[] {"filter[name]", value, "filter-op[name]", operator};
  }

  @Test
  void plainOperatorsLookAtTheCaseAndThoseWithIDoNot() {
    assertFinds(text("name", n -> n.equals("Acme")), "Accounts", "filter[name]", "Acme");
    assertFinds(text("name", n -> n.equals("Acme")), "Accounts", name("eq", "Acme"));
    assertFinds(text("name", n -> folded(n).equals("acme")), "Accounts", name("ieq", "Acme"));
    assertFinds(text("name", n -> n.contains("loud")), "Accounts", name("contains", "loud"));
    assertFinds(
        text("name", n -> folded(n).contains("loud")), "Accounts", name("icontains", "loud"));
    assertFinds(text("name", n -> n.startsWith("jim")), "Accounts", name("starts", "jim"));
    assertFinds(text("name", n -> folded(n).startsWith("jim")), "Accounts", name("istarts", "jim"));
    assertFinds(text("name", n -> n.endsWith("Foods")), "Accounts", name("ends", "Foods"));
    assertFinds(text("name", n -> folded(n).endsWith("jim")), "Accounts", name("iends", "JIM"));
  }

  @Test
  void whetherNotEqualFindsNullIsAQuestionOfTheOptions() {
    String[] exact = {"filter[city]", "oslo", "filter-op[city]", "not-eq"};
    String[] folded = {"filter[city]", "oslo", "filter-op[city]", "not-ieq"};
    Predicate<Map<String, Object>> unlike =
        row -> !"oslo".equalsIgnoreCase((String) row.get("city"));
    assertFinds(unlike, "Accounts", folded);
    assertFinds(lenient, unlike.and(row -> row.get("city") != null), "Accounts", folded);
    assertEquals(
        pipeliner.table("Accounts").rows().size(), pipeliner.ids("Accounts", exact).size());
    assertFinds(lenient, row -> row.get("city") != null, "Accounts", exact);
  }

  @Test
  void nullAndEmptyTextAreToldApart() {
    assertFinds(
        row -> row.get("city") == null, "Accounts", "filter[city]", "", "filter-op[city]", "null");
    assertFinds(
        row -> row.get("city") != null,
        "Accounts",
        "filter[city]",
        "",
        "filter-op[city]",
        "not-null");
    assertFinds(text("city", String::isEmpty), "Accounts", "filter[city]", "");
  }

  @Test
  void whetherEmptyFindsNullIsAQuestionOfTheOptions() {
    String[] empty = {"filter[city]", "", "filter-op[city]", "empty"};
    String[] filled = {"filter[city]", "", "filter-op[city]", "not-empty"};
    assertFinds(text("city", String::isEmpty), "Accounts", empty);
    assertFinds(row -> !"".equals(row.get("city")), "Accounts", filled);
    assertFinds(lenient, text("city", c -> !c.isEmpty()).negate(), "Accounts", empty);
    assertFinds(lenient, text("city", c -> !c.isEmpty()), "Accounts", filled);
  }

  @Test
  void whetherPercentSignsAreWildcardsIsAQuestionOfTheOptions() {
    assertFinds(
        lenient, text("name", n -> n.contains("0%_o")), "Accounts", name("contains", "0%_o"));
    assertFinds(lenient, text("name", n -> n.startsWith("a_b")), "Accounts", name("starts", "a_b"));
    assertFinds(text("name", n -> n.matches("(?s)a.b.*")), "Accounts", name("starts", "a_b"));
    assertFinds(text("name", n -> n.endsWith("\\")), "Accounts", name("ends", "\\"));
    assertFinds(lenient, text("name", n -> n.endsWith("\\")), "Accounts", name("ends", "\\"));
  }

  @Test
  void anOperatorWithoutAValueIsPassedOver() {
    assertEquals(
        pipeliner.table("Accounts").rows().size(),
        pipeliner.ids("Accounts", "filter-op[city]", "null").size());
    assertFinds(lenient, row -> row.get("city") == null, "Accounts", "filter-op[city]", "null");
  }

  @Test
  void valuesAreNeverSyntax() {
    assertFinds(
        text("name", n -> n.equals("x' OR 'x' = 'x")), "Accounts", name("eq", "x' OR 'x' = 'x"));
    assertFinds(text("name", n -> n.equals("A & B")), "Accounts", name("eq", "A & B"));
    assertFinds(text("name", n -> n.equals("A+B")), "Accounts", name("eq", "A+B"));
    assertFinds(text("name", n -> n.equals("line\nbreak")), "Accounts", name("eq", "line\nbreak"));
  }

  @Test
  void numbersFlagsAndIdsAreComparedAsSuch() {
    assertFinds(
        row -> row.get("cf_employees") instanceof Integer count && count > 9,
        "Accounts",
        "filter[cf_employees]",
        "9",
        "filter-op[cf_employees]",
        "gt");
    BigDecimal bound = new BigDecimal("12500.5");
    assertFinds(
        row -> row.get("cf_revenue") instanceof BigDecimal sum && sum.compareTo(bound) <= 0,
        "Accounts",
        "filter[cf_revenue]",
        "12500.5",
        "filter-op[cf_revenue]",
        "lte");
    assertFinds(
        row -> Objects.equals(row.get("cf_credit_hold"), false),
        "Accounts",
        "filter[cf_credit_hold]",
        "false");
    Object owner = pipeliner.table("Accounts").rows().get(0).get("owner_id");
    assertFinds(
        row -> row.get("owner_id").equals(owner), "Accounts", "filter[owner_id]", owner.toString());
    assertTrue(
        pipeliner
            .ids("Accounts", "filter[owner_id]", owner.toString().toUpperCase(Locale.ROOT))
            .isEmpty());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2024-01-01 00:00:00",
        "2024-01-01 00:00:00.000000",
        "2024-01-01T00:00:00Z",
        "2024-01-01T01:30:00+01:30"
      })
  void datetimesAreUtcUnlessTheySayOtherwise(String text) {
    Instant instant = Instant.parse("2024-01-01T00:00:00Z");
    assertFinds(
        row -> ((Instant) row.get("created")).isBefore(instant),
        "Accounts",
        "filter[created]",
        text,
        "filter-op[created]",
        "lt");
  }

  @Test
  void datetimesHaveMicroseconds() {
    Map<String, Object> row =
        pipeliner.table("Accounts").rows().stream()
            .filter(one -> one.get("created").toString().matches(".*\\.\\d{6}Z"))
            .findFirst()
            .orElseThrow();
    Instant created = (Instant) row.get("created");
    assertTrue(
        pipeliner.ids("Accounts", "filter[created]", created.toString()).contains(row.get("id")));
    assertTrue(
        pipeliner
            .ids("Accounts", "filter[created]", created.minusNanos(1000).toString())
            .isEmpty());
  }

  @ParameterizedTest
  @CsvSource({
    "name, gt, a",
    "name, between, 'a,b'",
    "name, like, a",
    "name, EQ, a",
    "name, '', a",
    "nme, eq, a",
    "Name, eq, a",
    "created, between, '2024-01-01,2024-02-01'",
    "created, eq, 2024-01-01",
    "created, eq, 2024-01-01T00:00:00 00:00",
    "created, eq, 2024-13-01 00:00:00",
    "created, contains, 2024",
    "created, empty, ''",
    "cf_employees, eq, ten",
    "cf_employees, eq, 1.5",
    "cf_employees, ieq, 1",
    "cf_revenue, eq, 1e3",
    "cf_credit_hold, eq, 1",
    "cf_credit_hold, gt, true",
    "owner_id, eq, 7",
    "owner_id, ieq, 2f1e7b2e-0000-4000-8000-000000000000",
    "owner, eq, x",
    "modified_by_user, eq, x"
  })
  void whatAFieldDoesNotTakeIsRefused(String field, String operator, String value) {
    assertRefused("Accounts", "filter[" + field + "]", value, "filter-op[" + field + "]", operator);
  }

  @Test
  void objectsAndComputedFieldsAreNotFiltered() {
    assertRefused("Opportunities", "filter[value]", "1");
    assertRefused("Opportunities", "filter[value.base_value]", "1");
    assertRefused("Contacts", "filter[formatted_name]", "x");
    assertRefused("Contacts", "filter[name]", "x");
    assertRefused("Opportunities", "filter[status]", "Open");
  }

  @Test
  void oneFieldHasOneFilter() {
    assertRefused("Accounts", "filter[name]", "a", "filter[name]", "b");
    assertRefused(
        "Accounts", "filter[name]", "a", "filter-op[name]", "starts", "filter-op[name]", "ends");
  }

  @Test
  void severalFieldsMustAllMatch() {
    assertFinds(
        row ->
            List.of("Oslo").contains(String.valueOf(row.get("city")))
                && Objects.equals(row.get("cf_credit_hold"), true),
        "Accounts",
        "filter[city]",
        "Oslo",
        "filter[cf_credit_hold]",
        "true");
  }
}
