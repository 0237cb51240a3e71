package dev.crmql.sandbox.pipedrive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.crmql.sandbox.SandboxClient;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SavedFiltersTest extends PipedriveTest {
  private static PipedriveClient lenient;

  @BeforeAll
  static void startLenient() {
    lenient = new PipedriveClient(PipedriveOptions.lenient());
  }

  @AfterAll
  static void stopLenient() {
    lenient.close();
  }

  private static void assertFilter(
      PipedriveClient client,
      Predicate<Map<String, Object>> expected,
      String type,
      String path,
      String condition) {
    SandboxClient.Answer saved = client.save(type, condition, "");
    assertEquals(201, saved.status(), () -> saved.body().toString());
    assertFinds(client, expected, path, "filter_id", saved.body().at("/data/id").asText());
  }

  private static void assertDeals(
      Predicate<Map<String, Object>> expected, String key, String operator, String value) {
    assertDeals(pipedrive, expected, key, operator, value);
  }

  private static void assertDeals(
      PipedriveClient client,
      Predicate<Map<String, Object>> expected,
      String key,
      String operator,
      String value) {
    assertFilter(
        client, expected, "deals", "/api/v2/deals", client.condition("deal", key, operator, value));
  }

  private static String title(Map<String, Object> row) {
    return ((String) row.get("title")).toLowerCase(Locale.ROOT);
  }

  @Test
  void textIsComparedWithoutRegardToCase() {
    assertDeals(row -> title(row).equals("pilot"), "title", "=", "\"PILOT\"");
    assertDeals(row -> !title(row).equals("pilot"), "title", "!=", "\"PILOT\"");
    assertDeals(row -> title(row).startsWith("kl"), "title", "LIKE '$%'", "\"KL\"");
    assertDeals(row -> !title(row).startsWith("kl"), "title", "NOT LIKE '$%'", "\"KL\"");
    assertDeals(row -> title(row).contains("part"), "title", "LIKE '%$%'", "\"PART\"");
  }

  @Test
  void caseCountsIfTheOptionsSaySo() {
    PipedriveOptions options =
        new PipedriveOptions(true, true, true, true, true, true, true, 1_000);
    try (PipedriveClient client = new PipedriveClient(options)) {
      assertDeals(client, row -> row.get("title").equals("Pilot"), "title", "=", "\"Pilot\"");
      assertDeals(
          client,
          row -> ((String) row.get("title")).startsWith("kl"),
          "title",
          "LIKE '$%'",
          "\"kl\"");
    }
  }

  @Test
  void numbersDatesAndOptionsAreComparedAsSuch() {
    assertDeals(
        row -> row.get("value") instanceof BigDecimal value && value.signum() < 0,
        "value",
        "<",
        "0");
    assertDeals(
        row -> row.get("probability") instanceof Integer chance && chance > 50,
        "probability",
        ">",
        "\"50\"");
    LocalDate day = LocalDate.of(2024, 1, 1);
    assertDeals(
        row -> !((LocalDate) row.get("expected_close_date")).isAfter(day),
        "expected_close_date",
        "<=",
        "\"2024-01-01\"");
    assertDeals(row -> row.get("status").equals("won"), "status", "=", "\"won\"");
    assertDeals(row -> row.get("stage_id").equals(2), "stage_id", "=", "2");
    JsonNode option = pipedrive.field("deal", "Deal source").at("/options/0");
    String key = pipedrive.field("deal", "Deal source").get("key").asText();
    int id = option.get("id").intValue();
    assertDeals(row -> Objects.equals(row.get(key), id), key, "=", "\"" + id + "\"");
    assertDeals(
        row -> row.get("label_ids") instanceof String ids && List.of(ids.split(",")).contains("7"),
        "label_ids",
        "=",
        "\"7\"");
    assertFilter(
        pipedrive,
        row -> row.get("done").equals(true),
        "activity",
        "/api/v2/activities",
        pipedrive.condition("activity", "done", "=", "true"));
  }

  @Test
  void nullIsTestedFor() {
    assertDeals(row -> row.get("value") == null, "value", "IS NULL", "null");
    assertDeals(row -> row.get("value") != null, "value", "IS NOT NULL", "null");
  }

  @Test
  void whetherNotEqualFindsNullIsAQuestionOfTheOptions() {
    Predicate<Map<String, Object>> other = row -> !Objects.equals(row.get("probability"), 50);
    assertDeals(other, "probability", "!=", "50");
    assertDeals(
        lenient, other.and(row -> row.get("probability") != null), "probability", "!=", "50");
  }

  @Test
  void whetherPercentSignsAreWildcardsIsAQuestionOfTheOptions() {
    assertDeals(row -> title(row).matches("(?s)a.b.*"), "title", "LIKE '$%'", "\"a_b\"");
    assertDeals(lenient, row -> title(row).startsWith("a_b"), "title", "LIKE '$%'", "\"a_b\"");
  }

  @Test
  void whetherADateIsItsMidnightIsAQuestionOfTheOptions() {
    Instant midnight = Instant.parse("2024-01-01T00:00:00Z");
    Instant next = Instant.parse("2024-01-02T00:00:00Z");
    assertDeals(
        row -> !((Instant) row.get("add_time")).isAfter(midnight),
        "add_time",
        "<=",
        "\"2024-01-01\"");
    assertDeals(
        lenient,
        row -> ((Instant) row.get("add_time")).isBefore(next),
        "add_time",
        "<=",
        "\"2024-01-01\"");
    assertDeals(
        lenient,
        row -> !((Instant) row.get("add_time")).isBefore(next),
        "add_time",
        ">",
        "\"2024-01-01\"");
  }

  @Test
  void aFilterSilentlySwitchesOtherParametersOff() {
    String id =
        pipedrive
            .save("deals", pipedrive.condition("deal", "status", "=", "\"won\""), "")
            .body()
            .at("/data/id")
            .asText();
    assertFinds(
        row -> row.get("status").equals("won"),
        "/api/v2/deals",
        "filter_id",
        id,
        "status",
        "lost",
        "owner_id",
        "77",
        "ids",
        "1",
        "updated_since",
        "2999-01-01T00:00:00Z");
  }

  @Test
  void twoEmptyGroupsFindEverything() {
    String id = pipedrive.save("people", "", "").body().at("/data/id").asText();
    assertEquals(
        pipedrive.table("persons").rows().size(),
        pipedrive.ids("/api/v2/persons", "filter_id", id, "limit", "500").size());
    assertRefusal(404, pipedrive.get("/api/v2/deals", "filter_id", id));
    assertRefused("/api/v2/deals", "filter_id", "x");
  }

  @Test
  void leadsAreFilteredInV1() {
    assertFilter(
        pipedrive,
        row -> row.get("was_seen").equals(true),
        "leads",
        "/v1/leads",
        pipedrive.condition("lead", "was_seen", "=", "true"));
  }

  @ParameterizedTest
  @CsvSource({
    "title, LIKE '%$', '\"a\"'",
    "title, NOT LIKE '%$%', '\"a\"'",
    "title, NOT LIKE '%$', '\"a\"'",
    "title, LIKE, '\"a\"'",
    "title, 'LIKE $%', '\"a\"'",
    "title, <>, '\"a\"'",
    "title, is null, null",
    "title, >, '\"a\"'",
    "title, =, null",
    "title, IS NULL, '\"a\"'",
    "title, =, '[\"a\"]'",
    "value, LIKE '$%', 1",
    "value, =, '\"much\"'",
    "probability, =, 1.5",
    "add_time, >, '\"2024-01-01 10:00:00\"'",
    "add_time, >, '\"2024-01-01T10:00:00Z\"'",
    "label_ids, =, '\"Hot\"'",
    "stage_id, >, 2"
  })
  void whatAFieldDoesNotTakeIsRefused(String key, String operator, String value) {
    assertRefusal(
        400, pipedrive.save("deals", pipedrive.condition("deal", key, operator, value), ""));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "[]",
        "nonsense",
        "{\"name\":\"a\",\"type\":\"deals\"}",
        "{\"name\":\"a\",\"type\":\"deals\",\"conditions\":{\"glue\":\"and\",\"conditions\":[]}}",
        "{\"name\":\"a\",\"type\":\"deals\",\"conditions\":{\"glue\":\"and\",\"conditions\":["
            + "{\"glue\":\"and\",\"conditions\":[]}]}}",
        "{\"name\":\"a\",\"type\":\"deals\",\"conditions\":{\"glue\":\"or\",\"conditions\":["
            + "{\"glue\":\"and\",\"conditions\":[]},{\"glue\":\"or\",\"conditions\":[]}]}}",
        "{\"name\":\"a\",\"type\":\"deals\",\"conditions\":{\"glue\":\"and\",\"conditions\":["
            + "{\"glue\":\"or\",\"conditions\":[]},{\"glue\":\"and\",\"conditions\":[]}]}}",
        "{\"name\":\"\",\"type\":\"deals\",\"conditions\":{\"glue\":\"and\",\"conditions\":["
            + "{\"glue\":\"and\",\"conditions\":[]},{\"glue\":\"or\",\"conditions\":[]}]}}",
        "{\"name\":\"a\",\"type\":\"deal\",\"conditions\":{\"glue\":\"and\",\"conditions\":["
            + "{\"glue\":\"and\",\"conditions\":[]},{\"glue\":\"or\",\"conditions\":[]}]}}"
      })
  void anotherShapeIsRefused(String body) {
    assertRefusal(400, pipedrive.send("POST", "/v1/filters", body));
  }

  @Test
  void fieldsAreNamedByTheirNumberAsText() {
    String good = pipedrive.condition("deal", "title", "=", "\"a\"");
    String number = good.replaceFirst("\"field_id\":\"(\\d+)\"", "\"field_id\":$1");
    String key = good.replaceFirst("\"field_id\":\"\\d+\"", "\"field_id\":\"title\"");
    String other = good.replaceFirst("\"field_id\":\"\\d+\"", "\"field_id\":\"4002\"");
    String object = good.replace("\"deal\"", "\"person\"");
    assertEquals(201, pipedrive.save("deals", good, "").status());
    for (String bad : List.of(number, key, other, object)) {
      assertRefusal(400, pipedrive.save("deals", bad, ""));
    }
  }

  @Test
  void savedFiltersAreListedUntilTheyAreDeleted() {
    String id = pipedrive.save("activity", "", "").body().at("/data/id").asText();
    JsonNode one = pipedrive.get("/v1/filters/" + id).body().get("data");
    assertEquals("kql-tmp-1", one.get("name").asText());
    assertEquals("activity", one.get("type").asText());
    assertEquals(2, one.at("/conditions/conditions").size());
    assertTrue(listed("activity").contains(id));
    assertFalse(listed("projects").contains(id));
    assertEquals(200, pipedrive.send("DELETE", "/v1/filters/" + id, "").status());
    assertFalse(listed("activity").contains(id));
    assertRefusal(404, pipedrive.get("/v1/filters/" + id));
  }

  private static List<String> listed(String type) {
    return pipedrive.get("/v1/filters", "type", type).body().get("data").findValuesAsText("id");
  }

  @Test
  void whoMayNotManageFiltersIsRefused() {
    PipedriveOptions options = PipedriveOptions.strict().withoutFilterRights();
    try (PipedriveClient client = new PipedriveClient(options)) {
      assertRefusal(403, client.save("deals", "", ""));
      assertRefusal(403, client.send("DELETE", "/v1/filters/881", ""));
    }
  }

  @Test
  void helpersListTheOperatorsOfEachType() {
    JsonNode operators = pipedrive.get("/v1/filters/helpers").body().at("/data/operators");
    assertTrue(operators.get("varchar").has("LIKE '%$%'"));
    assertFalse(operators.get("varchar").has("NOT LIKE '%$%'"));
    assertTrue(operators.get("double").has("<="));
    assertFalse(operators.get("stage").has("<="));
  }
}
