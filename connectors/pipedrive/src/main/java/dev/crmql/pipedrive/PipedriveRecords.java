package dev.crmql.pipedrive;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.crmql.normalize.NormalizedQuery;
import dev.crmql.query.ConditionFields;
import dev.crmql.query.FieldPath;
import dev.crmql.schema.ObjectSchema;
import dev.crmql.spi.TypedRecords;
import dev.crmql.spi.UpstreamException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The records of lists and of the item search. Custom fields stand beside the others in version 1
 * and below {@code custom_fields} in version 2; amounts, addresses and spans are objects whose
 * {@code value} or {@code amount} counts; of several addresses and numbers, the primary one does;
 * several choices are their ids with commas between, as version 1 has it.
 */
final class PipedriveRecords extends TypedRecords {

  private static final Pattern CUSTOM = Pattern.compile("[0-9a-f]{40}");
  private static final String CUSTOM_FIELDS = "custom_fields";
  private static final String VALUE = "value";

  private final String type;
  private final Set<String> needed = new HashSet<>();
  private final List<String> asked;

  PipedriveRecords(RecordList list, ObjectSchema schema, NormalizedQuery query) {
    super(PipedriveDialect.TITLE, list.name(), RecordList.ID, schema, Optional.of(query));
    this.type = list.name();
    this.asked = query.fields().stream().map(FieldPath::head).toList();
    query
        .conjuncts()
        .forEach(conjunct -> ConditionFields.forEach(conjunct, field -> needed.add(field.head())));
    query.orderBy().forEach(item -> needed.add(item.field().head()));
  }

  private PipedriveRecords() {
    super(PipedriveDialect.TITLE, "items", RecordList.ID, ObjectSchema.unknown(), Optional.empty());
    this.type = "";
    this.asked = List.of();
  }

  /** What the item search finds, which tells of which type it is. */
  static PipedriveRecords found() {
    return new PipedriveRecords();
  }

  /** Whether a property is a custom field, by its key. */
  static boolean isCustom(String name) {
    return CUSTOM.matcher(name).matches();
  }

  @Override
  public String type(JsonNode record) {
    if (!type.isEmpty()) {
      return type;
    }
    String item = record.path("type").asText("");
    return RecordList.all().stream()
        .filter(list -> list.item().filter(item::equals).isPresent())
        .findFirst()
        .map(RecordList::name)
        .orElse(item);
  }

  /**
   * {@inheritDoc}
   *
   * @throws UpstreamException if a property decides which rows are answered, or in which order, and
   *     the record does not show it, though it has all that have no value
   */
  @Override
  protected JsonNode property(JsonNode record, FieldPath field) {
    JsonNode value = member(record, field);
    if (value.isMissingNode() && needed.contains(field.head()) && !isCustom(field.head())) {
      throw UpstreamException.unexpected(
          PipedriveDialect.TITLE + ": the list of " + type + " does not show " + field);
    }
    return scalar(value);
  }

  private static JsonNode member(JsonNode record, FieldPath field) {
    JsonNode value = record;
    for (String name : field.names()) {
      value = value.path(name);
    }
    return value.isMissingNode() ? record.path(CUSTOM_FIELDS).path(field.head()) : value;
  }

  private static JsonNode scalar(JsonNode value) {
    if (value.isArray()) {
      return several(value);
    }
    if (!value.isObject()) {
      return value;
    }
    return value.has(VALUE) ? value.get(VALUE) : value.path("amount");
  }

  private static JsonNode several(JsonNode values) {
    if (values.isEmpty()) {
      return NullNode.getInstance();
    }
    if (values.get(0).isNumber()) {
      return TextNode.valueOf(
          values.valueStream().map(JsonNode::asText).collect(Collectors.joining(",")));
    }
    JsonNode first =
        values
            .valueStream()
            .filter(each -> each.path("primary").asBoolean(false))
            .findFirst()
            .orElse(values.get(0));
    return first.isObject() ? first.path(VALUE) : first;
  }

  @Override
  public ObjectNode shown(ObjectNode record) {
    ObjectNode shown = super.shown(record);
    JsonNode all = record.path(CUSTOM_FIELDS);
    if (asked.isEmpty() || !all.isObject()) {
      return shown;
    }
    ObjectNode custom = JsonNodeFactory.instance.objectNode();
    asked.stream().filter(all::has).forEach(name -> custom.set(name, all.get(name)));
    return custom.isEmpty() ? shown : shown.set(CUSTOM_FIELDS, custom);
  }

  /** The properties that were asked for and that the list does not show. */
  List<String> notShown(JsonNode record) {
    return asked.stream()
        .filter(name -> !isCustom(name) && member(record, FieldPath.of(name)).isMissingNode())
        .toList();
  }
}
