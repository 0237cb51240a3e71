package dev.crmql.sandbox.salesforce;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.crmql.sandbox.Sandbox;
import dev.crmql.sandbox.SandboxClient;
import dev.crmql.sandbox.SandboxService;
import dev.crmql.sandbox.data.Table;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** One Salesforce sandbox for the tests of a class, and short ways to ask it. */
abstract class SalesforceTestBase {
  static final String BASE = "/services/data/v60.0";

  private static Sandbox sandbox;
  static SandboxService service;
  static SandboxClient client;

  @BeforeAll
  static void start() {
    sandbox = Sandbox.builder().service("salesforce", 0).start();
    service = sandbox.service("salesforce");
    client = new SandboxClient(service);
  }

  @AfterAll
  static void stop() {
    sandbox.close();
  }

  static SandboxClient.Answer ask(String soql) throws IOException, InterruptedException {
    return client.get(BASE + "/query?q=" + SandboxClient.encoded(soql));
  }

  /** The records of a query that must succeed, those of later pages too. */
  static List<JsonNode> records(String soql) throws IOException, InterruptedException {
    List<JsonNode> records = new ArrayList<>();
    JsonNode page = succeeded(ask(soql));
    while (true) {
      page.get("records").forEach(records::add);
      if (page.get("done").asBoolean()) {
        return records;
      }
      page = succeeded(client.get(page.get("nextRecordsUrl").asText()));
    }
  }

  /** The ids of the records of {@code object} that meet a condition, in any order. */
  static List<String> idsWhere(String object, String condition)
      throws IOException, InterruptedException {
    return records("SELECT Id FROM " + object + " WHERE " + condition).stream()
        .map(record -> record.get("Id").asText())
        .toList();
  }

  static Table table(String name) {
    return service.tables().stream().filter(t -> t.name().equals(name)).findFirst().orElseThrow();
  }

  /** The ids of the stored rows that meet a condition; there must be some, and not all. */
  static String[] expected(String object, Predicate<Map<String, Object>> condition) {
    List<Map<String, Object>> rows = table(object).rows();
    String[] ids =
        rows.stream().filter(condition).map(row -> (String) row.get("Id")).toArray(String[]::new);
    assertThat(ids.length).isBetween(1, rows.size() - 1);
    return ids;
  }

  static void assertRefused(String soql, String errorCode, String... inMessage)
      throws IOException, InterruptedException {
    SandboxClient.Answer answer = ask(soql);
    assertThat(answer.status()).as(soql).isEqualTo(400);
    JsonNode error = answer.body().get(0);
    assertThat(error.get("errorCode").asText())
        .as(error.get("message").asText())
        .isEqualTo(errorCode);
    for (String part : inMessage) {
      assertThat(error.get("message").asText()).contains(part);
    }
  }

  private static JsonNode succeeded(SandboxClient.Answer answer) {
    assertThat(answer.status()).as(answer.whole().body()).isEqualTo(200);
    return answer.body();
  }
}
