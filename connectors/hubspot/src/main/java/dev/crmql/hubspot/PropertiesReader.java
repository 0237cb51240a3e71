package dev.crmql.hubspot;

import com.fasterxml.jackson.databind.JsonNode;
import dev.crmql.schema.Field;
import dev.crmql.schema.FieldType;
import dev.crmql.schema.ObjectSchema;
import java.util.List;
import java.util.Set;

/** Reads an object type's properties as the properties API describes them. */
final class PropertiesReader {

  private static final Set<String> TRUTH = Set.of("true", "false");

  private PropertiesReader() {}

  /** Adds the properties of {@code [{"name": "amount", "type": "number", ..}, ..]}. */
  static void read(JsonNode properties, ObjectSchema.Builder schema) {
    for (JsonNode property : properties) {
      String name = property.path("name").asText("");
      if (!name.isEmpty()) {
        schema.field(field(name, property));
      }
    }
    schema
        .idField(HubSpotNames.ID)
        .field(new Field(HubSpotNames.ID, FieldType.ID, "number", false, true, true));
  }

  private static Field field(String name, JsonNode property) {
    String type = property.path("type").asText("");
    List<String> options =
        property
            .path("options")
            .valueStream()
            .map(option -> option.path("value").asText(""))
            .filter(value -> !value.isEmpty())
            .toList();
    boolean several = property.path("fieldType").asText("").equals(HubSpotProperties.CHOICES);
    boolean choice = type.equals(HubSpotProperties.CHOICE);
    return new Field(
        name,
        type(type, several, options),
        choice && several ? HubSpotProperties.CHOICES : type,
        true,
        true,
        true,
        choice ? options : List.of());
  }

  private static FieldType type(String type, boolean several, List<String> options) {
    return switch (type) {
      case "string" -> FieldType.TEXT;
      case "enumeration" -> {
        boolean truth = !several && !options.isEmpty() && TRUTH.containsAll(options);
        yield truth ? FieldType.BOOLEAN : FieldType.TEXT;
      }
      case "number" -> FieldType.DECIMAL;
      case "bool" -> FieldType.BOOLEAN;
      case "date" -> FieldType.DATE;
      case "datetime" -> FieldType.TIMESTAMP;
      default -> FieldType.OTHER;
    };
  }
}
