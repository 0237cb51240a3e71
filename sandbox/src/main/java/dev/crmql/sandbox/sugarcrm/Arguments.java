package dev.crmql.sandbox.sugarcrm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.crmql.sandbox.http.Request;

/**
 * Puts a request's arguments together: those of the body, overridden by those of the query string.
 */
final class Arguments {
  private Arguments() {}

  static ObjectNode of(Request request) {
    ObjectNode arguments = body(request);
    if (request.rawQuery() != null) {
      ObjectNode query = Php.form(request.rawQuery());
      JsonNode filter = query.get("filter");
      if (request.method().equals("GET") && filter != null && filter.isTextual()) {
        query.set("filter", decodedIfJson(filter));
      }
      arguments.setAll(query);
    }
    return arguments;
  }

  private static ObjectNode body(Request request) {
    String type = request.header("Content-Type");
    if (request.body().isEmpty()) {
      return JsonNodeFactory.instance.objectNode();
    }
    if (type != null && type.startsWith("application/x-www-form-urlencoded")) {
      return Php.form(request.body());
    }
    return Php.decode(request.body()) instanceof ObjectNode object
        ? object
        : JsonNodeFactory.instance.objectNode();
  }

  private static JsonNode decodedIfJson(JsonNode text) {
    String json = text.textValue();
    return json.startsWith("{") || json.startsWith("[") ? Php.decode(json) : text;
  }
}
