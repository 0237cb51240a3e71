package dev.crmql.sandbox.pipeliner;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.crmql.sandbox.SandboxClient;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** What the tests of the emulated Pipeliner share. */
abstract class PipelinerTest {
  static PipelinerClient pipeliner;
  static PipelinerClient lenient;

  @BeforeAll
  static void start() {
    pipeliner = new PipelinerClient(PipelinerOptions.strict());
    lenient = new PipelinerClient(PipelinerOptions.lenient());
  }

  @AfterAll
  static void stop() {
    pipeliner.close();
    lenient.close();
  }

  /** Some records, but not all, fulfil the condition, and the filter finds just them. */
  static void assertFinds(
      Predicate<Map<String, Object>> condition, String entity, String... parameters) {
    assertFinds(pipeliner, condition, entity, parameters);
  }

  static void assertFinds(
      PipelinerClient client,
      Predicate<Map<String, Object>> condition,
      String entity,
      String... parameters) {
    Set<String> expected = client.stored(entity, condition);
    assertFalse(expected.isEmpty(), "the test data fit");
    assertTrue(expected.size() < client.table(entity).rows().size(), "the test data fit");
    List<String> found = client.ids(entity, parameters);
    assertEquals(expected, new TreeSet<>(found));
    assertEquals(expected.size(), found.size(), "no record twice");
  }

  static void assertRefused(String entity, String... parameters) {
    SandboxClient.Answer answer = pipeliner.list(entity, parameters);
    JsonNode body = answer.body();
    assertEquals(400, answer.status(), body::toString);
    assertEquals(117, body.get("code").asInt());
    assertEquals("ERROR_PARAMETER_INVALID", body.get("name").asText());
    assertEquals(400, body.get("http_status").asInt());
    assertFalse(body.get("success").asBoolean());
    assertTrue(body.get("message").isTextual());
  }

  static List<String> texts(JsonNode page, String field) {
    return page.get("data").findValuesAsText(field);
  }
}
