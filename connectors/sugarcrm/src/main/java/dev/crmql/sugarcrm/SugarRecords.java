package dev.crmql.sugarcrm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.crmql.normalize.DecimalText;
import dev.crmql.normalize.IsoTemporal;
import dev.crmql.normalize.NormalizedQuery;
import dev.crmql.query.FieldPath;
import dev.crmql.schema.FieldType;
import dev.crmql.schema.ObjectSchema;
import dev.crmql.spi.RecordFormat;
import dev.crmql.spi.UpstreamException;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * How a module's records are read. The service shows NULL as empty text but for numbers and truth
 * values, amounts as text such as {@code "25000.000000"}, moments in the API user's zone and
 * addresses as a list of objects.
 */
final class SugarRecords implements RecordFormat {

  private static final String MODULE = "_module";

  /** Digits after the point of an amount, by which it is told from other text. */
  private static final int AMOUNT_SCALE = 6;

  private final String module;
  private final ObjectSchema schema;
  private final Optional<Set<String>> asked;

  /**
   * A format.
   *
   * @param schema as described, or what is known of every SugarCRM
   */
  SugarRecords(String module, ObjectSchema schema, NormalizedQuery query) {
    this(module, schema, query.selectsAll() ? Optional.empty() : Optional.of(names(query)));
  }

  private SugarRecords(String module, ObjectSchema schema, Optional<Set<String>> asked) {
    this.module = module;
    this.schema = schema;
    this.asked = asked;
  }

  /** The format of records of a module that is not described, shown with all that they have. */
  static SugarRecords whole(String module) {
    return new SugarRecords(module, StockFields.known(module), Optional.empty());
  }

  private static Set<String> names(NormalizedQuery query) {
    Set<String> names = new HashSet<>();
    query.fields().forEach(field -> names.add(lower(field.head())));
    return names;
  }

  private static String lower(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  /** Whether anything is known of the property, so that its name is known to be right. */
  boolean knows(FieldPath field) {
    return schema.field(field.head()).isPresent();
  }

  @Override
  public String id(JsonNode record) {
    JsonNode id = record.path("id");
    if (!id.isTextual() || id.textValue().isEmpty()) {
      throw UpstreamException.unexpected("SugarCRM: a record of " + module + " has no id");
    }
    return id.textValue();
  }

  @Override
  public String type(JsonNode record) {
    return module;
  }

  @Override
  public JsonNode value(JsonNode record, FieldPath field) {
    if (field.isNested()) {
      return NullNode.getInstance();
    }
    JsonNode value = member(record, field.head());
    if (value.isArray()) {
      return list(value);
    }
    FieldType type = schema.type(field.head());
    return switch (type) {
      case TEXT, ID -> value;
      case INTEGER, DECIMAL -> read(value, SugarRecords::number);
      case BOOLEAN -> truth(value);
      case DATE -> read(value, text -> value);
      case TIMESTAMP -> read(value, text -> moment(text).orElse(value));
      case OTHER -> read(value, text -> byShape(text, value));
    };
  }

  private static JsonNode member(JsonNode record, String name) {
    JsonNode exact = record.get(name);
    if (exact != null) {
      return exact;
    }
    for (Map.Entry<String, JsonNode> member : record.properties()) {
      if (member.getKey().equalsIgnoreCase(name)) {
        return member.getValue();
      }
    }
    return NullNode.getInstance();
  }

  /** The primary address of a list of addresses; any other list as it is. */
  private static JsonNode list(JsonNode list) {
    for (JsonNode element : list) {
      if (element.path("primary_address").asBoolean() && element.has("email_address")) {
        return element.get("email_address");
      }
    }
    boolean empty = list.isEmpty() || list.get(0).has("email_address");
    return empty ? NullNode.getInstance() : list;
  }

  private static JsonNode read(JsonNode value, Function<String, JsonNode> reader) {
    if (!value.isTextual()) {
      return value;
    }
    return value.textValue().isEmpty() ? NullNode.getInstance() : reader.apply(value.textValue());
  }

  private static JsonNode number(String text) {
    return DecimalText.read(text)
        .<JsonNode>map(DecimalNode::valueOf)
        .orElseGet(() -> TextNode.valueOf(text));
  }

  private static JsonNode truth(JsonNode value) {
    if (value.isBoolean() || value.isNull()) {
      return value;
    }
    return switch (value.asText()) {
      case "1", "true" -> BooleanNode.TRUE;
      case "0", "false" -> BooleanNode.FALSE;
      default -> NullNode.getInstance();
    };
  }

  private static Optional<JsonNode> moment(String text) {
    return IsoTemporal.timestamp(text).map(instant -> TextNode.valueOf(instant.toString()));
  }

  /** Amounts and moments have a form of their own. */
  private static JsonNode byShape(String text, JsonNode value) {
    if (text.indexOf('.') == text.length() - AMOUNT_SCALE - 1) {
      return number(text);
    }
    return IsoTemporal.looksTemporal(text) ? moment(text).orElse(value) : value;
  }

  @Override
  public ObjectNode shown(ObjectNode record) {
    ObjectNode shown = JsonNodeFactory.instance.objectNode();
    for (Map.Entry<String, JsonNode> member : record.properties()) {
      if (isShown(member.getKey())) {
        shown.set(member.getKey(), member.getValue());
      }
    }
    return shown;
  }

  /** The module's name is the one note of the service's own that stays. */
  private boolean isShown(String name) {
    if (name.equals(MODULE)) {
      return true;
    }
    return asked
        .map(names -> names.contains(lower(name)))
        .orElse(!name.equals("_acl") && !name.equals("locked_fields"));
  }
}
