package dev.crmql.sandbox.hubspot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.crmql.sandbox.Fault;
import dev.crmql.sandbox.SandboxClient;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** The requests that the service's documentation and its clients show. */
class WorkedExamplesTest extends HubSpotTest {

  private static void assertFindsAll(
      String type, JsonNode page, Predicate<Map<String, Object>> condition) {
    Set<String> ids = new HashSet<>();
    page.get("results").forEach(record -> ids.add(record.get("id").textValue()));
    assertFalse(ids.isEmpty());
    assertEquals(new HashSet<>(hubspot.stored(type, condition)), ids);
    assertEquals(ids.size(), page.get("total").intValue());
    assertFalse(page.has("paging"));
  }

  @Test
  void aPrefixIsFoundAnywhereInTheText() {
    JsonNode page =
        hubspot.page(
            "companies",
            "{\"filterGroups\":[{\"filters\":[{\"propertyName\":\"name\",\"operator\":\"CONTAINS_TOKEN\",\"value\":\"Jim*\"}]}],"
                + "\"sorts\":[{\"propertyName\":\"name\",\"direction\":\"DESCENDING\"}],\"properties\":[\"name\",\"domain\"],\"limit\":200,\"after\":\"0\"}");
    List<String> names = new ArrayList<>();
    page.get("results").forEach(r -> names.add(r.at("/properties/name").textValue()));
    assertTrue(names.contains("Jimson Tools"));
    assertTrue(names.contains("Big Jim"));
    assertTrue(names.contains("jim and daughters"));
    List<String> sorted = new ArrayList<>(names);
    sorted.sort(String.CASE_INSENSITIVE_ORDER.reversed());
    assertEquals(sorted, names);
    assertTrue(page.at("/results/0/createdAt").textValue().endsWith(".000Z"));
    assertEquals("false", page.at("/results/0/archived").toString());
  }

  @Test
  void setPropertiesAndListedOptions() {
    JsonNode page =
        hubspot.page(
            "contacts",
            "{\"filterGroups\":[{\"filters\":[{\"propertyName\":\"email\",\"operator\":\"HAS_PROPERTY\"},"
                + "{\"propertyName\":\"lifecyclestage\",\"operator\":\"IN\",\"values\":[\"lead\",\"customer\"]}]}],"
                + "\"properties\":[\"firstname\",\"lastname\",\"email\"],\"limit\":200}");
    int matching =
        hubspot
            .stored(
                "contacts",
                row ->
                    row.get("email") != null
                        && ("lead".equals(row.get("lifecyclestage"))
                            || "customer".equals(row.get("lifecyclestage"))))
            .size();
    assertTrue(matching > 200);
    assertEquals(matching, page.get("total").intValue());
    assertEquals(200, page.get("results").size());
    assertEquals("200", page.at("/paging/next/after").textValue());
    assertTrue(
        page.at("/paging/next/link").textValue().startsWith(hubspot.service().baseUri() + "/crm"));
  }

  @Test
  void aRangeOrAnOptionPageByPage() {
    List<String> expected =
        hubspot.stored(
            "deals",
            row -> between(row, "10000", "50000") || "closedwon".equals(row.get("dealstage")));
    assertTrue(expected.size() > 200);
    assertEquals(
        expected,
        hubspot.ids(
            "deals",
            "[{\"filters\":[{\"propertyName\":\"amount\",\"operator\":\"BETWEEN\",\"value\":\"10000\",\"highValue\":\"50000\"}]},"
                + "{\"filters\":[{\"propertyName\":\"dealstage\",\"operator\":\"EQ\",\"value\":\"closedwon\"}]}]",
            ",\"properties\":[\"dealname\",\"amount\",\"dealstage\"]"));
  }

  private static boolean between(Map<String, Object> row, String low, String high) {
    return row.get("amount") instanceof BigDecimal amount
        && amount.compareTo(new BigDecimal(low)) >= 0
        && amount.compareTo(new BigDecimal(high)) <= 0;
  }

  @Test
  void aNegationWithGuards() {
    JsonNode page =
        hubspot.page(
            "deals",
            "{\"filterGroups\":[{\"filters\":[{\"propertyName\":\"dealstage\",\"operator\":\"NEQ\",\"value\":\"closedlost\"},"
                + "{\"propertyName\":\"dealstage\",\"operator\":\"HAS_PROPERTY\"},{\"propertyName\":\"amount\",\"operator\":\"GTE\",\"value\":\"100000000\"}]}],\"limit\":200}");
    assertFindsAll(
        "deals",
        page,
        row -> !"closedlost".equals(row.get("dealstage")) && between(row, "100000000", "1e99"));
  }

  @Test
  void anInstantInMilliseconds() {
    JsonNode page =
        hubspot.page(
            "tasks",
            "{\"filterGroups\":[{\"filters\":[{\"propertyName\":\"hs_timestamp\",\"operator\":\"LT\",\"value\":\"1706745600000\"},"
                + "{\"propertyName\":\"hs_task_status\",\"operator\":\"EQ\",\"value\":\"NOT_STARTED\"}]}],"
                + "\"properties\":[\"hs_task_subject\",\"hs_timestamp\"],\"limit\":200}");
    assertFindsAll(
        "tasks",
        page,
        row ->
            row.get("hs_timestamp") instanceof Instant due
                && due.isBefore(Instant.parse("2024-02-01T00:00:00Z"))
                && "NOT_STARTED".equals(row.get("hs_task_status")));
  }

  @Test
  void aPropertyWithoutAValue() {
    JsonNode page =
        hubspot.page(
            "companies",
            "{\"filterGroups\":[{\"filters\":[{\"propertyName\":\"industry\",\"operator\":\"NOT_HAS_PROPERTY\"}]}],\"limit\":200}");
    assertFindsAll("companies", page, row -> row.get("industry") == null);
  }

  @Test
  void aSixthGroupIsRefused() {
    String group = "{\"filters\":[" + HubSpotClient.filter("name", "EQ", "x") + "]}";
    String five = String.join(",", group, group, group, group, group);
    hubspot.page("companies", "{\"filterGroups\":[" + five + "]}");
    hubspot.assertRefused("companies", "{\"filterGroups\":[" + five + "," + group + "]}");
  }

  @Test
  void tooManyRequestsNameTheirPolicy() {
    hubspot.service().inject(new Fault.TooManyRequests(Duration.ofSeconds(1)));
    SandboxClient.Answer answer = hubspot.search("companies", "{}");
    assertEquals(429, answer.status());
    assertEquals("RATE_LIMITS", answer.body().get("category").textValue());
    assertEquals("SECONDLY", answer.body().get("policyName").textValue());
    assertEquals("RATE_LIMIT", answer.body().get("errorType").textValue());
    assertEquals("error", answer.body().get("status").textValue());
  }
}
