package dev.crmql.sandbox.pipedrive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.crmql.sandbox.Fault;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ListsTest extends PipedriveTest {

  @Test
  void eachTypeHasItsFewParameters() {
    assertFinds(row -> Objects.equals(row.get("owner_id"), 2), "/api/v2/deals", "owner_id", "2");
    assertFinds(row -> Objects.equals(row.get("org_id"), 7), "/api/v2/persons", "org_id", "7");
    assertFinds(row -> Objects.equals(row.get("person_id"), 8), "/api/v2/deals", "person_id", "8");
    assertFinds(
        row -> Objects.equals(row.get("owner_id"), 1), "/api/v2/organizations", "owner_id", "1");
    Object deal = value("activities", "deal_id");
    assertFinds(
        row -> Objects.equals(row.get("deal_id"), deal),
        "/api/v2/activities",
        "deal_id",
        deal.toString());
    Object lead = value("activities", "lead_id");
    assertFinds(
        row -> Objects.equals(row.get("lead_id"), lead),
        "/api/v2/activities",
        "lead_id",
        lead.toString());
    Object person = pipedrive.table("deals").rows().get(0).get("person_id");
    assertFinds(row -> Objects.equals(row.get("id"), person), "/api/v2/persons", "deal_id", "1");
    assertFinds(
        row -> Set.of("won", "lost").contains(row.get("status").toString()),
        "/api/v2/deals",
        "status",
        "won,lost");
  }

  private static Object value(String table, String column) {
    return pipedrive.table(table).rows().stream()
        .map(row -> row.get(column))
        .filter(Objects::nonNull)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void sinceIsInclusiveAndUntilExclusive() {
    Instant time = (Instant) pipedrive.table("persons").rows().get(0).get("update_time");
    assertFinds(
        row -> !((Instant) row.get("update_time")).isBefore(time),
        "/api/v2/persons",
        "updated_since",
        time.toString(),
        "limit",
        "500");
    assertFinds(
        row -> ((Instant) row.get("update_time")).isBefore(time),
        "/api/v2/persons",
        "updated_until",
        time.toString(),
        "limit",
        "500");
  }

  @Test
  void deletedAndArchivedDealsHaveToBeAskedFor() {
    assertEquals(400, pipedrive.ids("/api/v2/deals", "limit", "500").size());
    assertEquals(
        List.of("90001", "90002", "90003"), pipedrive.ids("/api/v2/deals", "status", "deleted"));
    assertEquals(List.of("90004", "90005", "90006"), pipedrive.ids("/api/v2/deals/archived"));
    assertEquals(3, pipedrive.ids("/v1/leads/archived").size());
    assertEquals(400, pipedrive.ids("/v1/leads", "limit", "500").size());
  }

  @Test
  void pagesOfAHundredUnlessMoreAreAskedFor() {
    assertEquals(100, pipedrive.get("/api/v2/persons").body().get("data").size());
    assertEquals(100, pipedrive.get("/v1/leads").body().get("data").size());
    for (String limit : List.of("0", "501", "-1", "x", "")) {
      assertRefused("/api/v2/persons", "limit", limit);
      assertRefused("/v1/leads", "limit", limit);
    }
  }

  @Test
  void aPageThatEndsWithTheLastRecordIsTheLast() {
    JsonNode last = pipedrive.get("/api/v2/organizations", "limit", "400").body();
    assertEquals(400, last.get("data").size());
    assertTrue(last.at("/additional_data/next_cursor").isNull());
  }

  @Test
  void aCursorIsGoodForItsOwnRequestOnly() {
    String cursor =
        pipedrive
            .get("/api/v2/deals", "limit", "10", "sort_by", "add_time")
            .body()
            .at("/additional_data/next_cursor")
            .asText();
    assertEquals(
        10,
        pipedrive
            .get("/api/v2/deals", "sort_by", "add_time", "limit", "10", "cursor", cursor)
            .body()
            .get("data")
            .size());
    assertRefused("/api/v2/deals", "limit", "10", "sort_by", "id", "cursor", cursor);
    assertRefused("/api/v2/deals", "limit", "11", "sort_by", "add_time", "cursor", cursor);
    assertRefused("/api/v2/persons", "limit", "10", "sort_by", "add_time", "cursor", cursor);
    assertRefused("/api/v2/deals", "cursor", "eyJmIjoxN30");
    assertRefused("/api/v2/deals", "cursor", "%");
  }

  @Test
  void listsAreSortedByTheirFewColumnsOnly() {
    for (String by : List.of("title", "due_date", "value", "", "ID")) {
      assertRefused("/api/v2/deals", "sort_by", by);
    }
    assertRefused("/api/v2/deals", "sort_direction", "DESC");
    List<String> times =
        pipedrive
            .all("/api/v2/persons", "sort_by", "add_time", "sort_direction", "desc", "limit", "500")
            .stream()
            .map(person -> person.get("add_time").asText())
            .toList();
    List<String> sorted = new ArrayList<>(times);
    sorted.sort(Collections.reverseOrder());
    assertEquals(sorted, times);
  }

  @Test
  void unknownParametersAndEndpointsAreRefused() {
    assertRefused("/api/v2/deals", "start", "10");
    assertRefused("/api/v2/organizations", "org_id", "1");
    assertRefused("/v1/leads", "cursor", "x");
    assertRefused("/api/v2/deals", "owner_id", "me");
    assertRefused("/api/v2/deals", "status", "open,closed");
    assertRefused("/api/v2/deals", "updated_since", "2024-01-01");
    assertRefused("/api/v2/activities", "done", "1");
    assertRefusal(404, pipedrive.get("/api/v2/leads"));
    assertRefusal(404, pipedrive.get("/api/v2/campaigns"));
    assertRefusal(404, pipedrive.get("/"));
    assertRefusal(410, pipedrive.get("/v1/deals"));
    assertRefusal(405, pipedrive.send("POST", "/api/v2/deals", "{}"));
  }

  @Test
  void leadsArePagedByOffsetAndSortedByName() {
    JsonNode page = pipedrive.get("/v1/leads", "start", "390", "limit", "10").body();
    JsonNode pagination = page.at("/additional_data/pagination");
    assertEquals(390, pagination.get("start").asInt());
    assertFalse(pagination.get("more_items_in_collection").asBoolean());
    assertFalse(pagination.has("next_start"));
    List<String> dates =
        pipedrive
            .all("/v1/leads", "sort", "expected_close_date DESC, title ASC", "limit", "150")
            .stream()
            .map(lead -> lead.get("expected_close_date").asText())
            .toList();
    assertEquals("null", dates.get(0));
    List<String> given = dates.stream().filter(date -> !date.equals("null")).toList();
    List<String> sorted = new ArrayList<>(given);
    sorted.sort(Collections.reverseOrder());
    assertEquals(sorted, given);
    assertEquals(400, new TreeSet<>(pipedrive.ids("/v1/leads", "sort", "title ASC")).size());
    for (String sort : List.of("title", "title asc", "value ASC", "", "-title")) {
      assertRefused("/v1/leads", "sort", sort);
    }
    assertFinds(row -> row.get("owner_id").equals(3), "/v1/leads", "owner_id", "3");
  }

  @Test
  void leadsAreWrittenInTheShapeOfV1() {
    Map<String, Map<String, Object>> rows = rows("leads");
    String budget = pipedrive.field("lead", "Budget").get("key").asText();
    String interests = pipedrive.field("lead", "Lead interests").get("key").asText();
    Set<Boolean> amounts = new HashSet<>();
    for (JsonNode lead : pipedrive.all("/v1/leads", "limit", "500")) {
      Map<String, Object> row = rows.get(lead.get("id").asText());
      assertTrue(
          lead.get("add_time").asText().matches("\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d"));
      assertEquals(
          row.get("add_time"),
          Instant.parse(lead.get("add_time").asText().replace(' ', 'T') + "Z"));
      assertFalse(lead.has("custom_fields"));
      assertEquals(row.get(interests), lead.get(interests).textValue());
      BigDecimal value = (BigDecimal) row.get("value");
      amounts.add(value == null);
      if (value == null) {
        assertTrue(lead.get("value").isNull());
        assertTrue(lead.get(budget).isNull());
      } else {
        assertEquals(value.doubleValue(), lead.at("/value/amount").doubleValue());
        assertEquals("EUR", lead.at("/value/currency").asText());
        assertEquals(value.doubleValue(), lead.get(budget).doubleValue());
        assertEquals("EUR", lead.get(budget + "_currency").asText());
      }
    }
    assertEquals(Set.of(true, false), amounts);
  }

  @Test
  void othersAreWrittenInTheShapeOfV2() {
    Map<String, Map<String, Object>> rows = rows("organizations");
    String revenue = pipedrive.field("organization", "Revenue").get("key").asText();
    String interests = pipedrive.field("organization", "Interests").get("key").asText();
    String industry = pipedrive.field("organization", "Industry").get("key").asText();
    assertTrue(revenue.matches("[0-9a-f]{40}"));
    Set<Integer> sizes = new TreeSet<>();
    for (JsonNode company : pipedrive.all("/api/v2/organizations", "limit", "500")) {
      Map<String, Object> row = rows.get(company.get("id").asText());
      assertEquals(row.get("update_time"), Instant.parse(company.get("update_time").asText()));
      assertEquals(row.get("name"), company.get("name").textValue());
      assertEquals(row.get("address"), company.get("address").path("value").textValue());
      JsonNode custom = company.get("custom_fields");
      BigDecimal sum = (BigDecimal) row.get(revenue);
      assertEquals(sum == null, custom.get(revenue).isNull());
      if (sum != null) {
        assertEquals(sum.doubleValue(), custom.get(revenue).get("value").doubleValue());
      }
      assertEquals(
          row.get(industry),
          custom.get(industry).isNull() ? null : custom.get(industry).intValue());
      sizes.add(custom.get(interests).size());
      assertTrue(custom.get(interests).isArray());
    }
    assertEquals(Set.of(0, 1, 2), sizes);
    assertFalse(
        pipedrive.table("organizations").rows().stream().anyMatch(row -> row.containsValue("")));
    JsonNode person =
        pipedrive.all("/api/v2/persons", "ids", "1,2,3,4,5,6,7,8,9").stream()
            .filter(one -> !one.get("emails").isEmpty())
            .findFirst()
            .orElseThrow();
    assertTrue(person.at("/emails/0/value").isTextual());
    assertTrue(person.at("/emails/0/primary").asBoolean());
    assertTrue(person.get("phones").isArray());
  }

  @Test
  void atMostFifteenCustomFieldsCanBeChosen() {
    String key = pipedrive.field("organization", "Industry").get("key").asText();
    JsonNode company =
        pipedrive.get("/api/v2/organizations", "custom_fields", key).body().at("/data/0");
    assertEquals(1, company.get("custom_fields").size());
    assertTrue(company.get("custom_fields").has(key));
    List<String> keys = new ArrayList<>();
    for (int i = 0; i < 16; i++) {
      keys.add("key" + i);
    }
    assertRefused("/api/v2/organizations", "custom_fields", String.join(",", keys));
    assertEquals(
        200,
        pipedrive
            .get("/api/v2/organizations", "custom_fields", String.join(",", keys.subList(1, 16)))
            .status());
  }

  private static Map<String, Map<String, Object>> rows(String table) {
    return pipedrive.table(table).rows().stream()
        .collect(Collectors.toMap(row -> row.get("id").toString(), Function.identity()));
  }

  @Test
  void fieldListsDescribeEveryColumn() {
    for (String type : List.of("deal", "person", "organization", "activity", "lead")) {
      JsonNode fields = pipedrive.get("/v1/" + type + "Fields").body();
      assertEquals(
          fields.get("data"), pipedrive.get("/api/v2/" + type + "Fields").body().get("data"));
      Set<String> keys = new HashSet<>(fields.get("data").findValuesAsText("key"));
      String table = type.equals("activity") ? "activities" : type + "s";
      assertEquals(
          pipedrive.table(table).columns().stream()
              .map(column -> column.name())
              .collect(Collectors.toSet()),
          keys);
      assertNotEquals(0, fields.at("/data/0/id").intValue());
    }
    assertEquals("monetary", pipedrive.field("deal", "value").get("field_type").asText());
    assertEquals("enum", pipedrive.field("deal", "Deal source").get("field_type").asText());
    assertTrue(pipedrive.field("deal", "Deal source").at("/options/0/label").isTextual());
    assertEquals(6, pipedrive.get("/api/v2/stages").body().get("data").size());
  }

  @Test
  void anEndlessWalkSeesTheSamePageAgain() {
    pipedrive.service().inject(new Fault.EndlessNextLink(), 3, request -> true);
    JsonNode first = pipedrive.get("/api/v2/deals", "limit", "5").body();
    String cursor = first.at("/additional_data/next_cursor").asText();
    JsonNode again = pipedrive.get("/api/v2/deals", "limit", "5", "cursor", cursor).body();
    assertEquals(first, again);
    JsonNode leads = pipedrive.get("/v1/leads", "start", "5", "limit", "500").body();
    assertEquals(5, leads.at("/additional_data/pagination/next_start").asInt());
    assertTrue(leads.at("/additional_data/pagination/more_items_in_collection").asBoolean());
  }
}
