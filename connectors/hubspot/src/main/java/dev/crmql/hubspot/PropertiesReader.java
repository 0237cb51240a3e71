package dev.crmql.hubspot;

import com.fasterxml.jackson.databind.JsonNode;
import dev.crmql.schema.Field;
import dev.crmql.schema.FieldType;
import dev.crmql.schema.ObjectSchema;
import java.util.List;
import java.util.Set;

/** Reads an object type's properties as the properties API describes them. */
final class PropertiesReader {

  /** The native type of text that is one of several options. */
  static final String CHOICE = "enumeration";

  /** The native type of any number of options in one text, joined by semicolons. */
  static final String CHOICES = "checkbox";

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
    if (!type.equals(CHOICE)) {
      return new Field(name, type(type), type, true, true, true);
    }
    List<String> options =
        property.path("options").findValuesAsText("value").stream()
            .filter(value -> !value.isEmpty())
            .toList();
    boolean several = property.path("fieldType").asText("").equals(CHOICES);
    boolean truth = !several && !options.isEmpty() && TRUTH.containsAll(options);
    return new Field(
        name,
        truth ? FieldType.BOOLEAN : FieldType.TEXT,
        several ? CHOICES : CHOICE,
        true,
        true,
        true,
        options);
  }

  private static FieldType type(String type) {
    return switch (type) {
      case "string" -> FieldType.TEXT;
      case "number" -> FieldType.DECIMAL;
      case "bool" -> FieldType.BOOLEAN;
      case "date" -> FieldType.DATE;
      case "datetime" -> FieldType.TIMESTAMP;
      default -> FieldType.OTHER;
    };
  }
}
