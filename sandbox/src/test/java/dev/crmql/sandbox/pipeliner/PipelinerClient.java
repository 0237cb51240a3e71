package dev.crmql.sandbox.pipeliner;

import static dev.crmql.sandbox.SandboxClient.encoded;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import dev.crmql.sandbox.Sandbox;
import dev.crmql.sandbox.SandboxClient;
import dev.crmql.sandbox.SandboxService;
import dev.crmql.sandbox.data.SampleData;
import dev.crmql.sandbox.data.Table;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Sends raw requests to an emulated Pipeliner, and knows which records it holds. */
final class PipelinerClient implements AutoCloseable {
  static final String SPACE = "/api/v100/rest/spaces/acme_eu1";

  private final Sandbox sandbox;
  private final SandboxClient client;

  PipelinerClient(PipelinerOptions options) {
    sandbox =
        Sandbox.builder().service(new PipelinerEmulator(SampleData.create(), options), 0).start();
    client = new SandboxClient(service());
  }

  SandboxService service() {
    return sandbox.service("pipeliner");
  }

  /**
   * A GET of an entity with parameters, {@code name, value, name, value}, that are encoded here.
   */
  SandboxClient.Answer list(String entity, String... parameters) {
    List<String> pairs = new ArrayList<>();
    for (int i = 0; i < parameters.length; i += 2) {
      pairs.add(encoded(parameters[i]) + "=" + encoded(parameters[i + 1]));
    }
    return get(SPACE + "/entities/" + entity + "?" + String.join("&", pairs));
  }

  SandboxClient.Answer get(String target) {
    return get(target, basic(service().accessToken()));
  }

  SandboxClient.Answer get(String target, String authorization) {
    try {
      return client.get(target, Map.of("Authorization", authorization));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  static String basic(String credentials) {
    return "Basic "
        + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8));
  }

  /** The records of all pages, in order. */
  List<JsonNode> all(String entity, String... parameters) {
    List<JsonNode> found = new ArrayList<>();
    List<String> asked = new ArrayList<>(List.of(parameters));
    asked.addAll(List.of("first", "100"));
    JsonNode info;
    do {
      SandboxClient.Answer page = list(entity, asked.toArray(String[]::new));
      assertEquals(200, page.status(), () -> page.body().toString());
      page.body().get("data").forEach(found::add);
      info = page.body().get("page_info");
      asked = new ArrayList<>(List.of(parameters));
      asked.addAll(List.of("first", "100", "after", info.get("end_cursor").asText()));
    } while (info.get("has_next_page").asBoolean());
    return found;
  }

  List<String> ids(String entity, String... parameters) {
    return all(entity, parameters).stream().map(record -> record.get("id").asText()).toList();
  }

  Set<String> stored(String entity, Predicate<Map<String, Object>> condition) {
    return table(entity).rows().stream()
        .filter(condition)
        .map(row -> (String) row.get("id"))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  Table table(String entity) {
    return service().tables().stream()
        .filter(table -> table.name().equals(entity))
        .findFirst()
        .orElseThrow();
  }

  @Override
  public void close() {
    sandbox.close();
  }
}
