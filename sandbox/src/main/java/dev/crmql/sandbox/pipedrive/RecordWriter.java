package dev.crmql.sandbox.pipedrive;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.Set;

/** Writes rows as the records of an answer, in the shape of v2 or, for leads, of v1. */
final class RecordWriter {
  private static final String CURRENCY = "EUR";
  private static final DateTimeFormatter V1_TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(ZoneOffset.UTC);

  private RecordWriter() {}

  /**
   * One record.
   *
   * @param custom the keys of the custom fields to show in v2; null for all
   */
  static ObjectNode write(Entity entity, Map<String, Object> row, Set<String> custom) {
    boolean v1 = entity.isLead();
    ObjectNode record = JsonNodeFactory.instance.objectNode();
    ObjectNode customFields = v1 ? record : JsonNodeFactory.instance.objectNode();
    for (Field field : entity.fields()) {
      if (!field.isCustom()) {
        put(record, field, row.get(field.key()), v1);
      } else if (custom == null || custom.contains(field.key())) {
        put(customFields, field, row.get(field.key()), v1);
      }
    }
    if (!v1) {
      record.set("custom_fields", customFields);
    }
    return record;
  }

  private static void put(ObjectNode record, Field field, Object value, boolean v1) {
    String key = field.key();
    switch (field.type()) {
      case EMAIL, PHONE -> putContact(record.putArray(key), (String) value);
      case SET -> putSet(record, key, (String) value, v1);
      case MONETARY -> putMoney(record, field, (BigDecimal) value, v1);
      case LEAD_VALUE -> putObject(record, key, "amount", value);
      case ADDRESS -> putAddress(record, key, (String) value);
      case DATETIME -> record.put(key, value == null ? null : time((Instant) value, v1));
      case DATE -> record.put(key, value == null ? null : value.toString());
      case DOUBLE -> record.put(key, value == null ? null : ((BigDecimal) value).doubleValue());
      case BOOLEAN -> record.put(key, (Boolean) value);
      case NUMBER_ID, INT, ENUM, STAGE, USER, ORG, PEOPLE -> record.put(key, (Integer) value);
      case VARCHAR, TEXT, TIME, STATUS, TEXT_ID -> record.put(key, (String) value);
    }
  }

  private static String time(Instant instant, boolean v1) {
    return v1 ? V1_TIME.format(instant) : instant.toString();
  }

  private static void putContact(ArrayNode all, String value) {
    if (value != null) {
      all.addObject().put("value", value).put("primary", true).put("label", "work");
    }
  }

  private static void putSet(ObjectNode record, String key, String ids, boolean v1) {
    if (v1) {
      record.put(key, ids);
      return;
    }
    ArrayNode list = record.putArray(key);
    if (ids != null) {
      for (String id : ids.split(",", -1)) {
        list.add(Integer.parseInt(id));
      }
    }
  }

  private static void putMoney(ObjectNode record, Field field, BigDecimal value, boolean v1) {
    if (field.isCustom() && !v1) {
      putObject(record, field.key(), "value", value);
      return;
    }
    record.put(field.key(), value == null ? null : value.doubleValue());
    if (field.isCustom()) {
      record.put(field.key() + "_currency", value == null ? null : CURRENCY);
    }
  }

  private static void putObject(ObjectNode record, String key, String amount, Object value) {
    if (value == null) {
      record.putNull(key);
    } else {
      record
          .putObject(key)
          .put(amount, ((BigDecimal) value).doubleValue())
          .put("currency", CURRENCY);
    }
  }

  private static void putAddress(ObjectNode record, String key, String value) {
    if (value == null) {
      record.putNull(key);
    } else {
      record.putObject(key).put("value", value).put("locality", value);
    }
  }
}
