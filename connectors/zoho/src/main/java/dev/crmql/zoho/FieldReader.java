package dev.crmql.zoho;

import com.fasterxml.jackson.databind.JsonNode;
import dev.crmql.schema.Field;
import dev.crmql.schema.FieldType;
import dev.crmql.schema.ObjectSchema;
import dev.crmql.schema.Relation;
import dev.crmql.spi.UpstreamException;

/** Reads {@code {"fields": [{"api_name", "data_type", "filterable", "sortable", "lookup"}]}}. */
final class FieldReader {

  private FieldReader() {}

  static ObjectSchema read(String module, JsonNode fields) {
    if (!fields.isArray()) {
      throw UpstreamException.unexpected(
          ZohoDialect.TITLE + ": the description of " + module + " has no fields");
    }
    ObjectSchema.Builder schema = ObjectSchema.builder(module).idField(ZohoConnector.ID);
    for (JsonNode field : fields) {
      String name = field.path("api_name").asText("");
      String type = field.path("data_type").asText("");
      schema.field(
          new Field(
              name,
              type(type),
              type,
              !field.path("system_mandatory").asBoolean(false),
              field.path("filterable").asBoolean(true) && !type.equals("textarea"),
              field.path("sortable").asBoolean(true)));
      String target = field.path("lookup").path("module").path("api_name").asText("");
      if (!target.isEmpty()) {
        schema.relation(new Relation(name, name, target, false));
      }
    }
    // Not among the fields, and part of every record.
    return schema
        .field(new Field(ZohoConnector.ID, FieldType.ID, "bigint", false, true, true))
        .build();
  }

  private static FieldType type(String dataType) {
    return switch (dataType) {
      case "text",
          "textarea",
          "email",
          "phone",
          "website",
          "picklist",
          "multiselectpicklist",
          "autonumber" ->
          FieldType.TEXT;
      case "integer", "bigint" -> FieldType.INTEGER;
      case "double", "currency", "percent" -> FieldType.DECIMAL;
      case "date" -> FieldType.DATE;
      case "datetime" -> FieldType.TIMESTAMP;
      case "boolean" -> FieldType.BOOLEAN;
      case "lookup", "ownerlookup", "userlookup" -> FieldType.ID;
      default -> FieldType.OTHER;
    };
  }
}
