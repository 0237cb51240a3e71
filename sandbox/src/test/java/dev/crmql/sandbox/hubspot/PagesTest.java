package dev.crmql.sandbox.hubspot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.crmql.sandbox.SandboxClient;
import dev.crmql.sandbox.data.SampleData;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Order, pages, their ends and limits. */
class PagesTest extends HubSpotTest {

  private static List<String> allIds(String type) {
    return hubspot.stored(type, row -> true);
  }

  @Test
  void anEmptyBodyListsEverythingInTens() {
    JsonNode page = hubspot.page("contacts", "{}");
    assertEquals(10, page.get("results").size());
    assertEquals(hubspot.rows("contacts").size(), page.get("total").intValue());
    assertEquals("10", page.at("/paging/next/after").textValue());
  }

  @Test
  void unknownKeysAreIgnored() {
    String body =
        "{\"filterGroup\":[{\"filters\":["
            + HubSpotClient.filter("email", "EQ", "nobody")
            + "]}],\"x\":1}";
    assertEquals(
        hubspot.rows("contacts").size(), hubspot.page("contacts", body).get("total").intValue());
  }

  @Test
  void aSearchIsPagedToItsEnd() {
    assertEquals(allIds("contacts"), hubspot.ids("contacts", "[]", ""));
    JsonNode last = hubspot.page("contacts", "{\"limit\":200,\"after\":\"2200\"}");
    assertEquals(100, last.get("results").size());
    assertFalse(last.has("paging"));
    assertEquals(0, hubspot.page("contacts", "{\"after\":\"2300\"}").get("results").size());
  }

  @Test
  void aPageThatEndsWithTheLastRecordHasNoNextOne() {
    assertFalse(hubspot.page("companies", "{\"limit\":200,\"after\":\"200\"}").has("paging"));
    assertTrue(hubspot.page("companies", "{\"limit\":200,\"after\":\"199\"}").has("paging"));
  }

  @Test
  void oneSortRuleOrdersByTypeAndLeavesTiesInReverse() {
    HubSpotReadings stable = new HubSpotReadings(true, true, true, false);
    try (HubSpotClient client = new HubSpotClient(SampleData.create(), stable)) {
      assertSorted(client, "deals", "amount", "ASCENDING", row -> (BigDecimal) row.get("amount"));
      assertSorted(client, "deals", "amount", "DESCENDING", row -> (BigDecimal) row.get("amount"));
      assertSorted(client, "companies", "city", "ASCENDING", row -> lower(row.get("city")));
      assertSorted(
          client, "contacts", "do_not_call", "DESCENDING", row -> (Boolean) row.get("do_not_call"));
    }
  }

  @Test
  void pagesWithinTiesRepeatSomeRecordsAndLoseOthers() {
    List<String> ids = hubspot.ids("contacts", "[]", sorted("do_not_call", "ASCENDING"));
    assertEquals(hubspot.rows("contacts").size(), ids.size());
    assertTrue(Set.copyOf(ids).size() < ids.size());
  }

  private static <T extends Comparable<T>> void assertSorted(
      HubSpotClient client,
      String type,
      String property,
      String direction,
      Function<Map<String, Object>, T> key) {
    Comparator<Map<String, Object>> order =
        Comparator.comparing(key, Comparator.nullsLast(Comparator.naturalOrder()));
    if (direction.equals("DESCENDING")) {
      order = order.reversed();
    }
    List<Map<String, Object>> rows = new ArrayList<>(client.rows(type));
    Collections.reverse(rows);
    rows.sort(order);
    assertEquals(
        rows.stream().map(row -> row.get(ObjectType.ID)).toList(),
        client.ids(type, "[]", sorted(property, direction)));
  }

  private static String sorted(String property, String direction) {
    return ",\"sorts\":[{\"propertyName\":\"%s\",\"direction\":\"%s\"}]"
        .formatted(property, direction);
  }

  @Test
  void recordsWithoutThePropertySortLowestUnderTheOtherReading() {
    HubSpotReadings other = new HubSpotReadings(true, false, true, false);
    try (HubSpotClient client = new HubSpotClient(SampleData.create(), other)) {
      long unset = client.stored("companies", row -> row.get("city") == null).size();
      List<String> ids = client.ids("companies", "[]", sorted("city", "ASCENDING"));
      assertTrue(
          client
              .stored("companies", row -> row.get("city") == null)
              .containsAll(ids.subList(0, (int) unset)));
      List<String> reversed = client.ids("companies", "[]", sorted("city", "DESCENDING"));
      assertEquals(ids.get(0), reversed.get(reversed.size() - (int) unset));
    }
  }

  @Test
  void sortsThatTheServiceDoesNotHaveAreRefused() {
    String one = "{\"propertyName\":\"name\",\"direction\":\"ASCENDING\"}";
    hubspot.assertRefused("companies", "{\"sorts\":[" + one + "," + one + "]}");
    hubspot.assertRefused("companies", "{\"sorts\":[{\"propertyName\":\"nothing\"}]}");
    hubspot.assertRefused(
        "companies", "{\"sorts\":[{\"propertyName\":\"name\",\"direction\":\"DESC\"}]}");
    hubspot.assertRefused("companies", "{\"sorts\":[\"name\"]}");
  }

  @Test
  void pageSizesAreLimited() {
    assertEquals(200, hubspot.page("contacts", "{\"limit\":200}").get("results").size());
    for (String limit : List.of("0", "201", "-1", "\"10\"", "1.5", "99999999999")) {
      hubspot.assertRefused("contacts", "{\"limit\":" + limit + "}");
    }
  }

  @Test
  void offsetsAreTextOfDigits() {
    for (String after : List.of("0", "\"\"", "\"-1\"", "\"x\"", "\"99999999999\"")) {
      hubspot.assertRefused("contacts", "{\"after\":" + after + "}");
    }
  }

  @Test
  void theWindowEndsAtTenThousand() {
    hubspot.page("contacts", "{\"limit\":200,\"after\":\"9800\"}");
    hubspot.assertRefused("contacts", "{\"limit\":200,\"after\":\"9801\"}");
    hubspot.assertRefused("contacts", "{\"limit\":1,\"after\":\"10000\"}");
  }

  @Test
  void totalsStopAtTheWindowAndTheRestIsReachedByItsIds() {
    List<SampleData.Task> tasks =
        IntStream.rangeClosed(1, 10_003)
            .mapToObj(
                n ->
                    new SampleData.Task(
                        n,
                        "t" + n,
                        "Open",
                        "High",
                        null,
                        null,
                        null,
                        null,
                        Instant.EPOCH,
                        Instant.EPOCH,
                        null))
            .toList();
    SampleData data = new SampleData(List.of(), List.of(), List.of(), List.of(), List.of(), tasks);
    try (HubSpotClient client = new HubSpotClient(data, HubSpotReadings.hardest())) {
      JsonNode page = client.page("tasks", "{\"limit\":200,\"after\":\"9800\"}");
      assertEquals(10_000, page.get("total").intValue());
      assertEquals("10000", page.at("/paging/next/after").textValue());
      client.assertRefused("tasks", "{\"limit\":200,\"after\":\"10000\"}");
      String last = page.at("/results/199/id").textValue();
      assertEquals(
          3, client.found("tasks", HubSpotClient.filter(ObjectType.ID, "GT", last)).size());
    }
  }

  @Test
  void groupsAndFiltersAreLimited() {
    assertEquals(200, search(List.of(6, 6, 6)).status());
    assertEquals(200, search(List.of(4, 4, 4, 4, 2)).status());
    assertEquals(400, search(List.of(7)).status());
    assertEquals(400, search(List.of(6, 6, 6, 1)).status());
    assertEquals(400, search(List.of(1, 1, 1, 1, 1, 1)).status());
    assertEquals(400, search(List.of(0)).status());
  }

  /** A search with groups of so many filters. */
  private static SandboxClient.Answer search(List<Integer> sizes) {
    String filter = HubSpotClient.bare("city", "HAS_PROPERTY");
    List<String> groups =
        sizes.stream()
            .map(
                size ->
                    "{\"filters\":[" + String.join(",", Collections.nCopies(size, filter)) + "]}")
            .toList();
    return hubspot.search("companies", "{\"filterGroups\":[" + String.join(",", groups) + "]}");
  }

  @Test
  void listedValuesAreLimited() {
    String hundred = "\"x\"" + ",\"x\"".repeat(99);
    assertEquals(
        List.of(),
        hubspot.found("companies", HubSpotClient.list("name", "IN", "[" + hundred + "]")));
    hubspot.assertRefused(
        "companies",
        "{\"filterGroups\":[{\"filters\":["
            + HubSpotClient.list("name", "IN", "[" + hundred + ",\"x\"]")
            + "]}]}");
  }

  @Test
  void bodiesAreLimited() {
    String body = "{\"query\":\"kloud\"}";
    hubspot.page("companies", body + " ".repeat(3_000 - body.length()));
    hubspot.assertRefused("companies", body + " ".repeat(3_001 - body.length()));
  }

  @Test
  void malformedBodiesAreRefused() {
    for (String body :
        List.of(
            "[]",
            "{",
            "{} {}",
            "{\"filterGroups\":{}}",
            "{\"filterGroups\":[[]]}",
            "{\"filterGroups\":[{\"filters\":{}}]}",
            "{\"filterGroups\":[{}]}",
            "{\"properties\":\"name\"}",
            "{\"properties\":[1]}",
            "{\"query\":1}")) {
      hubspot.assertRefused("companies", body);
    }
  }

  @Test
  void aListIsPagedToItsEndByCursorsOfItsOwn() {
    List<String> ids = new ArrayList<>();
    String after = "";
    String last = null;
    while (after != null) {
      JsonNode page =
          hubspot.get("/crm/v3/objects/companies?limit=100&properties=name,rating" + after).body();
      page.get("results").forEach(record -> ids.add(record.get("id").textValue()));
      last = page.at("/paging/next/after").textValue();
      after = last == null ? null : "&after=" + SandboxClient.encoded(last);
    }
    assertEquals(allIds("companies"), ids);
  }

  @Test
  void cursorsOfListsAndSearchesDoNotMix() {
    JsonNode page = hubspot.get("/crm/v3/objects/companies").body();
    assertEquals(10, page.get("results").size());
    String cursor = page.at("/paging/next/after").textValue();
    hubspot.assertRefused("companies", "{\"after\":\"" + cursor + "\"}");
    assertEquals(400, hubspot.get("/crm/v3/objects/companies?after=200").status());
    assertEquals(400, hubspot.get("/crm/v3/objects/companies?after=%2B").status());
  }

  @Test
  void listsHaveLimitsOfTheirOwn() {
    assertEquals(400, hubspot.get("/crm/v3/objects/companies?limit=101").status());
    assertEquals(400, hubspot.get("/crm/v3/objects/companies?limit=0").status());
    assertEquals(400, hubspot.get("/crm/v3/objects/companies?limit=x").status());
    assertEquals(
        0, hubspot.get("/crm/v3/objects/companies?archived=true").body().get("results").size());
  }
}
