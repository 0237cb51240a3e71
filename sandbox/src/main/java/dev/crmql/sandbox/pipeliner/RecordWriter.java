package dev.crmql.sandbox.pipeliner;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import java.util.Set;

/** Writes rows as the records of an answer. */
final class RecordWriter {
  private static final String CURRENCY = "01234567-abcd-dcba-ffff-000000000000";

  private RecordWriter() {}

  /**
   * One record.
   *
   * @param shown names of its fields; null for all
   * @param entitiesUrl what the address of another record begins with, without a slash at the end
   */
  static ObjectNode write(
      Entity entity, Map<String, Object> row, Set<String> shown, String entitiesUrl) {
    ObjectNode record = JsonNodeFactory.instance.objectNode();
    for (Field field : entity.fields()) {
      Object value = row.get(field.name());
      if (shown == null || shown.contains(field.name())) {
        put(record, field, value);
      }
      if (field.link() != null && (shown == null || shown.contains(field.link()))) {
        record.put(
            field.link(), value == null ? null : entitiesUrl + "/" + field.target() + "/" + value);
      }
    }
    return record;
  }

  private static void put(ObjectNode record, Field field, Object value) {
    String name = field.name();
    if (value == null) {
      record.putNull(name);
      return;
    }
    switch (field.type()) {
      case ID, REFERENCE, TEXT, TEXT_AREA, EMAIL, PHONE, URL, COMPUTED, MODIFIER ->
          record.put(name, (String) value);
      case INTEGER, ENUM -> record.put(name, (Integer) value);
      case FLOAT -> record.put(name, ((BigDecimal) value).doubleValue());
      case CHECKBOX -> record.put(name, (Boolean) value);
      case DATE -> record.put(name, value.toString());
      case DATETIME -> record.put(name, Values.print((Instant) value));
      case MONEY ->
          record
              .putObject(name)
              .put("base_value", ((BigDecimal) value).doubleValue())
              .put("currency_id", CURRENCY)
              .put("value_foreign", ((BigDecimal) value).doubleValue());
    }
  }
}
