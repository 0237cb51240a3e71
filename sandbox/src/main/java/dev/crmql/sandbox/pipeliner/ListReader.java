package dev.crmql.sandbox.pipeliner;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.crmql.sandbox.data.Database;
import java.util.List;
import java.util.Map;

/** Answers requests for records, a page at a time. */
final class ListReader {
  private final Database database;
  private final PipelinerOptions options;

  ListReader(Database database, PipelinerOptions options) {
    this.database = database;
    this.options = options;
  }

  /**
   * A page.
   *
   * @param entitiesUrl what the address of a record begins with, without a slash at the end
   */
  ObjectNode page(Entity entity, ListRequest request, String entitiesUrl) {
    List<Map<String, Object>> all = rows(entity, request);
    Window window = request.window();
    int from = 0;
    int to = all.size();
    switch (window.way()) {
      case FORWARD -> {
        from = start(all, request);
        to = Math.min(all.size(), from + window.size());
      }
      case BACKWARD -> {
        to =
            window.cursor() == null
                ? all.size()
                : Cursor.index(window.cursor(), all, request.order());
        from = Math.max(0, to - window.size());
      }
      case LEGACY -> {
        from = Math.min(all.size(), window.offset());
        to = Math.min(all.size(), from + window.size());
      }
    }
    ObjectNode page = JsonNodeFactory.instance.objectNode().put("success", true);
    ArrayNode data = page.putArray("data");
    List<Map<String, Object>> rows = all.subList(from, to);
    rows.forEach(row -> data.add(RecordWriter.write(entity, row, request.loadOnly(), entitiesUrl)));
    if (window.way() == Window.Way.LEGACY) {
      return page.put("total", all.size());
    }
    page.putObject("page_info")
        .put("start_cursor", rows.isEmpty() ? null : Cursor.of(rows.get(0), request.order()))
        .put(
            "end_cursor",
            rows.isEmpty() ? null : Cursor.of(rows.get(rows.size() - 1), request.order()))
        .put("has_previous_page", from > 0)
        .put("has_next_page", to < all.size());
    return page;
  }

  private static int start(List<Map<String, Object>> all, ListRequest request) {
    String cursor = request.window().cursor();
    return cursor == null || cursor.equals(Cursor.START)
        ? 0
        : Cursor.index(cursor, all, request.order()) + 1;
  }

  private List<Map<String, Object>> rows(Entity entity, ListRequest request) {
    Where where = Where.of(request.conditions(), options);
    return database.query(
        "SELECT * FROM "
            + Database.quoted(entity.name())
            + " WHERE "
            + where.sql()
            + " ORDER BY "
            + SortKey.sql(request.order(), options),
        where.values());
  }
}
