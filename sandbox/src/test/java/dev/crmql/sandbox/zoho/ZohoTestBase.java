package dev.crmql.sandbox.zoho;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.crmql.sandbox.Sandbox;
import dev.crmql.sandbox.SandboxClient;
import dev.crmql.sandbox.SandboxClient.Answer;
import dev.crmql.sandbox.SandboxService;
import dev.crmql.sandbox.data.SampleData;
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

/** A strict and a lenient Zoho sandbox for the tests of a class, and short ways to ask them. */
abstract class ZohoTestBase {
  static final String COQL = "/crm/v8/coql";

  private static Sandbox sandbox;
  static SandboxService service;
  static SandboxService lenient;

  @BeforeAll
  static void start() {
    sandbox =
        Sandbox.builder()
            .service("zoho", 0)
            .service("lenient", new ZohoEmulator(SampleData.create(), ZohoSettings.lenient()), 0)
            .start();
    service = sandbox.service("zoho");
    lenient = sandbox.service("lenient");
  }

  @AfterAll
  static void stop() {
    sandbox.close();
  }

  static Answer send(SandboxService to, String method, String target, String body)
      throws IOException, InterruptedException {
    return new SandboxClient(to)
        .send(method, target, Map.of("Authorization", "Zoho-oauthtoken " + to.accessToken()), body);
  }

  static Answer get(String target) throws IOException, InterruptedException {
    return send(service, "GET", target, "");
  }

  static Answer ask(SandboxService to, String coql) throws IOException, InterruptedException {
    String body = JsonNodeFactory.instance.objectNode().put("select_query", coql).toString();
    return send(to, "POST", COQL, body);
  }

  static Answer ask(String coql) throws IOException, InterruptedException {
    return ask(service, coql);
  }

  /** The records of one page of a query that must succeed; none for an empty answer. */
  static List<JsonNode> records(SandboxService to, String coql)
      throws IOException, InterruptedException {
    Answer answer = ask(to, coql);
    List<JsonNode> records = new ArrayList<>();
    if (answer.status() == 204) {
      assertEquals("", answer.whole().body());
      return records;
    }
    assertEquals(200, answer.status(), answer.whole().body());
    answer.body().get("data").forEach(records::add);
    assertEquals(records.size(), answer.body().at("/info/count").asInt());
    return records;
  }

  static List<JsonNode> records(String coql) throws IOException, InterruptedException {
    return records(service, coql);
  }

  static List<String> texts(List<JsonNode> records, String field) {
    return records.stream().map(record -> record.get(field).asText()).toList();
  }

  static List<Map<String, Object>> rows(String module) {
    return service.tables().stream()
        .filter(table -> table.name().equals(module))
        .findFirst()
        .orElseThrow()
        .rows();
  }

  static Set<String> ids(String module, Predicate<Map<String, Object>> condition) {
    TreeSet<String> ids = new TreeSet<>();
    rows(module).stream().filter(condition).forEach(row -> ids.add((String) row.get("id")));
    return ids;
  }

  /** Asserts that criteria find just these rows, of which there must be some but not all. */
  static void assertFinds(
      SandboxService to, String module, String criteria, Predicate<Map<String, Object>> condition)
      throws IOException, InterruptedException {
    Set<String> expected = ids(module, condition);
    assertTrue(
        !expected.isEmpty() && expected.size() < rows(module).size(),
        "expected " + expected.size());
    TreeSet<String> found = new TreeSet<>();
    List<JsonNode> page;
    do {
      page =
          records(
              to,
              "select id from "
                  + module
                  + " where "
                  + criteria
                  + " order by id limit 200 offset "
                  + found.size());
      found.addAll(texts(page, "id"));
    } while (!page.isEmpty());
    assertEquals(expected, found);
  }

  static void assertFinds(String module, String criteria, Predicate<Map<String, Object>> condition)
      throws IOException, InterruptedException {
    assertFinds(service, module, criteria, condition);
  }

  /** Asserts that a query is refused with status 400, and returns the details. */
  static JsonNode assertRefused(String coql, String code) throws IOException, InterruptedException {
    Answer answer = ask(coql);
    assertEquals(400, answer.status(), coql + " -> " + answer.whole().body());
    assertEquals(code, answer.body().get("code").asText(), coql);
    assertEquals("error", answer.body().get("status").asText());
    assertTrue(answer.body().get("message").isTextual());
    return answer.body().get("details");
  }

  static boolean contains(Object text, String part) {
    return text != null
        && text.toString().toLowerCase(Locale.ROOT).contains(part.toLowerCase(Locale.ROOT));
  }

  static boolean begins(Object text, String part) {
    return text != null
        && text.toString().toLowerCase(Locale.ROOT).startsWith(part.toLowerCase(Locale.ROOT));
  }
}
