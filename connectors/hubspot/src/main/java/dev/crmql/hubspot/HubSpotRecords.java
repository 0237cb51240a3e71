package dev.crmql.hubspot;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.crmql.query.FieldPath;
import dev.crmql.schema.FieldType;
import dev.crmql.schema.ObjectSchema;
import dev.crmql.spi.TypedRecords;
import dev.crmql.spi.TypedValues;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * How records are read: {@code {"id": "51", "properties": {"email": "ann@x.example"}, ..}}. Every
 * value is text; one that is not set is missing, null or empty text.
 */
final class HubSpotRecords extends TypedRecords {

  private static final String ID = "id";
  private static final String PROPERTIES = "properties";

  private final ObjectSchema schema;
  private final Optional<Set<String>> asked;
  private final Optional<List<String>> readById;

  /**
   * A format.
   *
   * @param asked the properties that were asked for; empty for all that come
   * @param readById the properties that are read by ids, as they are too many for a search; empty
   *     if the search itself gives them
   */
  HubSpotRecords(
      String object,
      ObjectSchema schema,
      Optional<Set<String>> asked,
      Optional<List<String>> readById) {
    super("HubSpot", object, ID, schema, Optional.empty());
    this.schema = schema;
    this.asked = asked;
    this.readById = readById;
  }

  /** The format of records of a type that is not described, shown with all that they have. */
  static HubSpotRecords whole(String object) {
    return new HubSpotRecords(
        object, StockProperties.of(object), Optional.empty(), Optional.empty());
  }

  Optional<List<String>> readById() {
    return readById;
  }

  /** A property is named alone, or as it stands in the record: {@code properties.email}. */
  @Override
  public JsonNode value(JsonNode record, FieldPath field) {
    return field.leaf().equals(HubSpotNames.ID)
        ? TypedValues.read(record.path(ID), FieldType.DECIMAL)
        : super.value(record, FieldPath.of(field.leaf()));
  }

  /** Moments are documented as milliseconds since 1970, and shown in ISO-8601. */
  @Override
  protected JsonNode property(JsonNode record, FieldPath field) {
    JsonNode value = record.path(PROPERTIES).path(field.head());
    String text = value.asText("");
    FieldType type = schema.type(field.head());
    boolean moment = type == FieldType.DATE || type == FieldType.TIMESTAMP;
    if (moment && text.matches("-?[0-9]{1,15}")) {
      return TextNode.valueOf(Instant.ofEpochMilli(Long.parseLong(text)).toString());
    }
    return text.isEmpty() ? MissingNode.getInstance() : value;
  }

  /** What is not set is null, however HubSpot shows it. */
  @Override
  public ObjectNode shown(ObjectNode record) {
    ObjectNode shown = record.deepCopy();
    if (asked.isPresent()) {
      ObjectNode properties = shown.putObject(PROPERTIES);
      for (String name : asked.get()) {
        JsonNode value = record.path(PROPERTIES).path(name);
        properties.set(name, value.isMissingNode() ? NullNode.getInstance() : value);
      }
    }
    return shown;
  }
}
