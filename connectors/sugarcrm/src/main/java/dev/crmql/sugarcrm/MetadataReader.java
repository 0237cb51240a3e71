package dev.crmql.sugarcrm;

import com.fasterxml.jackson.databind.JsonNode;
import dev.crmql.schema.Field;
import dev.crmql.schema.FieldType;
import dev.crmql.schema.ObjectSchema;
import dev.crmql.schema.Relation;
import java.util.Map;
import java.util.Set;

/** Reads a module's fields as the metadata API and vardefs describe them. */
final class MetadataReader {

  private static final String ID = "id";
  private static final Set<String> ADDRESSES = Set.of("email", "email1");

  private MetadataReader() {}

  /** Adds the fields of {@code {"name": {"type": "varchar", ..}, ..}}. */
  static void read(JsonNode fields, ObjectSchema.Builder schema) {
    schema.idField(ID);
    for (Map.Entry<String, JsonNode> entry : fields.properties()) {
      JsonNode field = entry.getValue();
      if (!field.isObject()) {
        continue; // beside the fields stands a _hash
      }
      String type = text(field, "type");
      if (type.equals("link")) {
        boolean many = text(field, "link_type").equals("many");
        schema.relation(
            new Relation(entry.getKey(), text(field, "id_name"), text(field, "module"), many));
      } else {
        schema.field(field(entry.getKey(), type, field));
      }
    }
  }

  private static Field field(String name, String type, JsonNode field) {
    boolean inDatabase = !text(field, "source").equals("non-db");
    boolean related = !text(field, "link").isEmpty() && !text(field, "rname").isEmpty();
    boolean answered = inDatabase || related || ADDRESSES.contains(name);
    boolean personName = type.equals("fullname");
    return new Field(
        name,
        type(name, type, text(field, "dbType")),
        nativeType(name, type),
        !name.equals(ID),
        answered || personName,
        (answered || personName) && !type.equals("multienum"));
  }

  /** A relate field that is shown by its id alone is one of text; addresses are known by name. */
  private static String nativeType(String name, String type) {
    return ADDRESSES.contains(name) ? "email" : type;
  }

  private static FieldType type(String name, String type, String dbType) {
    FieldType known = type(type);
    if (name.equals(ID) || (known == FieldType.TEXT && dbType.equals("id"))) {
      return FieldType.ID;
    }
    return known == FieldType.OTHER && !dbType.isEmpty() ? type(dbType) : known;
  }

  private static FieldType type(String type) {
    return switch (type) {
      case "id" -> FieldType.ID;
      case "varchar",
          "char",
          "name",
          "text",
          "longtext",
          "phone",
          "url",
          "enum",
          "radioenum",
          "multienum",
          "relate",
          "fullname",
          "email",
          "user_name",
          "username",
          "assigned_user_name",
          "parent",
          "parent_type",
          "image",
          "file" ->
          FieldType.TEXT;
      case "bool", "boolean" -> FieldType.BOOLEAN;
      case "int", "integer", "long", "ulong", "uint", "short", "tinyint", "bigint" ->
          FieldType.INTEGER;
      case "currency", "float", "double", "decimal", "decimal2" -> FieldType.DECIMAL;
      case "date" -> FieldType.DATE;
      case "datetime", "datetimecombo", "timestamp" -> FieldType.TIMESTAMP;
      default -> FieldType.OTHER;
    };
  }

  private static String text(JsonNode field, String name) {
    JsonNode value = field.path(name);
    return value.isTextual() ? value.textValue() : "";
  }
}
