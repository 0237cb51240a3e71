package dev.crmql.sandbox.pipedrive;

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

/** What the tests of the emulated Pipedrive share. */
abstract class PipedriveTest {
  static PipedriveClient pipedrive;

  @BeforeAll
  static void start() {
    pipedrive = new PipedriveClient(PipedriveOptions.strict());
  }

  @AfterAll
  static void stop() {
    pipedrive.close();
  }

  /** Some records, but not all, fulfil the condition, and the list shows just them. */
  static void assertFinds(
      Predicate<Map<String, Object>> condition, String path, String... parameters) {
    assertFinds(pipedrive, condition, path, parameters);
  }

  static void assertFinds(
      PipedriveClient client,
      Predicate<Map<String, Object>> condition,
      String path,
      String... parameters) {
    String name = path.substring(path.lastIndexOf('/') + 1);
    Set<String> expected = client.stored(name, condition);
    assertFalse(expected.isEmpty(), "the test data fit");
    assertTrue(expected.size() < client.table(name).rows().size(), "the test data fit");
    List<String> found = client.ids(path, parameters);
    assertEquals(expected, new TreeSet<>(found));
    assertEquals(expected.size(), found.size(), "no record twice");
  }

  static void assertRefused(String path, String... parameters) {
    assertRefusal(400, pipedrive.get(path, parameters));
  }

  static void assertRefusal(int status, SandboxClient.Answer answer) {
    JsonNode body = answer.body();
    assertEquals(status, answer.status(), body::toString);
    assertFalse(body.get("success").asBoolean());
    assertTrue(body.get("error").isTextual());
    assertTrue(body.get("error_info").isTextual());
    assertTrue(body.get("data").isNull());
    assertTrue(body.get("additional_data").isNull());
  }
}
