package dev.crmql.sandbox.sugarcrm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.crmql.sandbox.Sandbox;
import dev.crmql.sandbox.SandboxService;
import dev.crmql.sandbox.data.Table;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Sends raw requests to an emulated SugarCRM, and knows which records it holds. */
final class SugarClient implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Sandbox sandbox = Sandbox.builder().service("sugarcrm", 0).start();
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  /** An answer's status and its body as JSON. */
  record Answer(int status, JsonNode body) {}

  SandboxService service() {
    return sandbox.service("sugarcrm");
  }

  /** A POST with the token to a path below {@code /rest/v11_23}. */
  Answer post(String path, String body) {
    return send(request("/rest/v11_23" + path).POST(HttpRequest.BodyPublishers.ofString(body)));
  }

  /** A GET with the token to a path below {@code /rest/v11_23}. */
  Answer get(String path) {
    return send(request("/rest/v11_23" + path));
  }

  /** A request with the token. */
  HttpRequest.Builder request(String path) {
    return bare(path).header("Authorization", "Bearer " + service().accessToken());
  }

  /** A request without a token. */
  HttpRequest.Builder bare(String path) {
    return HttpRequest.newBuilder(URI.create(service().baseUri() + path));
  }

  Answer send(HttpRequest.Builder request) {
    try {
      HttpResponse<String> response =
          http.send(request.build(), HttpResponse.BodyHandlers.ofString());
      return new Answer(response.statusCode(), JSON.readTree(response.body()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** All records that a filter finds, page after page, with all their fields. */
  List<JsonNode> find(String module, String filter) {
    List<JsonNode> found = new ArrayList<>();
    int offset = 0;
    do {
      Answer page =
          post(
              "/" + module + "/filter",
              "{\"filter\":" + filter + ",\"max_num\":1000,\"offset\":" + offset + "}");
      if (page.status() != 200) {
        throw new AssertionError(page);
      }
      page.body().get("records").forEach(found::add);
      offset = page.body().get("next_offset").asInt();
    } while (offset > 0);
    return found;
  }

  /** The ids of all records that a filter finds. */
  List<String> ids(String module, String filter) {
    return find(module, filter).stream().map(record -> record.get("id").asText()).toList();
  }

  /** The ids of the stored rows that a condition holds for. */
  List<String> stored(String module, Predicate<Map<String, Object>> condition) {
    return table(module).rows().stream()
        .filter(condition)
        .map(row -> (String) row.get("id"))
        .toList();
  }

  Table table(String module) {
    return service().tables().stream()
        .filter(table -> table.name().equals(module))
        .findFirst()
        .orElseThrow();
  }

  @Override
  public void close() {
    sandbox.close();
  }
}
