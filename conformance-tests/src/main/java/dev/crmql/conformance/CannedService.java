package dev.crmql.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A service on loopback that knows a few requests and their answers. What it does not know is not
 * found (404); who comes without the token is not let in (401). The token stands where OAuth 2.0
 * has it, RFC 6750 section 2.1; SugarCRM takes it in a header of its own as well, and Zoho CRM
 * names the scheme its own way. Pipeliner CRM's is a user and a password, RFC 7617 section 2.
 */
final class CannedService implements AutoCloseable {

  private final HttpServer server;
  private final String service;
  private final String token;
  private final JsonNode answers;
  private final List<String> asked = new ArrayList<>();
  private final Set<Integer> given = new HashSet<>();

  private CannedService(HttpServer server, String service, String token, JsonNode answers) {
    this.server = server;
    this.service = service;
    this.token = token;
    this.answers = answers;
  }

  static CannedService start(String name, String token, JsonNode answers) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    CannedService service = new CannedService(server, name, token, answers);
    server.createContext("/", service::handle);
    server.start();
    return service;
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** The requests that came, in words. */
  synchronized List<String> asked() {
    return List.copyOf(asked);
  }

  /** Fails if there is an answer that nobody asked for. */
  synchronized void requireAllAsked() {
    for (int i = 0; i < answers.size(); i++) {
      if (!given.contains(i)) {
        throw new AssertionError("nobody asked for " + answers.get(i).get("request"));
      }
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      JsonNode answer = answer(exchange, body);
      for (Map.Entry<String, JsonNode> header : answer.path("headers").properties()) {
        exchange.getResponseHeaders().set(header.getKey(), local(header.getValue().textValue()));
      }
      if (!answer.path("headers").has("Content-Type")) {
        exchange.getResponseHeaders().set("Content-Type", "application/json");
      }
      byte[] sent = text(answer.path("body")).getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(
          answer.path("status").asInt(200), sent.length == 0 ? -1 : sent.length);
      exchange.getResponseBody().write(sent);
    }
  }

  private String text(JsonNode body) {
    if (body.isMissingNode()) {
      return "";
    }
    return local(body.isTextual() ? body.textValue() : body.toString());
  }

  /** Next links hold the service's own address, which the case can't know. */
  private String local(String text) {
    return text.replace("{{url}}", url());
  }

  private synchronized JsonNode answer(HttpExchange exchange, String body) {
    URI uri = exchange.getRequestURI();
    asked.add(exchange.getRequestMethod() + " " + uri + (body.isEmpty() ? "" : " " + body));
    if (!carriesToken(exchange.getRequestHeaders())) {
      return status(401);
    }
    int found = -1;
    for (int i = 0; i < answers.size(); i++) {
      // Of several answers to one request each is given once, the last of them ever after.
      boolean fits = CannedRequest.matches(answers.get(i).get("request"), exchange, body);
      if (fits && (found < 0 || given.contains(found))) {
        found = i;
      }
    }
    if (found < 0) {
      return status(404);
    }
    given.add(found);
    return answers.get(found);
  }

  private boolean carriesToken(Headers sent) {
    String authorization =
        switch (service) {
          case "zoho" -> "Zoho-oauthtoken " + token;
          case "pipeliner" ->
              "Basic " + Base64.getEncoder().encodeToString(token.getBytes(StandardCharsets.UTF_8));
          default -> "Bearer " + token;
        };
    return authorization.equals(sent.getFirst("Authorization"))
        || (service.equals("sugarcrm") && token.equals(sent.getFirst("OAuth-Token")));
  }

  private static ObjectNode status(int status) {
    return JsonNodeFactory.instance.objectNode().put("status", status);
  }
}
