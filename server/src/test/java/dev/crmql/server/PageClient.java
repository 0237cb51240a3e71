package dev.crmql.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Consumer;

/**
 * What a client of the API does, knowing only its document: it looks an account up, follows {@code
 * next_page} through the {@code objects} of a search, waits as long as {@code Retry-After} says,
 * and reads {@code error_code}, {@code message} and {@code id} of an error.
 */
final class PageClient {

  private static final int TOO_MANY_REQUESTS = 429;
  private static final int MOST_ATTEMPTS = 3;

  private final HttpClient http = HttpClient.newHttpClient();
  private final ObjectMapper json = new ObjectMapper();
  private final URI server;
  private final String token;
  private final Consumer<Duration> pause;

  /**
   * What was found.
   *
   * @param errors the last error of each account that failed
   * @param pages how many pages it took
   */
  record Found(List<JsonNode> objects, Map<String, JsonNode> errors, int pages) {}

  /** An answer that is an error. */
  static final class ApiException extends IOException {

    private static final long serialVersionUID = 1L;

    private final int status;
    private final String code;
    private final String id;

    ApiException(int status, JsonNode body) {
      super(body.get("message").textValue());
      this.status = status;
      this.code = body.get("error_code").textValue();
      this.id = body.get("id").textValue();
    }

    int status() {
      return status;
    }

    String code() {
      return code;
    }

    String id() {
      return id;
    }
  }

  /** A client that lets time pass by calling {@code pause}. */
  PageClient(URI server, String token, Consumer<Duration> pause) {
    this.server = server;
    this.token = token;
    this.pause = pause;
  }

  /** The account's service. */
  String service(String account) throws IOException, InterruptedException {
    return get("/v1/accounts/" + account).get("service").textValue();
  }

  /** All pages of a search. */
  Found search(String accounts, String parameters) throws IOException, InterruptedException {
    String target = "/v1/accounts/" + accounts + "/crm/search?" + parameters;
    List<JsonNode> objects = new ArrayList<>();
    Map<String, JsonNode> errors = new LinkedHashMap<>();
    JsonNode page = get(target);
    int pages = 1;
    while (true) {
      page.get("objects").forEach(objects::add);
      page.path("errors").properties().forEach(e -> errors.put(e.getKey(), e.getValue()));
      if (page.get("next_page").isNull()) {
        return new Found(objects, errors, pages);
      }
      page = get(target + "&page=" + page.get("next_page").textValue());
      pages++;
    }
  }

  private JsonNode get(String target) throws IOException, InterruptedException {
    for (int attempt = 1; ; attempt++) {
      HttpResponse<String> answer =
          http.send(
              HttpRequest.newBuilder(server.resolve(target))
                  .header("Authorization", "Bearer " + token)
                  .build(),
              HttpResponse.BodyHandlers.ofString());
      JsonNode body = json.readTree(answer.body());
      if (answer.statusCode() == 200) {
        return body;
      }
      OptionalLong wait = answer.headers().firstValueAsLong("Retry-After");
      if (answer.statusCode() != TOO_MANY_REQUESTS || wait.isEmpty() || attempt == MOST_ATTEMPTS) {
        throw new ApiException(answer.statusCode(), body);
      }
      pause.accept(Duration.ofSeconds(wait.getAsLong()));
    }
  }
}
