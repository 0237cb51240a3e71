package dev.crmql.sandbox.salesforce;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.crmql.sandbox.http.PageRows;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Results that did not fit a page, kept until they are pushed out by newer ones. */
final class Cursors {
  /**
   * Many more than one user's 10, so that tests, and many users of one, may run beside each other.
   */
  private static final int CAPACITY = 1_000;

  private static final String PREFIX = "01g";

  private final Map<String, Cursor> cursors =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Cursor> eldest) {
          return size() > CAPACITY;
        }
      };

  private int opened;

  private record Cursor(List<JsonNode> records, int pageSize) {}

  /**
   * The first page of a result, with a link to the next if there is more; a cursor is kept for it
   * then.
   */
  synchronized ObjectNode firstPage(List<JsonNode> records, int pageSize, String queryPath) {
    String cursor = records.size() > pageSize ? keep(records, pageSize) : null;
    return page(new Cursor(records, pageSize), 0, cursor, queryPath);
  }

  /**
   * A later page.
   *
   * @param locator what a link to the next page ends with: cursor, hyphen, number of the page's
   *     first record from 0
   */
  synchronized Optional<ObjectNode> page(String locator, String queryPath) {
    int hyphen = locator.indexOf('-');
    Cursor cursor = hyphen < 0 ? null : cursors.get(locator.substring(0, hyphen));
    if (cursor == null) {
      return Optional.empty();
    }
    try {
      int start = Integer.parseInt(locator.substring(hyphen + 1));
      return start < 0 || start > cursor.records().size()
          ? Optional.empty()
          : Optional.of(page(cursor, start, locator.substring(0, hyphen), queryPath));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  /** A locator that leads to these records, all on one page. */
  synchronized String locatorOf(List<JsonNode> records) {
    return keep(records, records.size()) + "-0";
  }

  private String keep(List<JsonNode> records, int pageSize) {
    opened++;
    String cursor = SalesforceIds.of(PREFIX, opened);
    cursors.put(cursor, new Cursor(records, pageSize));
    return cursor;
  }

  private static ObjectNode page(Cursor cursor, int start, String name, String queryPath) {
    int end = Math.min(start + PageRows.atMost(cursor.pageSize()), cursor.records().size());
    boolean done = end == cursor.records().size();
    ObjectNode page = JsonNodeFactory.instance.objectNode();
    page.put("totalSize", cursor.records().size()).put("done", done);
    if (!done) {
      page.put("nextRecordsUrl", queryPath + "/" + name + "-" + end);
    }
    page.putArray("records").addAll(cursor.records().subList(start, end));
    return page;
  }
}
