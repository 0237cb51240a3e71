package dev.crmql.sandbox.hubspot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.crmql.sandbox.Fault;
import dev.crmql.sandbox.SandboxClient;
import dev.crmql.sandbox.data.Column;
import dev.crmql.sandbox.data.Table;
import java.net.URI;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Records as they are shown, batches, metadata, tokens, errors and faults. */
class ServiceTest extends HubSpotTest {
  private static final String FORM = "application/x-www-form-urlencoded";

  @Test
  void everyValueIsTextAndNoValueIsMissingNullOrEmpty() {
    Set<String> noValue = new HashSet<>();
    for (int after = 0; after < 400; after += 200) {
      JsonNode page =
          hubspot.page(
              "deals",
              "{\"limit\":200,\"after\":\"%d\",\"properties\":[\"amount\",\"private_sale\",\"close_day\",\"nothing\"]}"
                  .formatted(after));
      for (JsonNode record : page.get("results")) {
        Map<String, Object> row = row("deals", record.get("id").textValue());
        JsonNode properties = record.get("properties");
        assertFalse(properties.has("nothing"));
        assertEquals(row.get("close_day").toString(), properties.get("close_day").textValue());
        for (String name : List.of("amount", "private_sale")) {
          JsonNode value = properties.get(name);
          if (row.get(name) == null) {
            noValue.add(String.valueOf(value));
          } else {
            assertTrue(value.isTextual());
          }
        }
      }
    }
    assertEquals(Set.of("null", "\"\""), noValue, "null stands for a missing key, too");
  }

  @Test
  void noValueIsLeftOutForSomeRecordsAndNullForOthers() {
    Set<Boolean> has = new HashSet<>();
    hubspot
        .page(
            "companies",
            "{\"limit\":200,\"properties\":[\"rating\"],\"filterGroups\":[{\"filters\":["
                + HubSpotClient.bare("rating", "NOT_HAS_PROPERTY")
                + "]}]}")
        .get("results")
        .forEach(
            record -> {
              JsonNode properties = record.get("properties");
              if (!properties.path("rating").isTextual()) {
                has.add(properties.has("rating"));
              }
            });
    assertEquals(Set.of(true, false), has);
  }

  @Test
  void emptyTextIsStoredAsNoValue() {
    for (Table table : hubspot.service().tables()) {
      for (Map<String, Object> row : table.rows()) {
        assertFalse(row.containsValue(""), row.toString());
      }
    }
    assertTrue(hubspot.rows("companies").stream().anyMatch(row -> " ".equals(row.get("city"))));
  }

  private static Map<String, Object> row(String type, String id) {
    return hubspot.rows(type).stream()
        .filter(row -> id.equals(row.get(ObjectType.ID)))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void propertiesComeByDefault() {
    JsonNode properties = hubspot.page("contacts", "{}").at("/results/0/properties");
    assertTrue(properties.has("lastname"));
    assertTrue(properties.has("createdate"));
    assertTrue(properties.has("lastmodifieddate"));
    assertTrue(properties.has(ObjectType.ID));
    assertFalse(properties.has("jobtitle"));
    assertTrue(hubspot.page("tasks", "{}").at("/results/0/properties").has("hs_createdate"));
  }

  @Test
  void theSystemsPropertiesComeWithSomeRecordsUnasked() {
    Set<Boolean> has = new HashSet<>();
    hubspot
        .page("contacts", "{\"properties\":[\"lastname\"]}")
        .get("results")
        .forEach(record -> has.add(record.get("properties").has(ObjectType.ID)));
    assertEquals(Set.of(true, false), has);
  }

  @Test
  void aBatchReadsRecordsByTheirIds() {
    List<String> ids = hubspot.stored("companies", row -> true).subList(0, 100);
    SandboxClient.Answer answer = batch(ids);
    assertEquals(200, answer.status());
    assertEquals("COMPLETE", answer.body().get("status").textValue());
    Set<String> read = new HashSet<>();
    answer
        .body()
        .get("results")
        .forEach(
            record -> {
              read.add(record.get("id").textValue());
              assertTrue(record.get("properties").has("name"));
            });
    assertEquals(new HashSet<>(ids), read);
  }

  @Test
  void aBatchSaysWhichRecordsAreNotThere() {
    String id = hubspot.stored("companies", row -> true).get(0);
    SandboxClient.Answer answer = batch(List.of("1", id, "x"));
    assertEquals(207, answer.status());
    assertEquals(id, answer.body().at("/results/0/id").textValue());
    assertEquals(1, answer.body().get("results").size());
    assertEquals("[\"1\",\"x\"]", answer.body().at("/errors/0/context/ids").toString());
  }

  @Test
  void aBatchIsLimited() {
    assertEquals(400, batch(List.of()).status());
    assertEquals(400, batch(hubspot.stored("companies", row -> true).subList(0, 101)).status());
    assertEquals(
        400, hubspot.post("/crm/v3/objects/companies/batch/read", "{\"inputs\":[{}]}").status());
    assertEquals(400, hubspot.post("/crm/v3/objects/companies/batch/read", "x").status());
  }

  private static SandboxClient.Answer batch(List<String> ids) {
    String inputs = String.join(",", ids.stream().map(id -> "{\"id\":\"" + id + "\"}").toList());
    return hubspot.post(
        "/crm/v3/objects/companies/batch/read",
        "{\"properties\":[\"name\"],\"inputs\":[" + inputs + "]}");
  }

  @Test
  void everyStoredColumnIsAProperty() {
    for (Table table : hubspot.service().tables()) {
      Set<String> names = properties(table.name()).keySet();
      for (Column column : table.columns()) {
        assertTrue(names.contains(column.name()), column.name());
      }
      assertEquals(table.columns().size(), names.size());
    }
  }

  private static Map<String, JsonNode> properties(String type) {
    Map<String, JsonNode> properties = new HashMap<>();
    hubspot
        .get("/crm/v3/properties/" + type)
        .body()
        .get("results")
        .forEach(property -> properties.put(property.get("name").textValue(), property));
    return properties;
  }

  @Test
  void propertiesAreDescribed() {
    Map<String, JsonNode> deals = properties("deals");
    assertEquals("number", deals.get("amount").get("type").textValue());
    assertEquals("datetime", deals.get("closedate").get("type").textValue());
    assertEquals("date", deals.get("close_day").get("type").textValue());
    assertEquals("bool", deals.get("private_sale").get("type").textValue());
    assertEquals("string", deals.get("dealname").get("type").textValue());
    assertEquals("textarea", deals.get("description").get("fieldType").textValue());
    JsonNode stage = deals.get("dealstage");
    assertEquals("enumeration", stage.get("type").textValue());
    assertEquals("closedlost", stage.at("/options/0/value").textValue());
    assertTrue(deals.get(ObjectType.ID).at("/modificationMetadata/readOnlyValue").booleanValue());
    assertTrue(deals.get(ObjectType.ID).get("hidden").booleanValue());
    assertFalse(deals.get("amount").get("calculated").booleanValue());
    assertEquals(
        List.of("East", "South West", "north", "south"),
        properties("companies").get("markets").get("options").findValuesAsText("value"));
    assertEquals(
        0, hubspot.get("/crm/v3/properties/deals?archived=true").body().get("results").size());
  }

  @Test
  void customObjectsHaveSchemasAndAreSearchedAsTheOthers() {
    JsonNode schemas = hubspot.get("/crm/v3/schemas").body().get("results");
    assertEquals(1, schemas.size());
    String name = schemas.at("/0/fullyQualifiedName").textValue();
    assertEquals("p4711_promotions", name);
    assertEquals("promotions", schemas.at("/0/name").textValue());
    assertEquals(hubspot.rows(name).size(), hubspot.page(name, "{}").get("total").intValue());
    String id = schemas.at("/0/objectTypeId").textValue();
    assertEquals(hubspot.page(name, "{}").get("results"), hubspot.page(id, "{}").get("results"));
    JsonNode schema = hubspot.get("/crm/v3/schemas/" + id).body();
    assertEquals(schemas.get(0), schema);
    assertEquals(12, schema.get("properties").size());
    assertEquals(
        "Companies",
        hubspot.get("/crm/v3/schemas/companies").body().at("/labels/plural").textValue());
    assertEquals(0, hubspot.get("/crm/v3/schemas?archived=true").body().get("results").size());
  }

  @Test
  void whatIsNotThereIsNotFound() {
    assertNotFound(hubspot.search("campaigns", "{}"));
    assertNotFound(hubspot.search("Companies", "{}"));
    assertNotFound(hubspot.get("/crm/v3/objects/campaigns"));
    assertNotFound(hubspot.get("/crm/v3/properties/campaigns"));
    assertNotFound(hubspot.get("/crm/v3/schemas/campaigns"));
    assertNotFound(hubspot.get("/crm/v3/objects/companies/search"));
    assertNotFound(hubspot.post("/crm/v3/objects/companies/batch/archive", "{}"));
    assertNotFound(hubspot.post("/crm/v3/objects/companies/find", "{}"));
    assertNotFound(hubspot.get("/crm/v4/objects/companies"));
    assertNotFound(hubspot.get("/"));
  }

  private static void assertNotFound(SandboxClient.Answer answer) {
    assertEquals(404, answer.status());
    assertEquals("OBJECT_NOT_FOUND", answer.body().get("category").textValue());
  }

  @Test
  void aTokenIsNeeded() {
    SandboxClient.Answer answer =
        hubspot.send(
            "POST",
            "/crm/v3/objects/companies/search",
            Map.of("Authorization", "Bearer wrong"),
            "{}");
    assertEquals(401, answer.status());
    assertEquals("INVALID_AUTHENTICATION", answer.body().get("category").textValue());
    assertFalse(answer.whole().body().contains("wrong"));
  }

  @Test
  void aRefreshTokenBuysATokenForHalfAnHour() {
    SandboxClient.Answer answer = token(hubspot.service().tokens().refreshToken());
    assertEquals(200, answer.status());
    assertEquals(1_800, answer.body().get("expires_in").intValue());
    String bearer = "Bearer " + answer.body().get("access_token").textValue();
    assertEquals(
        200,
        hubspot.send("GET", "/crm/v3/objects/deals", Map.of("Authorization", bearer), "").status());
    assertEquals(400, token("dead").status());
  }

  private static SandboxClient.Answer token(String refreshToken) {
    return hubspot.send(
        "POST",
        "/oauth/v1/token",
        Map.of("Content-Type", FORM),
        "grant_type=refresh_token&client_id=%s&client_secret=%s&refresh_token=%s"
            .formatted(
                hubspot.service().tokens().clientId(),
                hubspot.service().tokens().clientSecret(),
                refreshToken));
  }

  @Test
  void faultsSpeakTheServicesLanguage() {
    hubspot.service().inject(new Fault.Unauthorized());
    SandboxClient.Answer expired = hubspot.search("companies", "{}");
    assertEquals(401, expired.status());
    assertEquals("EXPIRED_AUTHENTICATION", expired.body().get("category").textValue());
    hubspot.service().inject(new Fault.Unavailable());
    assertEquals(503, hubspot.search("companies", "{}").status());
  }

  @Test
  void anEndlessPageNamesItsOwnCursor() {
    hubspot.service().inject(new Fault.EndlessNextLink(), 2, request -> true);
    assertEquals("390", next(hubspot.page("companies", "{\"after\":\"390\"}")));
    String cursor = next(hubspot.get("/crm/v3/objects/companies?limit=100").body());
    assertEquals(
        hubspot.get("/crm/v3/objects/companies?limit=100").body().get("results"),
        hubspot
            .get("/crm/v3/objects/companies?limit=100&after=" + SandboxClient.encoded(cursor))
            .body()
            .get("results"));
  }

  private static String next(JsonNode page) {
    return page.at("/paging/next/after").textValue();
  }

  @Test
  void aLinkMayNameAnotherHost() {
    hubspot.service().inject(new Fault.NextLinkToOtherHost(URI.create("http://127.0.0.1:9")));
    assertTrue(
        hubspot
            .page("companies", "{}")
            .at("/paging/next/link")
            .textValue()
            .startsWith("http://127.0.0.1:9/crm/v3/objects/companies/search"));
    hubspot.service().inject(new Fault.EndlessNextLink());
    assertFalse(hubspot.get("/crm/v3/properties/deals").body().has("paging"));
  }
}
