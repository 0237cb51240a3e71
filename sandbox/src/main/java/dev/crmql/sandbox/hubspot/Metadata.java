package dev.crmql.sandbox.hubspot;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.crmql.sandbox.data.Table;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Describes object types and their properties. */
final class Metadata {
  private final Map<String, Table> tables;

  Metadata(List<Table> tables) {
    this.tables = tables.stream().collect(Collectors.toMap(Table::name, Function.identity()));
  }

  /** The properties of a type; none is archived. */
  ObjectNode properties(ObjectType type, boolean archived) {
    ObjectNode answer = Json.MAPPER.createObjectNode();
    ArrayNode results = answer.putArray("results");
    if (!archived) {
      type.properties().values().forEach(property -> results.add(property(type, property)));
    }
    return answer;
  }

  /** The custom objects; none is archived. */
  ObjectNode schemas(boolean archived) {
    ObjectNode answer = Json.MAPPER.createObjectNode();
    ArrayNode results = answer.putArray("results");
    if (!archived) {
      ObjectTypes.ALL.stream().filter(ObjectType::custom).map(this::schema).forEach(results::add);
    }
    return answer;
  }

  /** One type with its properties. */
  ObjectNode schema(ObjectType type) {
    ObjectNode schema =
        Json.MAPPER
            .createObjectNode()
            .put("id", type.objectTypeId())
            .put("objectTypeId", type.objectTypeId())
            .put("fullyQualifiedName", type.name())
            .put("name", type.custom() ? type.name().replaceFirst("^p\\d+_", "") : type.name())
            .put("archived", false);
    schema
        .putObject("labels")
        .put("singular", type.singular())
        .put("plural", type.singular().replaceFirst("y$", "ie") + "s");
    ArrayNode searched = schema.putArray("searchableProperties");
    type.searched().forEach(searched::add);
    schema.set("properties", properties(type, false).get("results"));
    return schema;
  }

  private ObjectNode property(ObjectType type, Property property) {
    ObjectNode described =
        Json.MAPPER
            .createObjectNode()
            .put("name", property.name())
            .put("label", label(property.name()))
            .put("type", property.type().type())
            .put("fieldType", property.type().fieldType())
            .put("hidden", property.calculated())
            .put("calculated", property.calculated())
            .put("hubspotDefined", !property.custom());
    ArrayNode options = described.putArray("options");
    for (String value : options(type, property)) {
      options.addObject().put("label", label(value)).put("value", value).put("hidden", false);
    }
    described.putObject("modificationMetadata").put("readOnlyValue", property.calculated());
    return described;
  }

  /** The values that some record has; booleans have two options as well. */
  private Iterable<String> options(ObjectType type, Property property) {
    if (property.type() == PropertyType.BOOL) {
      return List.of("true", "false");
    }
    return property.type().isEnumeration()
        ? tables.get(type.name()).rows().stream()
            .map(row -> (String) row.get(property.name()))
            .filter(value -> value != null)
            .flatMap(value -> Arrays.stream(value.split(";", -1)))
            .collect(Collectors.toCollection(TreeSet::new))
        : List.of();
  }

  /** {@code NOT_STARTED} is shown as {@code Not started}. */
  private static String label(String name) {
    String words = name.replaceFirst("^hs_", "").replace('_', ' ').toLowerCase(Locale.ROOT);
    return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
  }
}
