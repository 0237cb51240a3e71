package dev.crmql.spi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.crmql.query.FieldPath;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BinaryOperator;

/** Where the value of a unified attribute stands in a service's record. */
sealed interface UnifiedAttribute {

  /** A record that is read, and how a reference in it is written. */
  record Reading(Row row, ObjectNode shown, BinaryOperator<String> references) {

    boolean has(FieldPath property) {
      JsonNode at = shown;
      for (String name : property.names()) {
        at = at.path(name);
      }
      return !at.isMissingNode();
    }
  }

  /** The value; empty if the record does not have it, JSON null if it has none. */
  Optional<JsonNode> value(Reading reading);

  /** The value of a property. */
  record Property(FieldPath path) implements UnifiedAttribute {
    @Override
    public Optional<JsonNode> value(Reading reading) {
      return reading.has(path) ? Optional.of(reading.row().value(path)) : Optional.empty();
    }
  }

  /** The first that the record has. */
  record FirstOf(List<UnifiedAttribute> candidates) implements UnifiedAttribute {
    @Override
    public Optional<JsonNode> value(Reading reading) {
      return candidates.stream().flatMap(each -> each.value(reading).stream()).findFirst();
    }
  }

  /**
   * The id of another record.
   *
   * @param type what the id is of
   * @param condition which text another property must hold, where the id may be of other types
   */
  record Reference(String type, UnifiedAttribute id, Map<UnifiedAttribute, String> condition)
      implements UnifiedAttribute {
    @Override
    public Optional<JsonNode> value(Reading reading) {
      Optional<JsonNode> found = id.value(reading);
      if (found.isEmpty()) {
        return found;
      }
      String text = found.get().asText("");
      if (found.get().isNull() || text.isEmpty()) {
        return Optional.of(NullNode.getInstance());
      }
      for (Map.Entry<UnifiedAttribute, String> each : condition.entrySet()) {
        Optional<JsonNode> holds = each.getKey().value(reading);
        if (holds.isEmpty()) {
          return Optional.empty();
        }
        if (!holds.get().asText("").equals(each.getValue())) {
          return Optional.of(NullNode.getInstance());
        }
      }
      return Optional.of(TextNode.valueOf(reading.references().apply(type, text)));
    }
  }

  /** An object of several, such as an address; null if each of them is. */
  record Group(Map<String, UnifiedAttribute> members) implements UnifiedAttribute {
    @Override
    public Optional<JsonNode> value(Reading reading) {
      ObjectNode group = read(members, reading);
      if (group.isEmpty()) {
        return Optional.empty();
      }
      for (JsonNode member : group) {
        if (!member.isNull()) {
          return Optional.of(group);
        }
      }
      return Optional.of(NullNode.getInstance());
    }
  }

  /** Those of the attributes that the record has. */
  static ObjectNode read(Map<String, UnifiedAttribute> attributes, Reading reading) {
    ObjectNode values = JsonNodeFactory.instance.objectNode();
    attributes.forEach(
        (name, attribute) -> attribute.value(reading).ifPresent(value -> values.set(name, value)));
    return values;
  }

  /**
   * Reads the form that the file has.
   *
   * @throws IllegalStateException if it is none
   */
  static UnifiedAttribute of(JsonNode json) {
    if (json.isTextual()) {
      return new Property(FieldPath.of(json.textValue().split("/", -1)));
    }
    if (json.isArray() && !json.isEmpty()) {
      return new FirstOf(json.valueStream().map(UnifiedAttribute::of).toList());
    }
    if (json.has("reference")) {
      Map<UnifiedAttribute, String> condition = new LinkedHashMap<>();
      json.path("only")
          .properties()
          .forEach(
              each ->
                  condition.put(
                      new Property(FieldPath.of(each.getKey())), each.getValue().textValue()));
      return new Reference(referred(json), of(json.path("property")), condition);
    }
    if (json.isObject() && !json.isEmpty()) {
      return new Group(members(json));
    }
    throw new IllegalStateException("neither a property, a list, a reference nor a group: " + json);
  }

  private static String referred(JsonNode json) {
    String type = json.get("reference").asText("");
    if (!type.equals("user")
        && Arrays.stream(UnifiedType.values()).noneMatch(each -> each.wireName().equals(type))) {
      throw new IllegalStateException("neither user nor a unified type: " + json);
    }
    return type;
  }

  /** Reads an object of attributes. */
  static Map<String, UnifiedAttribute> members(JsonNode json) {
    Map<String, UnifiedAttribute> members = new LinkedHashMap<>();
    json.properties().forEach(each -> members.put(each.getKey(), of(each.getValue())));
    return members;
  }
}
