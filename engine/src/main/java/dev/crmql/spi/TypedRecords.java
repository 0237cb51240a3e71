package dev.crmql.spi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.crmql.normalize.NormalizedQuery;
import dev.crmql.query.FieldPath;
import dev.crmql.schema.FieldType;
import dev.crmql.schema.ObjectSchema;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Records whose properties stand beside each other and are read by the types of the schema. A
 * connector says what is different at its service.
 */
public class TypedRecords implements RecordFormat {

  private final String serviceTitle;
  private final String type;
  private final String idProperty;
  private final ObjectSchema schema;
  private final Optional<Set<String>> asked;
  private final Function<FieldPath, String> member;

  /**
   * A format of records that have no properties of related records.
   *
   * @param serviceTitle the service's name as people write it
   * @param type the object type, as the service calls it
   * @param idProperty the property that holds the id
   * @param schema as described; may be {@link ObjectSchema#unknown()}
   * @param query whose properties are shown; empty for all that a record has
   */
  public TypedRecords(
      String serviceTitle,
      String type,
      String idProperty,
      ObjectSchema schema,
      Optional<NormalizedQuery> query) {
    this(serviceTitle, type, idProperty, schema, query, FieldPath::head);
  }

  /**
   * A format.
   *
   * @param member the name of the member that holds a property
   */
  protected TypedRecords(
      String serviceTitle,
      String type,
      String idProperty,
      ObjectSchema schema,
      Optional<NormalizedQuery> query,
      Function<FieldPath, String> member) {
    this.serviceTitle = serviceTitle;
    this.type = type;
    this.idProperty = idProperty;
    this.schema = schema;
    this.member = member;
    this.asked =
        query
            .filter(known -> !known.selectsAll())
            .map(known -> known.fields().stream().map(member).collect(Collectors.toSet()));
  }

  @Override
  public String id(JsonNode record) {
    JsonNode id = record.path(idProperty);
    String text = TypedValues.read(id, FieldType.ID).asText("");
    if (text.isEmpty()) {
      throw UpstreamException.unexpected(serviceTitle + ": a record of " + type + " has no id");
    }
    return text;
  }

  @Override
  public String type(JsonNode record) {
    return type;
  }

  @Override
  public JsonNode value(JsonNode record, FieldPath field) {
    FieldType known = field.isNested() ? FieldType.OTHER : schema.type(field.head());
    return TypedValues.read(property(record, field), known);
  }

  /**
   * The property as the service gave it.
   *
   * @return a missing node if the record does not have it
   */
  protected JsonNode property(JsonNode record, FieldPath field) {
    return record.path(member.apply(field));
  }

  @Override
  public ObjectNode shown(ObjectNode record) {
    if (asked.isEmpty()) {
      return record;
    }
    ObjectNode shown = JsonNodeFactory.instance.objectNode();
    record
        .properties()
        .forEach(
            member -> {
              if (asked.get().contains(member.getKey())) {
                shown.set(member.getKey(), member.getValue());
              }
            });
    return shown;
  }
}
