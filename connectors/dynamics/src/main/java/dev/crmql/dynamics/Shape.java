package dev.crmql.dynamics;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** Which properties of a row, and of the rows related to it. */
final class Shape {

  private final Set<String> properties = new LinkedHashSet<>();
  private final Map<String, Shape> relations = new LinkedHashMap<>();

  /** Adds the property that a path leads to. */
  void add(Iterable<String> path, String property) {
    Shape shape = this;
    for (String relation : path) {
      shape = shape.relations.computeIfAbsent(relation, name -> new Shape());
    }
    shape.properties.add(property);
  }

  /** How many relations are gone over. */
  int expands() {
    int count = relations.size();
    for (Shape related : relations.values()) {
      count += related.expands();
    }
    return count;
  }

  /** The properties as {@code $select} lists them; empty text if there are none. */
  String select() {
    return String.join(",", properties);
  }

  /** The relations as {@code $expand} lists them; empty text if there are none. */
  String expand() {
    StringBuilder expand = new StringBuilder();
    appendExpand(expand);
    return expand.toString();
  }

  private void appendExpand(StringBuilder to) {
    String separator = "";
    for (Map.Entry<String, Shape> relation : relations.entrySet()) {
      Shape related = relation.getValue();
      to.append(separator).append(relation.getKey()).append('(');
      if (!related.properties.isEmpty()) {
        to.append("$select=").append(related.select());
      }
      if (!related.relations.isEmpty()) {
        to.append(related.properties.isEmpty() ? "$expand=" : ";$expand=");
        related.appendExpand(to);
      }
      to.append(')');
      separator = ",";
    }
  }

  /**
   * What the record holds of this shape, with the service's notes on it ({@code @odata.etag},
   * {@code _ownerid_value@...}).
   */
  ObjectNode of(ObjectNode row) {
    ObjectNode shown = JsonNodeFactory.instance.objectNode();
    row.properties()
        .forEach(
            entry -> {
              JsonNode value = entry.getValue();
              Shape related = relations.get(entry.getKey());
              if (related != null) {
                shown.set(entry.getKey(), related.ofRelated(value));
              } else if (has(entry.getKey())) {
                shown.set(entry.getKey(), value);
              }
            });
    return shown;
  }

  /** The record without the relations of this shape. */
  ObjectNode without(ObjectNode row) {
    ObjectNode shown = JsonNodeFactory.instance.objectNode();
    row.properties()
        .forEach(
            entry -> {
              if (!relations.containsKey(about(entry.getKey()))) {
                shown.set(entry.getKey(), entry.getValue());
              }
            });
    return shown;
  }

  private JsonNode ofRelated(JsonNode value) {
    if (value instanceof ObjectNode row) {
      return of(row);
    }
    if (value instanceof ArrayNode rows) {
      ArrayNode shown = JsonNodeFactory.instance.arrayNode(rows.size());
      rows.forEach(row -> shown.add(ofRelated(row)));
      return shown;
    }
    return value;
  }

  private boolean has(String name) {
    String about = about(name);
    return about.isEmpty() || properties.contains(about) || relations.containsKey(about);
  }

  /** What a note is about, as {@code _ownerid_value}; empty text for the row itself. */
  private static String about(String name) {
    int note = name.indexOf('@');
    return note < 0 ? name : name.substring(0, note);
  }
}
