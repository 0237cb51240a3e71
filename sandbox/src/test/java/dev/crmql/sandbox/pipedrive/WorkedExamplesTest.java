package dev.crmql.sandbox.pipedrive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.crmql.sandbox.SandboxClient;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Requests as a client sends them, and what they mean. */
class WorkedExamplesTest extends PipedriveTest {

  @Test
  void aWholeTypeIsReadInPages() {
    String[] query = {"limit", "500", "sort_by", "id", "sort_direction", "asc"};
    SandboxClient.Answer first = pipedrive.get("/api/v2/persons", query);
    assertEquals(500, first.body().get("data").size());
    assertTrue(first.body().at("/additional_data/next_cursor").isTextual());
    List<Integer> ids =
        pipedrive.ids("/api/v2/persons", query).stream().map(Integer::valueOf).toList();
    assertEquals(ids.stream().sorted().toList(), ids);
    assertEquals(pipedrive.table("persons").rows().size(), ids.size());
  }

  @Test
  void aSavedFilterIsMadeUsedAndDeleted() {
    SandboxClient.Answer saved =
        pipedrive.save(
            "org", pipedrive.condition("organization", "name", "LIKE '$%'", "\"Jim\""), "");
    assertEquals(201, saved.status());
    String id = saved.body().at("/data/id").asText();
    assertFinds(
        row -> folded(row.get("name")).startsWith("jim"),
        "/api/v2/organizations",
        "filter_id",
        id,
        "limit",
        "500");
    SandboxClient.Answer deleted = pipedrive.send("DELETE", "/v1/filters/" + id, "");
    assertEquals(200, deleted.status());
    assertEquals(id, deleted.body().at("/data/id").asText());
    assertRefusal(404, pipedrive.get("/api/v2/organizations", "filter_id", id));
    assertRefusal(404, pipedrive.send("DELETE", "/v1/filters/" + id, ""));
  }

  @Test
  void parametersAloneSortedByTime() {
    Instant since = Instant.parse("2020-01-01T00:00:00Z");
    String[] query = {
      "status",
      "open",
      "stage_id",
      "4",
      "updated_since",
      "2020-01-01T00:00:00Z",
      "sort_by",
      "update_time",
      "sort_direction",
      "asc",
      "limit",
      "500"
    };
    assertFinds(
        row ->
            row.get("status").equals("open")
                && row.get("stage_id").equals(4)
                && !((Instant) row.get("update_time")).isBefore(since),
        "/api/v2/deals",
        query);
    List<String> times =
        pipedrive.all("/api/v2/deals", query).stream()
            .map(deal -> deal.get("update_time").asText())
            .toList();
    assertEquals(times.stream().sorted().toList(), times);
  }

  @Test
  void oneConditionAndEitherOfTwo() {
    String id =
        pipedrive
            .save(
                "deals",
                pipedrive.condition("deal", "value", ">=", "\"10000\""),
                pipedrive.condition("deal", "title", "LIKE '%$%'", "\"jim\"")
                    + ","
                    + pipedrive.condition("deal", "title", "LIKE '%$%'", "\"kloud\""))
            .body()
            .at("/data/id")
            .asText();
    assertFinds(
        row ->
            row.get("value") instanceof BigDecimal value
                && value.intValue() >= 10_000
                && (folded(row.get("title")).contains("jim")
                    || folded(row.get("title")).contains("kloud")),
        "/api/v2/deals",
        "filter_id",
        id);
  }

  @Test
  void openActivitiesByDueDate() {
    String[] query = {"done", "false", "sort_by", "due_date", "sort_direction", "asc"};
    assertFinds(row -> row.get("done").equals(false), "/api/v2/activities", query);
    List<JsonNode> found = pipedrive.all("/api/v2/activities", query);
    List<LocalDate> days =
        found.stream()
            .map(activity -> activity.get("due_date"))
            .filter(JsonNode::isTextual)
            .map(day -> LocalDate.parse(day.asText()))
            .toList();
    assertEquals(days.stream().sorted().toList(), days);
    assertFalse(found.get(0).get("due_date").isNull());
    assertTrue(found.get(found.size() - 1).get("due_date").isNull());
  }

  @Test
  void searchFindsBeginningsOfWordsOnly() {
    Set<String> found = searched("kloud");
    assertEquals(
        pipedrive.stored("leads", row -> folded(row.get("title")).contains("kloud")), found);
    assertFalse(found.isEmpty());
    assertTrue(searched("loudless").isEmpty());
    JsonNode item =
        pipedrive.get("/api/v2/leads/search", "term", "kloud").body().at("/data/items/0");
    assertTrue(item.get("result_score").isNumber());
    assertEquals("lead", item.at("/item/type").asText());
  }

  private static Set<String> searched(String term) {
    JsonNode page =
        pipedrive
            .get("/api/v2/leads/search", "term", term, "fields", "title", "limit", "100")
            .body();
    assertTrue(page.at("/additional_data/next_cursor").isNull());
    Set<String> ids = new TreeSet<>();
    page.at("/data/items").forEach(hit -> ids.add(hit.at("/item/id").asText()));
    return ids;
  }

  @Test
  void idsAreAskedForByNumber() {
    assertEquals(List.of("8", "9"), pipedrive.ids("/api/v2/persons", "ids", "9,8", "limit", "500"));
    assertRefused("/api/v2/persons", "ids", "8,x");
    assertEquals(100, pipedrive.ids("/api/v2/persons", "ids", numbers(100), "limit", "500").size());
    assertRefused("/api/v2/persons", "ids", numbers(101));
  }

  private static String numbers(int count) {
    return String.join(",", IntStream.rangeClosed(1, count).mapToObj(Integer::toString).toList());
  }

  @Test
  void seventeenConditionsAreTooMany() {
    String one = pipedrive.condition("deal", "status", "!=", "\"won\"");
    String eight = String.join(",", Collections.nCopies(8, one));
    assertEquals(201, pipedrive.save("deals", eight, eight).status());
    SandboxClient.Answer refused = pipedrive.save("deals", eight, eight + "," + one);
    assertRefusal(400, refused);
    assertEquals(
        "Filter is allowed to have at most 16 conditions", refused.body().get("error").asText());
  }

  private static String folded(Object text) {
    return text == null ? "" : ((String) text).toLowerCase(Locale.ROOT);
  }
}
