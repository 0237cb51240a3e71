package dev.crmql.sandbox.oracle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.crmql.sandbox.Sandbox;
import dev.crmql.sandbox.SandboxClient;
import dev.crmql.sandbox.SandboxClient.Answer;
import dev.crmql.sandbox.SandboxService;
import dev.crmql.sandbox.data.SampleData;
import dev.crmql.sandbox.data.Table;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** A strict and a lenient Oracle sandbox for the tests of a class, and short ways to ask them. */
abstract class OracleTestBase {
  static final String BASE = "/crmRestApi/resources/11.13.18.05/";
  static final String ALL_OPPORTUNITIES = "finder=MyOpportunitiesFinder;RecordSet='ALLOPTIES'";
  static final Map<String, String> VERSION_4 = Map.of("REST-Framework-Version", "4");

  private static Sandbox sandbox;
  static SandboxService service;
  static SandboxService lenient;

  @BeforeAll
  static void start() {
    sandbox =
        Sandbox.builder()
            .service("oracle", 0)
            .service(
                "lenient", new OracleEmulator(SampleData.create(), OracleSettings.lenient()), 0)
            .start();
    service = sandbox.service("oracle");
    lenient = sandbox.service("lenient");
  }

  @AfterAll
  static void stop() {
    sandbox.close();
  }

  /** {@code parameters} each with its name, an equals sign and its value, not yet encoded. */
  static String target(String resource, String... parameters) {
    List<String> encoded = new ArrayList<>();
    for (String parameter : parameters) {
      int equals = parameter.indexOf('=');
      encoded.add(
          parameter.substring(0, equals + 1)
              + SandboxClient.encoded(parameter.substring(equals + 1)));
    }
    return BASE + resource + (encoded.isEmpty() ? "" : "?" + String.join("&", encoded));
  }

  static Answer get(SandboxService to, String resource, String... parameters)
      throws IOException, InterruptedException {
    return new SandboxClient(to).get(target(resource, parameters), VERSION_4);
  }

  static Answer get(String resource, String... parameters)
      throws IOException, InterruptedException {
    return get(service, resource, parameters);
  }

  static JsonNode page(SandboxService to, String resource, String... parameters)
      throws IOException, InterruptedException {
    Answer answer = get(to, resource, parameters);
    assertEquals(200, answer.status(), answer.whole().body());
    assertEquals(
        answer.body().get("items").size(), answer.body().get("count").asInt(), "count of items");
    return answer.body();
  }

  static JsonNode page(String resource, String... parameters)
      throws IOException, InterruptedException {
    return page(service, resource, parameters);
  }

  static List<String> texts(JsonNode page, String attribute) {
    List<String> texts = new ArrayList<>();
    page.get("items").forEach(item -> texts.add(item.get(attribute).asText()));
    return texts;
  }

  static Table table(String resource) {
    return service.tables().stream()
        .filter(table -> table.name().equals(resource))
        .findFirst()
        .orElseThrow();
  }

  static Set<String> keys(String resource, Predicate<Map<String, Object>> condition) {
    Table table = table(resource);
    Set<String> keys = new TreeSet<>();
    table.rows().stream()
        .filter(condition)
        .forEach(row -> keys.add((String) row.get(table.keyColumn())));
    return keys;
  }

  /** Asserts that {@code q} finds just these rows, of which there must be some but not all. */
  static void assertFinds(
      SandboxService to, String resource, String q, Predicate<Map<String, Object>> condition)
      throws IOException, InterruptedException {
    Set<String> expected = keys(resource, condition);
    assertTrue(
        !expected.isEmpty() && expected.size() < table(resource).rows().size(),
        "expected " + expected.size());
    String key = table(resource).keyColumn();
    List<String> parameters =
        new ArrayList<>(List.of("q=" + q, "fields=" + key, "orderBy=" + key, "onlyData=true"));
    parameters.add("limit=499");
    if (resource.equals("opportunities")) {
      parameters.add(ALL_OPPORTUNITIES);
    }
    Set<String> found = new TreeSet<>();
    JsonNode page;
    do {
      List<String> next = new ArrayList<>(parameters);
      next.add("offset=" + found.size());
      page = page(to, resource, next.toArray(String[]::new));
      found.addAll(texts(page, key));
    } while (page.get("hasMore").asBoolean());
    assertEquals(expected, found, q);
  }

  static void assertFinds(String resource, String q, Predicate<Map<String, Object>> condition)
      throws IOException, InterruptedException {
    assertFinds(service, resource, q, condition);
  }

  /** Asserts that a request is refused with status 400, and returns the detail. */
  static String assertRefused(String resource, String... parameters)
      throws IOException, InterruptedException {
    Answer answer = get(resource, parameters);
    assertEquals(400, answer.status(), answer.whole().body());
    assertEquals(
        "application/vnd.oracle.adf.error+json",
        answer.whole().headers().firstValue("Content-Type").orElseThrow());
    assertEquals("400", answer.body().get("status").textValue());
    assertEquals("Bad Request", answer.body().get("title").asText());
    return answer.body().at("/o:errorDetails/0/detail").asText();
  }

  static boolean begins(Object text, String part) {
    return text != null && lower(text).startsWith(lower(part));
  }

  static boolean contains(Object text, String part) {
    return text != null && lower(text).contains(lower(part));
  }

  private static String lower(Object text) {
    return text.toString().toLowerCase(Locale.ROOT);
  }
}
