package dev.crmql.salesforce;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.crmql.normalize.IsoTemporal;
import dev.crmql.normalize.NormalizedQuery;
import dev.crmql.query.FieldPath;
import dev.crmql.schema.FieldType;
import dev.crmql.schema.ObjectSchema;
import dev.crmql.spi.RecordFormat;
import dev.crmql.spi.UpstreamException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Reads the records of one plan. Names are found in any case, as SOQL takes them in any. */
final class SalesforceRecords implements RecordFormat {

  static final String ATTRIBUTES = "attributes";

  /** Names by their lower-case spelling; what hangs below a name is asked of a related object. */
  private record Asked(Map<String, Asked> names) {
    Asked() {
      this(new HashMap<>());
    }

    void add(FieldPath path) {
      Asked at = this;
      for (String name : path.names()) {
        at = at.names.computeIfAbsent(name.toLowerCase(Locale.ROOT), key -> new Asked());
      }
    }

    Asked below(String name) {
      return names.get(name.toLowerCase(Locale.ROOT));
    }
  }

  private final String objectName;
  private final ObjectSchema schema;
  private final boolean asIs;
  private final boolean everything;
  private final Asked names = new Asked();

  /**
   * A format.
   *
   * @param objectName the object type, as Salesforce calls it
   * @param extras what is fetched though it was not asked for
   */
  SalesforceRecords(
      String objectName, NormalizedQuery query, List<FieldPath> extras, ObjectSchema schema) {
    this.objectName = objectName;
    this.schema = schema;
    this.asIs = extras.isEmpty();
    this.everything = query.selectsAll();
    if (!asIs) {
      (everything ? extras : query.fields()).forEach(names::add);
    }
  }

  @Override
  public String id(JsonNode record) {
    String id = idOf(record);
    if (id.isEmpty()) {
      throw UpstreamException.unexpected("Salesforce gave a record without an id");
    }
    return id;
  }

  /** The id that a record has as a property, or else in its address; empty if in neither. */
  static String idOf(JsonNode record) {
    JsonNode id = property(record, SoqlFields.ID);
    if (id.isTextual() && !id.textValue().isEmpty()) {
      return SalesforceIds.toLong(id.textValue());
    }
    String url = record.path(ATTRIBUTES).path("url").asText("");
    return SalesforceIds.toLong(url.substring(url.lastIndexOf('/') + 1));
  }

  @Override
  public String type(JsonNode record) {
    return record.path(ATTRIBUTES).path("type").asText(objectName);
  }

  @Override
  public JsonNode value(JsonNode record, FieldPath field) {
    JsonNode value = property(record, field);
    return mayBeMoment(field) ? moment(value) : value;
  }

  /** The value in UTC if it is a moment; else the value. */
  static JsonNode moment(JsonNode value) {
    Optional<Instant> moment =
        value.isTextual() ? IsoTemporal.timestamp(value.textValue()) : Optional.empty();
    return moment.isPresent() ? JsonNodeFactory.instance.textNode(moment.get().toString()) : value;
  }

  private boolean mayBeMoment(FieldPath field) {
    if (field.isNested() || !schema.isKnown()) {
      return true;
    }
    return schema.field(field.head()).map(f -> f.type() == FieldType.TIMESTAMP).orElse(true);
  }

  /** What a path leads to, in any case; JSON null if nowhere. */
  static JsonNode property(JsonNode record, FieldPath field) {
    JsonNode value = record;
    for (String name : field.names()) {
      value = property(value, name);
    }
    return value;
  }

  private static JsonNode property(JsonNode object, String name) {
    JsonNode exact = object.get(name);
    if (exact != null) {
      return exact;
    }
    for (Map.Entry<String, JsonNode> property : object.properties()) {
      if (property.getKey().equalsIgnoreCase(name)) {
        return property.getValue();
      }
    }
    return NullNode.getInstance();
  }

  @Override
  public ObjectNode shown(ObjectNode record) {
    if (asIs) {
      return record;
    }
    return everything ? without(record) : only(record, names);
  }

  /** Every property is asked for, and the relations that extras lead over are none. */
  private ObjectNode without(ObjectNode record) {
    ObjectNode shown = JsonNodeFactory.instance.objectNode();
    for (Map.Entry<String, JsonNode> property : record.properties()) {
      if (names.below(property.getKey()) == null) {
        shown.set(property.getKey(), property.getValue());
      }
    }
    return shown;
  }

  private static ObjectNode only(ObjectNode record, Asked asked) {
    ObjectNode shown = JsonNodeFactory.instance.objectNode();
    for (Map.Entry<String, JsonNode> property : record.properties()) {
      Asked below = asked.below(property.getKey());
      JsonNode value = property.getValue();
      if (property.getKey().equals(ATTRIBUTES)) {
        shown.set(ATTRIBUTES, value);
      } else if (below != null) {
        boolean related = value instanceof ObjectNode && !below.names().isEmpty();
        shown.set(property.getKey(), related ? only((ObjectNode) value, below) : value);
      }
    }
    return shown;
  }
}
