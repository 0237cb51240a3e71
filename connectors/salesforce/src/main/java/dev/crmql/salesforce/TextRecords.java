package dev.crmql.salesforce;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.crmql.query.FieldPath;
import dev.crmql.spi.RecordFormat;

/** Reads records that were asked for in the caller's own text, and leaves them as they came. */
final class TextRecords implements RecordFormat {

  static final TextRecords INSTANCE = new TextRecords();

  /** The type of a row of {@code GROUP BY}, which is no record and has no id. */
  private static final String AGGREGATE = "AggregateResult";

  private TextRecords() {}

  /** The id, also where it was not selected; empty for what is no record. */
  @Override
  public String id(JsonNode record) {
    return type(record).equals(AGGREGATE) ? "" : SalesforceRecords.idOf(record);
  }

  @Override
  public String type(JsonNode record) {
    return record.path(SalesforceRecords.ATTRIBUTES).path("type").asText("");
  }

  @Override
  public JsonNode value(JsonNode record, FieldPath field) {
    return SalesforceRecords.moment(SalesforceRecords.property(record, field));
  }

  @Override
  public ObjectNode shown(ObjectNode record) {
    return record;
  }
}
