package dev.crmql.pipedrive;

import com.fasterxml.jackson.databind.JsonNode;
import dev.crmql.schema.Field;
import dev.crmql.schema.FieldType;

/**
 * Reads {@code {"key": "title", "field_type": "varchar", "options": [{"id": 7, "label": ".."}]}}.
 */
final class FieldReader {

  private FieldReader() {}

  /** The field; none of those that a list takes as parameters is known by this alone. */
  static Field read(JsonNode field) {
    String key = field.path("key").asText("");
    String nativeType = field.path("field_type").asText("");
    return new Field(
        key, type(key, nativeType, field.path("options")), nativeType, true, false, true);
  }

  private static FieldType type(String key, String nativeType, JsonNode options) {
    return switch (nativeType) {
      case "varchar",
          "varchar_auto",
          "text",
          "phone",
          "address",
          "time",
          "timerange",
          "status",
          "set" ->
          FieldType.TEXT;
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
