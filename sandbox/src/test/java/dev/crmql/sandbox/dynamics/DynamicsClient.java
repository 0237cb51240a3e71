package dev.crmql.sandbox.dynamics;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.crmql.sandbox.Sandbox;
import dev.crmql.sandbox.SandboxService;
import dev.crmql.sandbox.data.Table;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.StreamSupport;

/** Sends raw requests to a Dynamics sandbox of its own. */
final class DynamicsClient implements AutoCloseable {
  static final String ROOT = "/api/data/v9.2/";

  private static final JsonMapper JSON = new JsonMapper();

  private final Sandbox sandbox = Sandbox.builder().service("dynamics", 0).start();
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  SandboxService service() {
    return sandbox.service("dynamics");
  }

  /** The ids of a table's rows that hold, in the table's order. */
  List<String> ids(String tableName, Predicate<Map<String, Object>> condition) {
    Table table =
        service().tables().stream()
            .filter(t -> t.name().equals(tableName))
            .findFirst()
            .orElseThrow();
    return table.rows().stream()
        .filter(condition)
        .map(row -> (String) row.get(table.keyColumn()))
        .toList();
  }

  List<Map<String, Object>> rows(String tableName) {
    return service().tables().stream()
        .filter(t -> t.name().equals(tableName))
        .findFirst()
        .orElseThrow()
        .rows();
  }

  /** The ids that a filter, not yet encoded, finds among the accounts. */
  List<String> accounts(String filter) {
    return texts(get(ROOT + "accounts?$select=accountid&$filter=" + encoded(filter)), "accountid");
  }

  /** The answer to a request that must succeed. */
  JsonNode get(String target, String... headers) {
    HttpResponse<String> response = send(target, headers);
    assertThat(response.statusCode()).as("%s: %s", target, response.body()).isEqualTo(200);
    return json(response.body());
  }

  HttpResponse<String> send(String target, String... headers) {
    return send(request(target, headers).GET().build());
  }

  HttpResponse<String> send(HttpRequest request) {
    try {
      return http.send(request, HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  /** A request with a good token; {@code target} begins with a slash or is absolute. */
  HttpRequest.Builder request(String target, String... headers) {
    HttpRequest.Builder builder =
        HttpRequest.newBuilder(
                URI.create(target.startsWith("/") ? service().baseUri() + target : target))
            .header("Authorization", "Bearer " + service().accessToken())
            .header("Accept", "application/json");
    for (int i = 0; i < headers.length; i += 2) {
      builder.header(headers[i], headers[i + 1]);
    }
    return builder;
  }

  static JsonNode json(String body) {
    try {
      return JSON.readTree(body);
    } catch (IOException e) {
      throw new AssertionError(body, e);
    }
  }

  static List<String> texts(JsonNode page, String property) {
    return StreamSupport.stream(page.get("value").spliterator(), false)
        .map(row -> row.get(property).isNull() ? null : row.get(property).asText())
        .collect(ArrayList::new, ArrayList::add, ArrayList::addAll);
  }

  static String encoded(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
  }

  @Override
  public void close() {
    sandbox.close();
  }
}
