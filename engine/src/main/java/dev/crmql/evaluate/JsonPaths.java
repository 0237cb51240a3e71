package dev.crmql.evaluate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.crmql.query.FieldPath;
import java.util.List;
import java.util.Map;

/** Reads and writes values in nested JSON objects. */
final class JsonPaths {

  private JsonPaths() {}

  /** The value at the path, names matched without regard to case; JSON null if there is none. */
  static JsonNode read(JsonNode record, FieldPath path) {
    JsonNode at = record;
    for (String name : path.names()) {
      at = member(at, name);
    }
    return at;
  }

  private static JsonNode member(JsonNode object, String name) {
    JsonNode exact = object.get(name);
    if (exact != null) {
      return exact;
    }
    for (Map.Entry<String, JsonNode> member : object.properties()) {
      if (member.getKey().equalsIgnoreCase(name)) {
        return member.getValue();
      }
    }
    return NullNode.getInstance();
  }

  /** Puts the value at the path, making the objects on the way. */
  static void write(ObjectNode record, FieldPath path, JsonNode value) {
    List<String> relations = path.names().subList(0, path.names().size() - 1);
    ObjectNode at = record;
    for (String relation : relations) {
      at = at.get(relation) instanceof ObjectNode inner ? inner : at.putObject(relation);
    }
    at.set(path.leaf(), value);
  }
}
