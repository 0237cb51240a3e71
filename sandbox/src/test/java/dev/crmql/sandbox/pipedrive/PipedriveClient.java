package dev.crmql.sandbox.pipedrive;

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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Sends raw requests to an emulated Pipedrive, and knows which records it holds. */
final class PipedriveClient implements AutoCloseable {
  private final Sandbox sandbox;
  private final SandboxClient client;

  PipedriveClient(PipedriveOptions options) {
    sandbox =
        Sandbox.builder().service(new PipedriveEmulator(SampleData.create(), options), 0).start();
    client = new SandboxClient(service());
  }

  SandboxService service() {
    return sandbox.service("pipedrive");
  }

  /** A GET with the API token and parameters, {@code name, value, ..}, that are encoded here. */
  SandboxClient.Answer get(String path, String... parameters) {
    List<String> pairs = new ArrayList<>();
    for (int i = 0; i < parameters.length; i += 2) {
      pairs.add(encoded(parameters[i]) + "=" + encoded(parameters[i + 1]));
    }
    return send("GET", pairs.isEmpty() ? path : path + "?" + String.join("&", pairs), "");
  }

  SandboxClient.Answer send(String method, String target, String body) {
    return send(method, target, Map.of("x-api-token", service().accessToken()), body);
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

  /** The records of all pages, in order. */
  List<JsonNode> all(String path, String... parameters) {
    List<JsonNode> found = new ArrayList<>();
    List<String> asked = List.of(parameters);
    JsonNode more;
    do {
      SandboxClient.Answer page = get(path, asked.toArray(String[]::new));
      assertEquals(200, page.status(), () -> page.body().toString());
      page.body().get("data").forEach(found::add);
      more = page.body().get("additional_data");
      asked = new ArrayList<>(List.of(parameters));
      asked.addAll(
          more.has("pagination")
              ? List.of("start", more.at("/pagination/next_start").asText())
              : List.of("cursor", more.get("next_cursor").asText()));
    } while (more.path("next_cursor").isTextual()
        || more.at("/pagination/more_items_in_collection").asBoolean());
    return found;
  }

  List<String> ids(String path, String... parameters) {
    return all(path, parameters).stream().map(record -> record.get("id").asText()).toList();
  }

  /** Saves a filter; the conditions are JSON. */
  SandboxClient.Answer save(String type, String all, String any) {
    return send(
        "POST",
        "/v1/filters",
        "{\"name\":\"kql-tmp-1\",\"type\":\""
            + type
            + "\",\"conditions\":{\"glue\":\"and\",\"conditions\":[{\"glue\":\"and\",\"conditions\":["
            + all
            + "]},{\"glue\":\"or\",\"conditions\":["
            + any
            + "]}]}}");
  }

  /** One condition of a filter, as JSON; {@code value} is JSON too. */
  String condition(String object, String key, String operator, String value) {
    return "{\"object\":\""
        + object
        + "\",\"field_id\":\""
        + field(object, key).get("id").asText()
        + "\",\"operator\":\""
        + operator
        + "\",\"value\":"
        + value
        + ",\"extra_value\":null}";
  }

  /** What the field list says of a field, by its key or its name. */
  JsonNode field(String object, String keyOrName) {
    for (JsonNode field : get("/v1/" + object + "Fields").body().get("data")) {
      if (field.get("key").asText().equals(keyOrName)
          || field.get("name").asText().equals(keyOrName)) {
        return field;
      }
    }
    throw new AssertionError("no field " + keyOrName);
  }

  Set<String> stored(String name, Predicate<Map<String, Object>> condition) {
    return table(name).rows().stream()
        .filter(condition)
        .map(row -> row.get("id").toString())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  Table table(String name) {
    return service().tables().stream()
        .filter(table -> table.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  @Override
  public void close() {
    sandbox.close();
  }
}
