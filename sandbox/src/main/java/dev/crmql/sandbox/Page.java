package dev.crmql.sandbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.crmql.sandbox.http.Response;
import java.util.List;
import java.util.Optional;

/**
 * A successful answer with rows.
 *
 * @param body all of it
 * @param name what the service calls the list of rows
 */
record Page(Response response, ObjectNode body, String name) {
  private static final JsonMapper JSON = new JsonMapper();

  /** What the services call the rows of a page. */
  private static final List<String> NAMES = List.of("records", "value", "items", "results", "data");

  /** The page that an answer is; empty if it is none. */
  static Optional<Page> of(Response response) {
    if (response.status() != 200) {
      return Optional.empty();
    }
    try {
      return JSON.readTree(response.body()) instanceof ObjectNode body
          ? NAMES.stream()
              .filter(name -> body.path(name).isArray())
              .findFirst()
              .map(name -> new Page(response, body, name))
          : Optional.empty();
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }

  ArrayNode rows() {
    return (ArrayNode) body.get(name);
  }

  /** This page, but with those rows. */
  Response withRows(ArrayNode rows) {
    return response.withBody(body.deepCopy().<ObjectNode>set(name, rows).toString());
  }

  /** This page without rows. */
  Response withoutRows() {
    return withRows(JsonNodeFactory.instance.arrayNode());
  }

  /** This page, whose rows have a property no more, or an object for its value. */
  Response changed(String property, boolean retyped) {
    ArrayNode rows = rows().deepCopy();
    for (JsonNode row : rows) {
      for (JsonNode owner : row.findParents(property)) {
        if (retyped) {
          JsonNode value = owner.get(property);
          ((ObjectNode) owner).putObject(property).set("is", value);
        } else {
          ((ObjectNode) owner).remove(property);
        }
      }
    }
    return withRows(rows);
  }
}
