package dev.crmql.oracle;

import com.fasterxml.jackson.databind.JsonNode;
import dev.crmql.schema.Field;
import dev.crmql.schema.FieldType;
import dev.crmql.schema.ObjectSchema;
import java.util.Locale;

/** Reads {@code {"Resources": {"accounts": {"attributes": [{"name", "type", "queryable"}]}}}}. */
final class DescribeReader {

  private DescribeReader() {}

  static ObjectSchema read(Resource resource, JsonNode attributes) {
    ObjectSchema.Builder schema = ObjectSchema.builder(resource.name()).idField(resource.id());
    for (JsonNode attribute : attributes) {
      String name = attribute.path("name").asText("");
      String type = attribute.path("type").asText("").toLowerCase(Locale.ROOT);
      boolean id = name.equals(resource.id());
      boolean queryable = attribute.path("queryable").asBoolean(false);
      boolean nullable = !id && !attribute.path("mandatory").asBoolean(false);
      FieldType known = type(type);
      schema.field(
          new Field(
              name,
              id && known == FieldType.TEXT ? FieldType.ID : known,
              type,
              nullable,
              queryable,
              queryable));
    }
    return schema.build();
  }

  private static FieldType type(String type) {
    return switch (type) {
      case "string" -> FieldType.TEXT;
      case "integer", "int", "long" -> FieldType.INTEGER;
      case "number", "decimal", "double", "float" -> FieldType.DECIMAL;
      case "boolean" -> FieldType.BOOLEAN;
      case "date" -> FieldType.DATE;
      case "datetime", "timestamp" -> FieldType.TIMESTAMP;
      default -> FieldType.OTHER;
    };
  }
}
