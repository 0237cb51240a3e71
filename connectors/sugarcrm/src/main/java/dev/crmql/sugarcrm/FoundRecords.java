package dev.crmql.sugarcrm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.crmql.query.FieldPath;
import dev.crmql.spi.RecordFormat;
import dev.crmql.spi.UpstreamException;

/** How records that a keyword found are read: each as one of its own module, whole. */
enum FoundRecords implements RecordFormat {
  /** There is one way to read them. */
  INSTANCE;

  private static SugarRecords format(JsonNode record) {
    JsonNode module = record.path("_module");
    if (!module.isTextual() || module.textValue().isEmpty()) {
      throw UpstreamException.unexpected("SugarCRM: a record that was found is of no module");
    }
    return SugarRecords.whole(module.textValue());
  }

  @Override
  public String id(JsonNode record) {
    return format(record).id(record);
  }

  @Override
  public String type(JsonNode record) {
    return format(record).type(record);
  }

  @Override
  public JsonNode value(JsonNode record, FieldPath field) {
    return format(record).value(record, field);
  }

  @Override
  public ObjectNode shown(ObjectNode record) {
    return format(record).shown(record);
  }
}
