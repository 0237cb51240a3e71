package dev.crmql.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Sends and expects what the API's SDK for Python does (PyPI {@code kloudless} 2.0.1, read at the
 * commit 7e589f7 of its sources): the URLs of an account, its header fields, the parameters of the
 * page after an answer, and what it takes an answer for.
 */
final class SdkClient {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient http = HttpClient.newHttpClient();
  private final String account;
  private final String token;

  /** An answer, and what it takes to ask for the page after it: the URL and the header fields. */
  record Answer(URI url, Map<String, String> headers, JsonNode data) {

    /** Lists are told by their type alone (client.py). */
    boolean isList() {
      return data.path("type").asText().equals("object_list");
    }

    /** Where the SDK takes the one object of an answer to be (resources/base.py). */
    String resourceUrl() {
      String id = data.get("id").asText();
      return url.toString().endsWith(id) ? url.toString() : url + "/" + id;
    }
  }

  /** The errors that the SDK tells apart, by the status (client.py). */
  enum Kind {
    AUTHORIZATION,
    FORBIDDEN,
    NOT_FOUND,
    RATE_LIMIT,
    SERVER,
    OTHER
  }

  /** An answer whose status is an error's (exceptions.py). */
  static final class SdkException extends IOException {

    private static final long serialVersionUID = 1L;

    private final Kind kind;
    private final transient JsonNode data;
    private final transient Optional<Float> retryAfter;

    SdkException(Kind kind, JsonNode data, Optional<Float> retryAfter) {
      super("[Request ID: " + data.get("id").textValue() + "] " + data);
      this.kind = kind;
      this.data = data;
      this.retryAfter = retryAfter;
    }

    Kind kind() {
      return kind;
    }

    /** The whole body, which callers read {@code error_code} and {@code message} of. */
    JsonNode data() {
      return data;
    }

    Optional<Float> retryAfter() {
      return retryAfter;
    }
  }

  /** A client of one account, or of several that stand between commas; of {@code me} if of none. */
  SdkClient(URI server, String token, Optional<String> account) {
    this.account = server + "/v1/accounts/" + account.orElse("me");
    this.token = token;
  }

  /** Asks for something of the account; an empty path for the account itself. */
  Answer get(String path, Map<String, String> parameters, Optional<Boolean> rawData)
      throws IOException, InterruptedException {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("User-Agent", "kloudless-python/2.0.1");
    headers.put("Accept-Encoding", "gzip, deflate");
    headers.put("Accept", "*/*");
    headers.put("Authorization", "Bearer " + token);
    rawData.ifPresent(wanted -> headers.put("X-Kloudless-Raw-Data", wanted.toString()));
    return send(path.isEmpty() ? account : account + "/" + path, parameters, headers);
  }

  /** The objects of a list and of all pages after it. */
  List<JsonNode> all(Answer first) throws IOException, InterruptedException {
    List<JsonNode> objects = new ArrayList<>();
    Answer page = first;
    while (true) {
      page.data().get("objects").forEach(objects::add);
      // The SDK would count pages up itself if there were no such member.
      if (page.data().get("next_page").isNull()) {
        return objects;
      }
      Map<String, String> parameters = parameters(page.url());
      parameters.put("page", page.data().get("next_page").asText());
      page = send(page.url().toString().split("\\?", -1)[0], parameters, page.headers());
    }
  }

  /** As it reads them back from the URL that was sent: parameters without a value are lost. */
  private static Map<String, String> parameters(URI url) {
    Map<String, String> parameters = new LinkedHashMap<>();
    for (String pair : url.getRawQuery().split("&", -1)) {
      String[] parts = pair.split("=", 2);
      if (!parts[1].isEmpty()) {
        parameters.put(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
      }
    }
    return parameters;
  }

  private Answer send(String url, Map<String, String> parameters, Map<String, String> headers)
      throws IOException, InterruptedException {
    String query =
        parameters.entrySet().stream()
            .map(e -> e.getKey() + "=" + URLEncoder.encode(e.getValue(), StandardCharsets.UTF_8))
            .collect(Collectors.joining("&"));
    URI target = URI.create(query.isEmpty() ? url : url + "?" + query);
    HttpRequest.Builder request = HttpRequest.newBuilder(target);
    headers.forEach(request::header);
    HttpResponse<String> answer =
        http.send(request.build(), HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
    if (answer.statusCode() >= 400) {
      throw new SdkException(
          kind(answer.statusCode()),
          JSON.readTree(answer.body()),
          answer.headers().firstValue("Retry-After").map(Float::valueOf));
    }
    // Whatever else is no JSON to the SDK, and has no objects.
    if (!answer.headers().firstValue("Content-Type").orElse("").contains("application/json")) {
      throw new IOException("not JSON");
    }
    return new Answer(target, headers, JSON.readTree(answer.body()));
  }

  private static Kind kind(int status) {
    return switch (status) {
      case 401 -> Kind.AUTHORIZATION;
      case 403 -> Kind.FORBIDDEN;
      case 404 -> Kind.NOT_FOUND;
      case 429 -> Kind.RATE_LIMIT;
      default -> status >= 500 ? Kind.SERVER : Kind.OTHER;
    };
  }
}
