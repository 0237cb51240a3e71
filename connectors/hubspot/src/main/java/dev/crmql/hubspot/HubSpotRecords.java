package dev.crmql.hubspot;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.crmql.normalize.DecimalText;
import dev.crmql.query.FieldPath;
import dev.crmql.schema.FieldType;
import dev.crmql.spi.RecordFormat;
import dev.crmql.spi.TypedValues;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * How records are read: {@code {"id": "51", "properties": {"email": "ann@x.example"}, ..}}. Every
 * value is text; one that is not set is missing, null or empty text.
 *
 * @param object the object type
 * @param asked the properties that were asked for; empty for all that come
 * @param readById the properties that are read by ids, as they are too many for a search; empty if
 *     the search itself gives them
 */
record HubSpotRecords(
    String object,
    HubSpotProperties known,
    Optional<Set<String>> asked,
    Optional<List<String>> readById)
    implements RecordFormat {

  private static final String PROPERTIES = "properties";

  /** The format of records of a type that is not described, shown with all that they have. */
  static HubSpotRecords whole(String object) {
    return new HubSpotRecords(
        object,
        new HubSpotProperties(StockProperties.of(object)),
        Optional.empty(),
        Optional.empty());
  }

  @Override
  public String id(JsonNode record) {
    JsonNode id = record.path("id");
    if (!id.isTextual() || id.textValue().isEmpty()) {
      throw PageReader.unexpected("a record of " + object + " has no id");
    }
    return id.textValue();
  }

  @Override
  public String type(JsonNode record) {
    return object;
  }

  /** A property is named alone, or as it stands in the record: {@code properties.email}. */
  @Override
  public JsonNode value(JsonNode record, FieldPath field) {
    if (field.leaf().equals(HubSpotNames.ID)) {
      String id = id(record);
      return DecimalText.read(id).<JsonNode>map(DecimalNode::valueOf).orElse(TextNode.valueOf(id));
    }
    JsonNode value = record.path(PROPERTIES).path(field.leaf());
    if (value.asText("").isEmpty()) {
      return NullNode.getInstance();
    }
    FieldType type = known.type(field);
    return TypedValues.read(temporal(type) ? moment(value) : value, type);
  }

  private static boolean temporal(FieldType type) {
    return type == FieldType.DATE || type == FieldType.TIMESTAMP;
  }

  /** Moments are documented as milliseconds since 1970, and shown in ISO-8601. */
  private static JsonNode moment(JsonNode value) {
    return value.asText().matches("-?[0-9]{1,15}")
        ? TextNode.valueOf(Instant.ofEpochMilli(Long.parseLong(value.asText())).toString())
        : value;
  }

  /** What is not set is null, however HubSpot shows it. */
  @Override
  public ObjectNode shown(ObjectNode record) {
    ObjectNode shown = record.deepCopy();
    if (asked.isPresent()) {
      JsonNode given = record.path(PROPERTIES);
      ObjectNode properties = shown.putObject(PROPERTIES);
      for (String name : asked.get()) {
        JsonNode value = given.path(name);
        properties.set(name, value.isMissingNode() ? NullNode.getInstance() : value);
      }
    }
    return shown;
  }
}
