package dev.crmql.conformance;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** Whether a request is the one that a case lists. */
final class CannedRequest {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private CannedRequest() {}

  /** Compares the parts that are listed. */
  static boolean matches(JsonNode listed, HttpExchange exchange, String body) {
    URI uri = exchange.getRequestURI();
    return listed.path("method").asText("GET").equals(exchange.getRequestMethod())
        && listed.path("path").asText().equals(uri.getPath())
        && (!listed.has("query") || listed.get("query").equals(query(uri)))
        && headersMatch(listed.path("headers"), exchange.getRequestHeaders())
        && (!listed.has("body") || listed.get("body").equals(json(body)));
  }

  /** Null is one that is not sent. */
  private static boolean headersMatch(JsonNode listed, Headers sent) {
    return listed.properties().stream()
        .allMatch(
            header ->
                Objects.equals(header.getValue().textValue(), sent.getFirst(header.getKey())));
  }

  private static ObjectNode query(URI uri) {
    ObjectNode query = MAPPER.createObjectNode();
    if (uri.getRawQuery() != null) {
      for (String parameter : uri.getRawQuery().split("&", -1)) {
        String[] parts = parameter.split("=", 2);
        query.put(decoded(parts[0]), parts.length == 1 ? "" : decoded(parts[1]));
      }
    }
    return query;
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }

  private static JsonNode json(String body) {
    try {
      return MAPPER.readTree(body);
    } catch (JsonProcessingException e) {
      return MAPPER.getNodeFactory().textNode(body);
    }
  }
}
