package dev.crmql.sandbox.pipeliner;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/** A record's place in a sorted list: the values that it is sorted by, and its id. */
final class Cursor {
  /** Before the first record; the service itself hands no such one out. */
  static final String START = encoded(JsonNodeFactory.instance.arrayNode());

  private Cursor() {}

  static String of(Map<String, Object> row, List<SortKey> order) {
    ArrayNode values = JsonNodeFactory.instance.arrayNode();
    for (SortKey key : order) {
      Object value = row.get(key.field().name());
      values.add(value == null ? null : value.toString());
    }
    return encoded(values.add((String) row.get("id")));
  }

  /**
   * The index of the record that a cursor was handed out with.
   *
   * @throws Refusal if there is none, as with a cursor of another order
   */
  static int index(String cursor, List<Map<String, Object>> rows, List<SortKey> order) {
    for (int i = 0; i < rows.size(); i++) {
      if (of(rows.get(i), order).equals(cursor)) {
        return i;
      }
    }
    throw Refusal.badParameter("the cursor does not fit the request");
  }

  private static String encoded(ArrayNode values) {
    return Base64.getEncoder().encodeToString(values.toString().getBytes(StandardCharsets.UTF_8));
  }
}
