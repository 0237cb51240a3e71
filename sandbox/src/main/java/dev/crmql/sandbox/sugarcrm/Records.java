package dev.crmql.sandbox.sugarcrm;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Writes rows as the records of an answer. */
final class Records {
  private static final Set<String> ALWAYS = Set.of("id", "date_modified");

  private final UserTime time;

  Records(UserTime time) {
    this.time = time;
  }

  /**
   * One record.
   *
   * @param fields what was asked for; null for everything
   */
  ObjectNode write(Module module, Map<String, Object> row, Set<String> fields) {
    ObjectNode record = JsonNodeFactory.instance.objectNode();
    for (Field field : module.fields().values()) {
      if (fields == null || fields.contains(field.name()) || ALWAYS.contains(field.name())) {
        put(record, field, row.get(field.name()));
      }
    }
    record.putArray("locked_fields");
    record.putObject("_acl").putObject("fields");
    return record.put("_module", module.name());
  }

  /**
   * Text, dates and amounts without a value are shown as the empty text; only numbers and booleans
   * as null.
   */
  private void put(ObjectNode record, Field field, Object value) {
    String name = field.name();
    switch (field.type()) {
      case ID, NAME, VARCHAR, TEXT, ENUM, PHONE, URL, RELATE, FULLNAME, NONE ->
          record.put(name, value == null ? "" : (String) value);
      case BOOL -> record.put(name, (Boolean) value);
      case INT -> record.put(name, (Integer) value);
      case DECIMAL -> record.put(name, value == null ? null : ((BigDecimal) value).doubleValue());
      case CURRENCY ->
          record.put(
              name,
              value == null
                  ? ""
                  : ((BigDecimal) value).setScale(6, RoundingMode.HALF_UP).toPlainString());
      case DATE -> record.put(name, value == null ? "" : value.toString());
      case DATETIME, DATETIMECOMBO ->
          record.put(name, value == null ? "" : time.print((Instant) value));
      case EMAIL -> putEmail(record, name, (String) value);
      case LINK -> {}
    }
  }

  /** {@code email1} is the primary address; {@code email} all addresses, as objects. */
  private static void putEmail(ObjectNode record, String name, String address) {
    if (name.equals("email1")) {
      record.put(name, address == null ? "" : address);
    } else if (address == null) {
      record.putArray(name);
    } else {
      record
          .putArray(name)
          .addObject()
          .put(
              "email_address_id",
              UUID.nameUUIDFromBytes(address.getBytes(StandardCharsets.UTF_8)).toString())
          .put("email_address", address)
          .put("opt_out", false)
          .put("invalid_email", false)
          .put("primary_address", true)
          .put("reply_to_address", false);
    }
  }
}
