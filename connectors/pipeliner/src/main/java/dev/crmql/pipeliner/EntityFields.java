package dev.crmql.pipeliner;

import com.fasterxml.jackson.databind.JsonNode;
import dev.crmql.diagnostics.Diagnostic;
import dev.crmql.diagnostics.DiagnosticCode;
import dev.crmql.diagnostics.QueryException;
import dev.crmql.query.ConditionFields;
import dev.crmql.query.FieldPath;
import dev.crmql.query.Query;
import dev.crmql.query.Selection;
import dev.crmql.schema.Field;
import dev.crmql.schema.FieldType;
import dev.crmql.schema.ObjectSchema;
import java.util.ArrayList;
import java.util.List;

/** What fields hold: as the list of fields says, and what is known without it. */
final class EntityFields {

  private static final String CONTACTS = "Contacts";

  static final String ID = "id";
  static final String CREATED = "created";

  /** Of every entity. The user is declared as a moment (OpenAPI document). */
  private static final List<Field> KNOWN =
      List.of(
          new Field(ID, FieldType.ID, "", false, true, true),
          Field.of(CREATED, FieldType.TIMESTAMP),
          Field.of("modified", FieldType.TIMESTAMP),
          unfiltered("modified_by_user", FieldType.ID));

  private EntityFields() {}

  /** The schema of an entity that the service did not describe. */
  static ObjectSchema undescribed(String entity) {
    return known(ObjectSchema.builder(entity).unknown(), entity).build();
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
      boolean filterable = type != FieldType.OTHER && !nativeType.startsWith("currency");
      schema.field(
          new Field(field.path("api_name").asText(""), type, nativeType, true, filterable, true));
    }
    return known(schema, entity).build();
  }

  private static ObjectSchema.Builder known(ObjectSchema.Builder schema, String entity) {
    schema.idField(ID).fields(KNOWN);
    return switch (entity) {
      case CONTACTS -> schema.field(unfiltered("formatted_name", FieldType.TEXT));
      case "Opportunities" -> schema.field(unfiltered("value", FieldType.DECIMAL));
      default -> schema;
    };
  }

  /** The other entities have a {@code name}; that of a contact is put together by the service. */
  static void requireNoWholeName(Query query, String entity) {
    List<FieldPath> fields = new ArrayList<>();
    if (query.selection() instanceof Selection.Fields selected) {
      fields.addAll(selected.fields());
    }
    query.where().ifPresent(where -> ConditionFields.forEach(where, fields::add));
    query.orderBy().forEach(item -> fields.add(item.field()));
    List<Diagnostic> faults =
        fields.stream()
            .filter(field -> entity.equals(CONTACTS) && field.dotted().equals("name"))
            .map(
                field ->
                    Diagnostic.of(
                        DiagnosticCode.UNKNOWN_PROPERTY,
                        field.at(),
                        CONTACTS + " has no property name",
                        "first_name and last_name can be asked for; formatted_name shows both"))
            .toList();
    if (!faults.isEmpty()) {
      throw new QueryException(faults, null);
    }
  }

  /** How money, an object, and what the service computes are filtered by is not documented. */
  private static Field unfiltered(String name, FieldType type) {
    return new Field(name, type, "", true, false, true);
  }

  /** What a field holds; OTHER if that is not known. */
  static FieldType type(String field, ObjectSchema schema) {
    // The service's own fields end so only if they hold an id; a space's fields begin with cf_.
    boolean id = !schema.isKnown() && field.endsWith("_id") && !field.startsWith("cf_");
    return schema.field(field).map(Field::type).orElse(id ? FieldType.ID : FieldType.OTHER);
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
}
