package dev.crmql.pipedrive;

import com.fasterxml.jackson.databind.JsonNode;
import dev.crmql.schema.Field;
import dev.crmql.schema.FieldType;
import java.util.List;

/**
 * Reads {@code {"key": "title", "field_type": "varchar", "options": [{"id": 7, "label": ".."}]}}.
 */
final class FieldReader {

  private FieldReader() {}

  /** The field; what a list takes as parameters is not known by this. */
  static Field read(JsonNode field) {
    String key = field.path("key").asText("");
    String nativeType = field.path("field_type").asText("");
    JsonNode options = field.path("options");
    FieldType type = type(key, nativeType, options);
    List<String> ids = options.valueStream().map(option -> option.path("id").asText("")).toList();
    return new Field(key, type, nativeType, true, false, true, ids);
  }

  private static FieldType type(String key, String nativeType, JsonNode options) {
    return switch (nativeType) {
      case "varchar", "varchar_auto", "text", "phone", "address" -> FieldType.TEXT;
      case "time", "timerange", "status", "set" -> FieldType.TEXT;
      case "double", "monetary" -> FieldType.DECIMAL;
      // Moments are called dates as well.
      case "date" -> key.endsWith("_time") ? FieldType.TIMESTAMP : FieldType.DATE;
      case "daterange" -> FieldType.DATE;
      case "int", "stage", "user", "org", "people", "visible_to" -> FieldType.INTEGER;
      case "enum" ->
          options.valueStream().allMatch(option -> option.path("id").isIntegralNumber())
              ? FieldType.INTEGER
              : FieldType.TEXT;
      case "boolean" -> FieldType.BOOLEAN;
      default -> FieldType.OTHER;
    };
  }
}
