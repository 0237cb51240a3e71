package dev.crmql.sandbox.pipeliner;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class PagesTest extends PipelinerTest {

  private static JsonNode page(String... parameters) {
    return pipeliner.list("Accounts", parameters).body();
  }

  @Test
  void thirtyRecordsUnlessMoreAreAskedFor() {
    assertEquals(30, page().get("data").size());
    assertEquals(100, page("first", "100").get("data").size());
    assertEquals(1, page("first", "1").get("data").size());
  }

  @Test
  void aWalkFindsEveryRecordOnceInOrder() {
    List<JsonNode> found = pipeliner.all("Contacts", "order-by", "city,-last_name");
    assertEquals(pipeliner.table("Contacts").rows().size(), found.size());
    assertEquals(
        found.size(), new TreeSet<>(found.stream().map(r -> r.get("id").asText()).toList()).size());
    List<String> cities =
        found.stream()
            .map(r -> r.get("city"))
            .filter(c -> !c.isNull())
            .map(JsonNode::asText)
            .toList();
    assertEquals("", cities.get(0));
    List<String> oslo =
        found.stream()
            .filter(r -> r.get("city").asText().equals("Oslo"))
            .map(r -> r.get("last_name").asText())
            .filter(n -> n.matches("[A-Za-z]+"))
            .toList();
    List<String> sorted = new ArrayList<>(oslo);
    sorted.sort(String.CASE_INSENSITIVE_ORDER.reversed());
    assertEquals(sorted, oslo);
  }

  @Test
  void theLastPageStillHasAnEndCursor() {
    JsonNode page = page("filter[name]", "Acme", "first", "100");
    assertFalse(page.at("/page_info/has_next_page").asBoolean());
    assertTrue(page.at("/page_info/end_cursor").isTextual());
    JsonNode after =
        page(
            "filter[name]",
            "Acme",
            "first",
            "100",
            "after",
            page.at("/page_info/end_cursor").asText());
    assertEquals(0, after.get("data").size());
    assertFalse(after.at("/page_info/has_next_page").asBoolean());
  }

  @Test
  void aPageThatEndsWithTheLastRecordIsTheLast() {
    int size = pipeliner.stored("Accounts", row -> row.get("name").equals("Acme")).size();
    JsonNode page = page("filter[name]", "Acme", "first", Integer.toString(size));
    assertEquals(size, page.get("data").size());
    assertFalse(page.at("/page_info/has_next_page").asBoolean());
  }

  @Test
  void aCursorIsBase64OfAnArrayAndTiedToItsOrder() {
    String cursor = page("order-by", "name,id").at("/page_info/end_cursor").asText();
    assertTrue(
        new String(Base64.getDecoder().decode(cursor), StandardCharsets.UTF_8).startsWith("[\""));
    assertRefused("Accounts", "order-by", "city,id", "after", cursor);
    assertRefused("Accounts", "after", "eyJhIjoxfQ==");
    assertRefused("Accounts", "after", "");
  }

  @Test
  void pagesGoBackwardsToo() {
    JsonNode first = page("order-by", "id", "first", "40");
    JsonNode second =
        page("order-by", "id", "first", "10", "after", first.at("/page_info/end_cursor").asText());
    JsonNode before =
        page(
            "order-by",
            "id",
            "last",
            "40",
            "before",
            second.at("/page_info/start_cursor").asText());
    assertEquals(texts(first, "id"), texts(before, "id"));
    assertFalse(before.at("/page_info/has_previous_page").asBoolean());
    assertTrue(second.at("/page_info/has_previous_page").asBoolean());
  }

  @Test
  void legacyPagesHaveNoPageInfo() {
    JsonNode page = page("limit", "10", "offset", "395", "order-by", "id");
    assertFalse(page.has("page_info"));
    assertEquals(5, page.get("data").size());
    assertEquals(400, page.get("total").asInt());
  }

  @Test
  void nullIsLastUpwardsAndFirstDownwardsOrTheOtherWayRound() {
    assertTrue(nullsOfCities(pipeliner, "city").get(399));
    assertTrue(nullsOfCities(pipeliner, "-city").get(0));
    assertTrue(nullsOfCities(lenient, "city").get(0));
    assertTrue(nullsOfCities(lenient, "-city").get(399));
  }

  private static List<Boolean> nullsOfCities(PipelinerClient client, String order) {
    List<Boolean> nulls =
        client.all("Accounts", "order-by", order).stream()
            .map(record -> record.get("city").isNull())
            .toList();
    List<Boolean> grouped = new ArrayList<>(nulls);
    grouped.sort(nulls.get(0) ? Collections.reverseOrder() : null);
    assertEquals(grouped, nulls);
    return nulls;
  }

  @Test
  void whatTheOrderLeavesOpenIsNotById() {
    List<String> found = pipeliner.ids("Accounts", "order-by", "is_deleted");
    assertNotEquals(found.stream().sorted().toList(), found);
    List<String> unsorted = pipeliner.ids("Accounts");
    assertNotEquals(unsorted.stream().sorted().toList(), unsorted);
  }

  @Test
  void idsMayBeNoSortKey() {
    PipelinerOptions options = new PipelinerOptions(true, false, true, true, false, true);
    try (PipelinerClient client = new PipelinerClient(options)) {
      assertEquals(400, client.list("Accounts", "order-by", "created,id").status());
      assertEquals(400, client.ids("Accounts", "order-by", "created").size());
    }
  }

  @Test
  void badNumbersOrdersAndMixturesAreRefused() {
    for (String number : List.of("0", "101", "-1", "ten", "", "1000000000000")) {
      assertRefused("Accounts", "first", number);
      assertRefused("Accounts", "last", number);
      assertRefused("Accounts", "limit", number);
    }
    assertRefused("Accounts", "first", "1", "last", "1");
    assertRefused("Accounts", "limit", "1", "after", "x");
    for (String order : List.of("", "nme", "name desc", "name,", "name,-name", "owner")) {
      assertRefused("Accounts", "order-by", order);
    }
    assertRefused("Opportunities", "order-by", "value");
    assertRefused("Contacts", "order-by", "formatted_name");
  }

  @Test
  void unknownParametersAreRefused() {
    assertRefused("Accounts", "order_by", "name");
    assertRefused("Accounts", "load_only", "name");
    assertRefused("Accounts", "filter", "name");
    assertRefused("Accounts", "filter_op[name]", "eq");
    assertRefused("Accounts", "order-by", "name", "order-by", "id");
    assertRefused("Accounts", "load-only", "name,nme");
  }

  @Test
  void deletedRecordsAreNone() {
    assertEquals(400, pipeliner.ids("Accounts", "include-deleted", "true").size());
    assertRefused("Accounts", "include-deleted", "yes");
    assertTrue(
        pipeliner.table("Accounts").rows().stream()
            .allMatch(row -> Objects.equals(row.get("is_deleted"), false)));
  }
}
