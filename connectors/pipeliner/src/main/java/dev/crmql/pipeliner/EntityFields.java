package dev.crmql.pipeliner;

import com.fasterxml.jackson.databind.JsonNode;
import dev.crmql.schema.Field;
import dev.crmql.schema.FieldType;
import dev.crmql.schema.ObjectSchema;
import java.util.List;

/** What fields hold: as the list of fields says, and what is known without it. */
final class EntityFields {

  static final String ID = "id";
  static final String CREATED = "created";

  /** Other fields of the service's own end so only if they hold an id; a space's begin so. */
  private static final String ID_ENDING = "_id";

  private static final String CUSTOM_BEGINNING = "cf_";

  /**
   * Of every entity. The user is declared as a moment (OpenAPI document). The other two are objects
   * and put together out of other fields, and how they are filtered by is not documented.
   */
  private static final List<Field> KNOWN =
      List.of(
          new Field(ID, FieldType.ID, "", false, true, true),
          Field.of(CREATED, FieldType.TIMESTAMP),
          Field.of("modified", FieldType.TIMESTAMP),
          new Field("modified_by_user", FieldType.ID, "", true, false, true));

  private static final Field WHOLE_NAME =
      new Field("formatted_name", FieldType.TEXT, "", true, false, true);

  private static final Field AMOUNT = new Field("value", FieldType.DECIMAL, "", true, false, true);

  private EntityFields() {}

  /** The schema of an entity that the service did not describe. */
  static ObjectSchema undescribed(String entity) {
    return builder(entity).unknown().build();
  }

  /**
   * Reads the rows of the list of fields: {@code {"api_name": "home_page", "type_id": "url"}}.
   *
   * @param fields of one entity
   */
  static ObjectSchema read(String entity, List<JsonNode> fields) {
    ObjectSchema.Builder schema = ObjectSchema.builder(entity);
    for (JsonNode field : fields) {
      String nativeType = field.path("type_id").asText("");
      FieldType type = type(nativeType);
      boolean filterable = type != FieldType.OTHER && !isMoney(nativeType);
      schema.field(
          new Field(field.path("api_name").asText(""), type, nativeType, true, filterable, true));
    }
    return known(schema, entity).build();
  }

  private static ObjectSchema.Builder builder(String entity) {
    return known(ObjectSchema.builder(entity), entity);
  }

  private static ObjectSchema.Builder known(ObjectSchema.Builder schema, String entity) {
    schema.idField(ID).fields(KNOWN);
    return switch (entity) {
      case "Contacts" -> schema.field(WHOLE_NAME);
      case "Opportunities" -> schema.field(AMOUNT);
      default -> schema;
    };
  }

  /** What a field holds; OTHER if that is not known. */
  static FieldType type(String field, ObjectSchema schema) {
    boolean id = field.endsWith(ID_ENDING) && !field.startsWith(CUSTOM_BEGINNING);
    return schema
        .field(field)
        .map(Field::type)
        .orElse(id && !schema.isKnown() ? FieldType.ID : FieldType.OTHER);
  }

  private static FieldType type(String typeId) {
    return switch (typeId) {
      case "input", "text_area", "email", "phone", "url" -> FieldType.TEXT;
      case "integer" -> FieldType.INTEGER;
      case "float", "currency", "currency_foreign" -> FieldType.DECIMAL;
      case "date" -> FieldType.DATE;
      case "datetime" -> FieldType.TIMESTAMP;
      case "checkbox" -> FieldType.BOOLEAN;
      case "dropdown", "radio" -> FieldType.ID;
      default -> FieldType.OTHER;
    };
  }

  private static boolean isMoney(String typeId) {
    return typeId.startsWith("currency");
  }
}
