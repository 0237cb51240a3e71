package dev.crmql.sandbox.hubspot;

import static dev.crmql.sandbox.hubspot.HubSpotClient.bare;
import static dev.crmql.sandbox.hubspot.HubSpotClient.filter;
import static dev.crmql.sandbox.hubspot.HubSpotClient.list;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.crmql.sandbox.data.SampleData;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** What filters find, and what they are refused for. */
class FilterTest extends HubSpotTest {

  private static Predicate<Map<String, Object>> text(String property, Predicate<String> test) {
    return row -> row.get(property) != null && test.test(lower(row.get(property)));
  }

  private static Predicate<Map<String, Object>> amount(Predicate<BigDecimal> test) {
    return row -> row.get("amount") instanceof BigDecimal amount && test.test(amount);
  }

  @Test
  void textComparesWithoutCase() {
    hubspot.assertFinds("companies", filter("name", "EQ", "aCmE"), text("name", "acme"::equals));
    hubspot.assertFinds(
        "companies", filter("city", "GTE", "OSLO"), text("city", c -> c.compareTo("oslo") >= 0));
    hubspot.assertFinds(
        "companies", filter("city", "LT", "Lima"), text("city", c -> c.compareTo("lima") < 0));
  }

  @Test
  void enumerationsCompareWithCase() {
    hubspot.assertFinds(
        "companies", filter("rating", "EQ", "Hot"), row -> "Hot".equals(row.get("rating")));
    hubspot.assertFinds(
        "companies",
        list("rating", "IN", "[\"Hot\",\"cold\"]"),
        row -> "Hot".equals(row.get("rating")));
    assertEquals(List.of(), hubspot.found("companies", filter("rating", "EQ", "hot")));
    assertEquals(List.of(), hubspot.found("companies", filter("industry", "EQ", "Banking")));
  }

  @Test
  void listedTextHasToBeInLowerCase() {
    hubspot.assertFinds(
        "companies",
        list("name", "IN", "[\"acme\",\"jim\"]"),
        text("name", n -> n.equals("acme") || n.equals("jim")));
    hubspot.assertFinds(
        "companies", list("name", "IN", "[\"acme\",\"Jim\"]"), text("name", "acme"::equals));
    assertEquals(List.of(), hubspot.found("companies", list("name", "IN", "[\"Acme\"]")));
    assertEquals(
        hubspot.rows("companies").size(),
        hubspot.found("companies", list("name", "NOT_IN", "[\"Acme\"]")).size());
  }

  @Test
  void numbersCompareAsNumbers() {
    BigDecimal bound = new BigDecimal("12500.5");
    hubspot.assertFinds(
        "deals", filter("amount", "EQ", "12500.50"), amount(a -> a.compareTo(bound) == 0));
    hubspot.assertFinds(
        "deals", filter("amount", "LTE", "12500.5"), amount(a -> a.compareTo(bound) <= 0));
    hubspot.assertFinds(
        "deals",
        list("amount", "IN", "[\"12500.5\",\"-0.01\"]"),
        amount(a -> a.compareTo(bound) == 0 || a.compareTo(new BigDecimal("-0.01")) == 0));
  }

  @Test
  void instantsAreMillisecondsOrIso() {
    Instant bound = Instant.parse("2024-01-01T00:00:00Z");
    Predicate<Map<String, Object>> later = row -> ((Instant) row.get("createdate")).isAfter(bound);
    hubspot.assertFinds("deals", filter("createdate", "GT", "1704067200000"), later);
    hubspot.assertFinds("deals", filter("createdate", "GT", "2024-01-01T00:00:00Z"), later);
  }

  @Test
  void datesAreMidnightInUtc() {
    LocalDate day = LocalDate.of(2024, 1, 1);
    for (String value : List.of("1704067200000", "2024-01-01T00:00:00Z", "2024-01-01")) {
      hubspot.assertFinds(
          "deals", filter("close_day", "EQ", value), row -> day.equals(row.get("close_day")));
    }
    assertEquals(List.of(), hubspot.found("deals", filter("close_day", "EQ", "1704067200001")));
  }

  @Test
  void booleansAreTrueOrFalse() {
    hubspot.assertFinds(
        "contacts",
        filter("do_not_call", "EQ", "true"),
        row -> Boolean.TRUE.equals(row.get("do_not_call")));
  }

  @Test
  void idsCompareAsNumbers() {
    String third = (String) hubspot.rows("companies").get(2).get(ObjectType.ID);
    hubspot.assertFinds(
        "companies",
        filter(ObjectType.ID, "GT", third),
        row -> ((String) row.get(ObjectType.ID)).compareTo(third) > 0);
    assertEquals(
        hubspot.rows("companies").size(),
        hubspot.found("companies", filter(ObjectType.ID, "GT", "3")).size(),
        "as text, 3 comes after them all");
  }

  @Test
  void associationsAreFoundByTheOtherId() {
    String company =
        hubspot.rows("deals").stream()
            .map(row -> (String) row.get("hs_primary_associated_company"))
            .filter(id -> id != null)
            .findFirst()
            .orElseThrow();
    hubspot.assertFinds(
        "deals",
        filter("associations.company", "EQ", company),
        row -> company.equals(row.get("hs_primary_associated_company")));
    refused("deals", filter("associations.company", "NEQ", company));
    refused("deals", filter("associations.ticket", "EQ", "1"));
  }

  @Test
  void negationsFindRecordsWithoutTheProperty() {
    hubspot.assertFinds(
        "companies", filter("rating", "NEQ", "Hot"), row -> !"Hot".equals(row.get("rating")));
    hubspot.assertFinds(
        "companies",
        list("rating", "NOT_IN", "[\"Hot\",\"Cold\"]"),
        row -> !"Hot".equals(row.get("rating")) && !"Cold".equals(row.get("rating")));
    hubspot.assertFinds(
        "companies",
        filter("city", "NOT_CONTAINS_TOKEN", "york"),
        row -> row.get("city") == null || !lower(row.get("city")).contains("york"));
  }

  @Test
  void negationsLeaveRecordsWithoutThePropertyOutUnderTheOtherReading() {
    HubSpotReadings other = new HubSpotReadings(false, true, true, true);
    try (HubSpotClient client = new HubSpotClient(SampleData.create(), other)) {
      client.assertFinds(
          "companies",
          filter("rating", "NEQ", "Hot"),
          row -> row.get("rating") != null && !"Hot".equals(row.get("rating")));
      client.assertFinds(
          "companies",
          filter("city", "NOT_CONTAINS_TOKEN", "york"),
          row -> row.get("city") != null && !lower(row.get("city")).contains("york"));
    }
  }

  @Test
  void everyFilterOfOneGroupHolds() {
    assertEquals(
        hubspot.stored(
            "companies",
            row ->
                ("Hot".equals(row.get("rating")) && row.get("city") == null)
                    || (!"BANKING".equals(row.get("industry")) && row.get("phone") == null)),
        hubspot.ids(
            "companies",
            "[{\"filters\":[%s,%s]},{\"filters\":[%s,%s]}]"
                .formatted(
                    filter("rating", "EQ", "Hot"),
                    bare("city", "NOT_HAS_PROPERTY"),
                    filter("industry", "NEQ", "BANKING"),
                    bare("phone", "NOT_HAS_PROPERTY")),
            ""));
  }

  @Test
  void valuesOfPresenceTestsAreRefused() {
    refused("companies", filter("name", "HAS_PROPERTY", ""));
    refused(
        "companies",
        "{\"propertyName\":\"name\",\"operator\":\"NOT_HAS_PROPERTY\",\"value\":null}");
    refused("companies", list("name", "HAS_PROPERTY", "[]"));
  }

  @Test
  void missingValuesAreRefused() {
    refused("companies", bare("name", "EQ"));
    refused("companies", filter("name", "EQ", ""));
    refused("companies", list("name", "IN", "[]"));
    refused("companies", filter("name", "IN", "x"));
    refused("deals", filter("amount", "BETWEEN", "1"));
    refused("companies", "{\"propertyName\":\"name\",\"value\":\"x\"}");
    refused("companies", "{\"operator\":\"EQ\",\"value\":\"x\"}");
  }

  @Test
  void valuesOfAnotherTypeAreRefused() {
    refused("deals", filter("amount", "GT", "much"));
    refused("deals", filter("amount", "GT", "1e3"));
    refused("deals", filter("createdate", "GT", "yesterday"));
    refused("deals", filter("createdate", "GT", "2024-01-01"));
    refused("deals", filter("createdate", "GT", "2024-01-01T00:00:00+01:00"));
    refused("deals", filter("private_sale", "EQ", "TRUE"));
    refused("deals", "{\"propertyName\":\"amount\",\"operator\":\"EQ\",\"value\":100}");
    refused("deals", "{\"propertyName\":\"amount\",\"operator\":\"IN\",\"values\":[100]}");
    refused("deals", list("amount", "IN", "\"100\""));
  }

  @Test
  void operatorsThatATypeDoesNotHaveAreRefused() {
    refused("deals", filter("amount", "CONTAINS_TOKEN", "1"));
    refused("deals", filter("createdate", "CONTAINS_TOKEN", "2024*"));
    refused("deals", filter("dealstage", "LT", "x"));
    refused("deals", filter("private_sale", "GT", "true"));
    refused("deals", filter("dealname", "LIKE", "x"));
    refused("deals", filter("dealname", "eq", "x"));
  }

  @Test
  void unknownPropertiesAreRefused() {
    refused("deals", filter("dealName", "EQ", "x"));
    refused("deals", filter("id", "EQ", "1"));
    refused("contacts", bare("hs_lastmodifieddate", "HAS_PROPERTY"));
    refused("deals", bare("lastmodifieddate", "HAS_PROPERTY"));
  }

  private static void refused(String type, String filter) {
    hubspot.assertRefused(type, "{\"filterGroups\":[{\"filters\":[" + filter + "]}]}");
  }
}
