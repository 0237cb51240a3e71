package dev.crmql.salesforce;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.crmql.query.FieldPath;
import dev.crmql.spi.RecordFormat;

/** Reads records of text that is not parsed, and leaves them as they came. */
enum TextRecords implements RecordFormat {
  /** Those that were asked for in the caller's own text. */
  OF_A_TEXT,
  /** Those that hold a keyword. */
  OF_A_KEYWORD;

  /** The type of a row of {@code GROUP BY}, which is no record and has no id. */
  private static final String AGGREGATE = "AggregateResult";

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
