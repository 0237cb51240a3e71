package dev.crmql.server;

import com.fasterxml.jackson.databind.JsonNode;
import dev.crmql.schema.Field;
import dev.crmql.schema.FieldType;
import dev.crmql.schema.ObjectSchema;
import dev.crmql.schema.Relation;
import java.nio.file.Path;
import java.util.Locale;

/**
 * Reads an object type's description:
 *
 * <pre>{@code
 * name: Account
 * idField: Id
 * fields:
 *   - {name: Id, type: id, nullable: false}
 *   - {name: Name, type: text}
 *   - {name: Description, type: text, filterable: false, sortable: false}
 * relations:
 *   - {name: Parent, field: ParentId, target: Account}
 * }</pre>
 */
final class SchemaFile {

  private SchemaFile() {}

  /**
   * The schema that the file holds.
   *
   * @throws BadInputException if it can't be read; the message has file, line and what is wrong
   */
  static ObjectSchema read(Path path) {
    DataFile file = DataFile.read(path);
    JsonNode root = file.root();
    file.requireKeys(root, "name", "idField", "collection", "fields", "relations");
    ObjectSchema.Builder schema = ObjectSchema.builder(file.text(root, "name"));
    if (root.has("idField")) {
      schema.idField(file.text(root, "idField"));
    }
    if (root.has("collection")) {
      schema.collection(file.text(root, "collection"));
    }
    for (JsonNode field : file.list(root, "fields")) {
      schema.field(field(file, field));
    }
    if (root.has("relations")) {
      for (JsonNode relation : file.list(root, "relations")) {
        file.requireKeys(relation, "name", "field", "target");
        schema.relation(
            new Relation(
                file.text(relation, "name"),
                file.text(relation, "field"),
                file.text(relation, "target")));
      }
    }
    return schema.build();
  }

  private static Field field(DataFile file, JsonNode field) {
    file.requireKeys(field, "name", "type", "nativeType", "nullable", "filterable", "sortable");
    return new Field(
        file.text(field, "name"),
        type(file, field),
        field.has("nativeType") ? file.text(field, "nativeType") : "",
        file.flag(field, "nullable", true),
        file.flag(field, "filterable", true),
        file.flag(field, "sortable", true));
  }

  private static FieldType type(DataFile file, JsonNode field) {
    String written = file.text(field, "type");
    StringBuilder all = new StringBuilder();
    for (FieldType type : FieldType.values()) {
      String name = type.name().toLowerCase(Locale.ROOT);
      if (name.equals(written)) {
        return type;
      }
      all.append(all.isEmpty() ? "" : ", ").append(name);
    }
    throw file.fault(field, "no type " + written + "; there are " + all);
  }
}
