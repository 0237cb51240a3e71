package dev.crmql.schema;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Object types described as data:
 *
 * <pre>{@code
 * {"name": "Account", "idField": "Id",
 *  "fields": [
 *    {"name": "Id", "type": "id", "nullable": false},
 *    {"name": "Name", "type": "text"},
 *    {"name": "Description", "type": "text", "filterable": false, "sortable": false},
 *    {"name": "ParentId", "type": "id"}],
 *  "relations": [{"name": "Parent", "field": "ParentId", "target": "Account"}]}
 * }</pre>
 *
 * <p>A type may have a {@code collection}, the name by which URLs address its rows, and a field a
 * {@code nativeType}, what the service calls its type, and {@code options}, the values that a
 * choice can have. {@code nullable}, {@code filterable} and {@code sortable} are true where nothing
 * is said. {@code idField} and the {@code field} of each relation are names of fields.
 */
public final class SchemaJson {

  private SchemaJson() {}

  /**
   * The object type that the JSON describes.
   *
   * @throws SchemaFormatException if it is not of this form; it says where
   */
  public static ObjectSchema read(JsonNode root) {
    Part type = new Part(root, "");
    type.requireKeys("name", "idField", "collection", "fields", "relations");
    ObjectSchema.Builder schema = ObjectSchema.builder(type.text("name"));
    if (type.has("collection")) {
      schema.collection(type.text("collection"));
    }
    Set<String> fields = new HashSet<>();
    for (Part part : type.list("fields")) {
      Field field = field(part);
      fields.add(field.name());
      schema.field(field);
    }
    if (type.has("idField")) {
      schema.idField(type.nameOf("idField", fields));
    }
    if (type.has("relations")) {
      type.list("relations").forEach(relation -> schema.relation(relation(relation, fields)));
    }
    return schema.build();
  }

  private static Field field(Part field) {
    field.requireKeys(
        "name", "type", "nativeType", "nullable", "filterable", "sortable", "options");
    return new Field(
        field.text("name"),
        type(field),
        field.has("nativeType") ? field.text("nativeType") : "",
        field.flag("nullable"),
        field.flag("filterable"),
        field.flag("sortable"),
        field.texts("options"));
  }

  private static Relation relation(Part relation, Set<String> fields) {
    relation.requireKeys("name", "field", "target");
    return new Relation(
        relation.text("name"), relation.nameOf("field", fields), relation.text("target"));
  }

  private static FieldType type(Part field) {
    String written = field.text("type");
    return Stream.of(FieldType.values())
        .filter(type -> name(type).equals(written))
        .findFirst()
        .orElseThrow(
            () ->
                field.fault(
                    "type",
                    "no type "
                        + written
                        + "; there are "
                        + Stream.of(FieldType.values())
                            .map(SchemaJson::name)
                            .collect(Collectors.joining(", "))));
  }

  private static String name(FieldType type) {
    return type.name().toLowerCase(Locale.ROOT);
  }

  /** A node, and the JSON pointer to it. */
  private record Part(JsonNode node, String pointer) {

    boolean has(String key) {
      return node.has(key);
    }

    void requireKeys(String... keys) {
      if (!node.isObject()) {
        throw new SchemaFormatException(pointer, "keys with values are expected here");
      }
      List<String> known = List.of(keys);
      for (String key : (Iterable<String>) node::fieldNames) {
        if (!known.contains(key)) {
          throw fault(key, "unknown key " + key + "; there are " + String.join(", ", keys));
        }
      }
    }

    /** The text under a key; a number counts as text, since YAML needs no quotes. */
    String text(String key) {
      JsonNode value = required(key);
      if (!value.isTextual() && !value.isNumber()) {
        throw fault(key, key + " must be text");
      }
      if (value.asText().isEmpty()) {
        throw fault(key, key + " is empty");
      }
      return value.asText();
    }

    /** The text under a key, which must be the name of a field. */
    String nameOf(String key, Set<String> fields) {
      String name = text(key);
      if (!fields.contains(name)) {
        throw fault(key, key + " " + name + " is not among the fields");
      }
      return name;
    }

    boolean flag(String key) {
      if (has(key) && !node.get(key).isBoolean()) {
        throw fault(key, key + " must be true or false");
      }
      return !has(key) || node.get(key).booleanValue();
    }

    /** The texts in the list under a key; none if there is no such key. */
    List<String> texts(String key) {
      if (!has(key)) {
        return List.of();
      }
      List<String> texts = new ArrayList<>();
      for (Part part : list(key)) {
        if (!part.node().isTextual() && !part.node().isNumber()) {
          throw fault(key, key + " must be texts");
        }
        texts.add(part.node().asText());
      }
      return texts;
    }

    List<Part> list(String key) {
      JsonNode value = required(key);
      if (!value.isArray()) {
        throw fault(key, key + " must be a list");
      }
      return IntStream.range(0, value.size())
          .mapToObj(index -> new Part(value.get(index), pointer + "/" + key + "/" + index))
          .toList();
    }

    private JsonNode required(String key) {
      JsonNode value = node.get(key);
      if (value == null || value.isNull()) {
        throw new SchemaFormatException(pointer, key + " is missing");
      }
      return value;
    }

    SchemaFormatException fault(String key, String message) {
      String escaped = key.replace("~", "~0").replace("/", "~1"); // RFC 6901, section 3
      return new SchemaFormatException(pointer + "/" + escaped, message);
    }
  }
}
