package dev.crmql.salesforce;

import com.fasterxml.jackson.databind.JsonNode;
import dev.crmql.schema.Field;
import dev.crmql.schema.FieldType;
import dev.crmql.schema.ObjectSchema;
import dev.crmql.schema.Relation;
import dev.crmql.spi.UpstreamException;

/**
 * Reads what an object type's describe call answers (REST API Developer Guide, sObject Describe).
 */
final class DescribeReader {

  private DescribeReader() {}

  static ObjectSchema read(JsonNode describe) {
    String name = describe.path("name").asText("");
    JsonNode fields = describe.path("fields");
    if (name.isEmpty() || !fields.isArray() || fields.isEmpty()) {
      throw UpstreamException.unexpected("Salesforce's answer describes no object type");
    }
    ObjectSchema.Builder schema = ObjectSchema.builder(name);
    for (JsonNode field : fields) {
      String fieldName = field.path("name").asText("");
      if (!SoqlNames.isName(fieldName)) {
        continue;
      }
      schema.field(field(fieldName, field));
      if (field.path("type").asText("").equals("id")) {
        schema.idField(fieldName);
      }
      JsonNode relation = field.path("relationshipName");
      if (relation.isTextual() && SoqlNames.isName(relation.textValue())) {
        schema.relation(
            new Relation(relation.textValue(), fieldName, target(field.path("referenceTo"))));
      }
    }
    return schema.build();
  }

  private static Field field(String name, JsonNode field) {
    String nativeType = field.path("type").asText("");
    return new Field(
        name,
        type(nativeType),
        nativeType,
        mayBeNull(name, nativeType, field),
        field.path("filterable").asBoolean(true),
        field.path("sortable").asBoolean(true));
  }

  /**
   * A custom field that was made required is not nillable, though older records may lack a value:
   * only Salesforce's own fields are believed.
   */
  private static boolean mayBeNull(String name, String nativeType, JsonNode field) {
    if (nativeType.equals("boolean")) {
      return false;
    }
    return field.path("nillable").asBoolean(true) || name.contains("__");
  }

  /** A relation to one of several types leads to Name, which has what they have in common. */
  private static String target(JsonNode referenceTo) {
    return referenceTo.size() == 1 ? referenceTo.path(0).asText("") : "Name";
  }

  private static FieldType type(String nativeType) {
    return switch (nativeType) {
      case "string",
          "picklist",
          "multipicklist",
          "combobox",
          "email",
          "phone",
          "url",
          "textarea",
          "encryptedstring" ->
          FieldType.TEXT;
      case "id", "reference" -> FieldType.ID;
      case "boolean" -> FieldType.BOOLEAN;
      case "int", "long" -> FieldType.INTEGER;
      case "double", "currency", "percent" -> FieldType.DECIMAL;
      case "date" -> FieldType.DATE;
      case "datetime" -> FieldType.TIMESTAMP;
      default -> FieldType.OTHER;
    };
  }
}
