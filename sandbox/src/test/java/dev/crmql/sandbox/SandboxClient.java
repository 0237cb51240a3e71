package dev.crmql.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Sends raw requests to a sandbox service, with its token. */
public final class SandboxClient {
  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private static final ObjectMapper JSON = new ObjectMapper();

  private final SandboxService service;

  public SandboxClient(SandboxService service) {
    this.service = service;
  }

  /** An answer with its body read as JSON; null if it is not JSON. */
  public record Answer(int status, JsonNode body, HttpResponse<String> whole) {}

  /**
   * {@code text} as part of a URL, with nothing but letters, digits and {@code - . _} left bare.
   */
  public static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20").replace("*", "%2A");
  }

  public Answer get(String target) throws IOException, InterruptedException {
    return get(target, Map.of());
  }

  public Answer get(String target, Map<String, String> headers)
      throws IOException, InterruptedException {
    return send("GET", target, headers, "");
  }

  public Answer post(String target, String body) throws IOException, InterruptedException {
    return send("POST", target, Map.of("Content-Type", "application/json"), body);
  }

  public Answer send(String method, String target, Map<String, String> headers, String body)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(service.baseUri() + target))
            .setHeader("Authorization", "Bearer " + service.accessToken())
            .method(
                method,
                body.isEmpty()
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofString(body));
    headers.forEach(request::setHeader);
    HttpResponse<String> response =
        HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
    return new Answer(response.statusCode(), json(response.body()), response);
  }

  private static JsonNode json(String body) {
    try {
      return JSON.readTree(body);
    } catch (IOException e) {
      return null;
    }
  }
}
