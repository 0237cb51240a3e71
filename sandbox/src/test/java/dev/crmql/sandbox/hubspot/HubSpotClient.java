package dev.crmql.sandbox.hubspot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.crmql.sandbox.SandboxClient;
import dev.crmql.sandbox.SandboxService;
import dev.crmql.sandbox.data.SampleData;
import dev.crmql.sandbox.data.Table;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Sends raw requests to an emulated HubSpot, and knows which records it holds. */
final class HubSpotClient implements AutoCloseable {
  private final SandboxService service;
  private final SandboxClient client;

  HubSpotClient() {
    this(SampleData.create(), HubSpotReadings.hardest());
  }

  HubSpotClient(SampleData data, HubSpotReadings readings) {
    service = SandboxService.start(new HubSpotEmulator(data, readings), 0);
    client = new SandboxClient(service);
  }

  SandboxService service() {
    return service;
  }

  SandboxClient.Answer get(String target) {
    return send("GET", target, Map.of(), "");
  }

  SandboxClient.Answer post(String target, String body) {
    return send("POST", target, Map.of("Content-Type", "application/json"), body);
  }

  SandboxClient.Answer send(
      String method, String target, Map<String, String> headers, String body) {
    try {
      return client.send(method, target, headers, body);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  SandboxClient.Answer search(String type, String body) {
    return post("/crm/v3/objects/" + type + "/search", body);
  }

  /** A page of a search that is answered. */
  JsonNode page(String type, String body) {
    SandboxClient.Answer answer = search(type, body);
    assertEquals(200, answer.status(), answer.whole().body());
    return answer.body();
  }

  /**
   * The ids that a search finds, page after page.
   *
   * @param rest what else the body holds, beginning with a comma; empty for nothing
   */
  List<String> ids(String type, String filterGroups, String rest) {
    List<String> ids = new ArrayList<>();
    String after = "0";
    while (after != null) {
      JsonNode page =
          page(
              type,
              "{\"filterGroups\":%s,\"limit\":200,\"after\":\"%s\"%s}"
                  .formatted(filterGroups, after, rest));
      page.get("results").forEach(record -> ids.add(record.get("id").textValue()));
      after = page.at("/paging/next/after").textValue();
    }
    return ids;
  }

  /** The ids that one filter finds. */
  List<String> found(String type, String filter) {
    return ids(type, "[{\"filters\":[" + filter + "]}]", "");
  }

  /** The stored rows, with no value as null. */
  List<Map<String, Object>> rows(String type) {
    return table(type).rows();
  }

  Table table(String type) {
    return service.tables().stream()
        .filter(table -> table.name().equals(type))
        .findFirst()
        .orElseThrow();
  }

  /** The ids of the rows that a condition holds for. */
  List<String> stored(String type, Predicate<Map<String, Object>> condition) {
    return rows(type).stream()
        .filter(condition)
        .map(row -> (String) row.get(ObjectType.ID))
        .toList();
  }

  /** Some records, but not all, fulfil the condition, and the filter finds just them. */
  void assertFinds(String type, String filter, Predicate<Map<String, Object>> condition) {
    List<String> expected = stored(type, condition);
    assertTrue(!expected.isEmpty() && expected.size() < rows(type).size(), "the test data fit");
    assertEquals(expected, found(type, filter));
  }

  void assertRefused(String type, String body) {
    SandboxClient.Answer answer = search(type, body);
    assertEquals(400, answer.status(), body);
    assertEquals("error", answer.body().get("status").textValue());
    assertEquals("VALIDATION_ERROR", answer.body().get("category").textValue());
    assertTrue(answer.body().has("correlationId"));
  }

  /** A filter with a value. */
  static String filter(String property, String operator, String value) {
    return "{\"propertyName\":\"%s\",\"operator\":\"%s\",\"value\":\"%s\"}"
        .formatted(property, operator, value);
  }

  /** A filter with a list of values, written as JSON. */
  static String list(String property, String operator, String values) {
    return "{\"propertyName\":\"%s\",\"operator\":\"%s\",\"values\":%s}"
        .formatted(property, operator, values);
  }

  /** A filter without a value. */
  static String bare(String property, String operator) {
    return "{\"propertyName\":\"%s\",\"operator\":\"%s\"}".formatted(property, operator);
  }

  @Override
  public void close() {
    service.close();
  }
}
