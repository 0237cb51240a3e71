package dev.crmql.sandbox.hubspot;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Writes rows as the records of an answer. */
final class RecordWriter {
  private static final DateTimeFormatter MILLISECONDS =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

  private RecordWriter() {}

  /**
   * One record. Every value is text. What has no value is left out, null or empty text; the id and
   * the dates that every record has come with half of the records without being asked for.
   *
   * @param wanted names of properties, of which unknown ones are left out; null for the default
   *     ones
   */
  static ObjectNode write(ObjectType type, Map<String, Object> row, List<String> wanted) {
    String id = (String) row.get(ObjectType.ID);
    ObjectNode record = Json.MAPPER.createObjectNode().put("id", id);
    ObjectNode properties = record.putObject("properties");
    for (String name : shown(type, id, wanted)) {
      if (type.properties().containsKey(name)) {
        put(properties, name, row.get(name), id);
      }
    }
    return record
        .put("createdAt", MILLISECONDS.format((Instant) row.get(type.created())))
        .put("updatedAt", MILLISECONDS.format((Instant) row.get(type.modified())))
        .put("archived", false);
  }

  private static Set<String> shown(ObjectType type, String id, List<String> wanted) {
    Set<String> shown = new LinkedHashSet<>(wanted == null ? type.defaults() : wanted);
    if (wanted == null || Long.parseLong(id) % 2 == 0) {
      shown.addAll(type.system());
    }
    return shown;
  }

  private static void put(ObjectNode properties, String name, Object value, String id) {
    if (value != null) {
      properties.put(name, text(value));
      return;
    }
    switch (Math.floorMod((id + name).hashCode(), 3)) {
      case 0 -> properties.putNull(name);
      case 1 -> properties.put(name, "");
      default -> {}
    }
  }

  private static String text(Object value) {
    return value instanceof BigDecimal number
        ? number.stripTrailingZeros().toPlainString()
        : value.toString();
  }
}
