package dev.crmql.pipeliner;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.crmql.normalize.NormalizedQuery;
import dev.crmql.query.FieldPath;
import dev.crmql.schema.FieldType;
import dev.crmql.schema.ObjectSchema;
import dev.crmql.spi.TypedRecords;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Pipeliner CRM's records: an amount of money is an object with the amount in the space's own
 * currency, and a relation is the address of the record that it leads to.
 */
final class PipelinerRecords extends TypedRecords {

  private static final Pattern ADDRESS =
      Pattern.compile("https?://\\S+/entities/[A-Za-z]+/([0-9a-f-]{36})");

  private final ObjectSchema schema;

  PipelinerRecords(String entity, ObjectSchema schema, Optional<NormalizedQuery> query) {
    super(PipelinerDialect.TITLE, entity, EntityFields.ID, schema, query);
    this.schema = schema;
  }

  @Override
  protected JsonNode property(JsonNode record, FieldPath field) {
    JsonNode value = super.property(record, field);
    if (value.has("base_value")) {
      return value.get("base_value");
    }
    if (EntityFields.type(field.head(), schema) == FieldType.OTHER && value.isTextual()) {
      Matcher address = ADDRESS.matcher(value.textValue());
      return address.matches() ? TextNode.valueOf(address.group(1)) : value;
    }
    return value;
  }
}
