package dev.crmql.sandbox.pipedrive;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.crmql.sandbox.data.Database;
import dev.crmql.sandbox.http.PageRows;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Answers requests for records, a page at a time. */
final class Lists {
  private static final int MOST = 500;
  private static final int MOST_CUSTOM_FIELDS = 15;
  private static final Set<String> LEAD_SORTS =
      Set.of(
          "id",
          "title",
          "owner_id",
          "creator_id",
          "was_seen",
          "expected_close_date",
          "next_activity_id",
          "add_time",
          "update_time");

  private final Database database;
  private final ListFilter filter;
  private final PipedriveOptions options;

  Lists(Database database, ListFilter filter, PipedriveOptions options) {
    this.database = database;
    this.filter = filter;
    this.options = options;
  }

  /** A list of v2, by cursor. */
  ObjectNode page(Entity entity, String path, Map<String, String> parameters, boolean archived) {
    Set<String> known = ListFilter.names(entity);
    known.addAll(
        List.of(
            "limit",
            PageCursor.PARAMETER,
            "sort_by",
            "sort_direction",
            "custom_fields",
            "include_fields"));
    Parameters.requireKnown(parameters, known);
    Set<String> custom = customFields(parameters.get("custom_fields"));
    int limit = PageRows.atMost(Parameters.limit(parameters, MOST));
    int offset = PageCursor.offset(path, parameters);
    List<Map<String, Object>> rows =
        rows(
            entity,
            filter.of(entity, parameters, archived),
            order(entity, parameters),
            limit + 1,
            offset);
    ObjectNode page = written(entity, rows, limit, custom);
    page.putObject("additional_data")
        .put(
            "next_cursor",
            rows.size() > limit ? PageCursor.of(offset + limit, path, parameters) : null);
    return page;
  }

  /** The list of leads, by offset. */
  ObjectNode leads(Entity leads, Map<String, String> parameters, boolean archived) {
    Set<String> known = ListFilter.names(leads);
    known.addAll(List.of("start", "limit", "sort"));
    Parameters.requireKnown(parameters, known);
    int limit = PageRows.atMost(Parameters.limit(parameters, MOST));
    int start = Parameters.number("start", parameters.getOrDefault("start", "0"));
    List<Map<String, Object>> rows =
        rows(
            leads,
            filter.of(leads, parameters, archived),
            leadOrder(parameters.get("sort")),
            limit + 1,
            start);
    ObjectNode page = written(leads, rows, limit, null);
    boolean more = rows.size() > limit;
    ObjectNode pagination =
        page.putObject("additional_data")
            .putObject("pagination")
            .put("start", start)
            .put("limit", limit)
            .put("more_items_in_collection", more);
    if (more) {
      pagination.put("next_start", start + limit);
    }
    return page;
  }

  private static Set<String> customFields(String keys) {
    if (keys == null) {
      return null;
    }
    Set<String> custom = new LinkedHashSet<>(List.of(keys.split(",", -1)));
    if (custom.size() > MOST_CUSTOM_FIELDS) {
      throw Refusal.bad("custom_fields may be at most " + MOST_CUSTOM_FIELDS);
    }
    return custom;
  }

  private static ObjectNode written(
      Entity entity, List<Map<String, Object>> rows, int limit, Set<String> custom) {
    ObjectNode page = JsonNodeFactory.instance.objectNode().put("success", true);
    ArrayNode data = page.putArray("data");
    rows.stream().limit(limit).forEach(row -> data.add(RecordWriter.write(entity, row, custom)));
    return page;
  }

  private List<Map<String, Object>> rows(
      Entity entity, Where where, String order, int limit, int offset) {
    List<Object> values = new ArrayList<>(where.values());
    values.add(limit);
    values.add(offset);
    return database.query(
        "SELECT * FROM "
            + Database.quoted(entity.name())
            + " WHERE "
            + where.sql()
            + " ORDER BY "
            + order
            + " LIMIT ? OFFSET ?",
        values);
  }

  private String order(Entity entity, Map<String, String> parameters) {
    String by = parameters.getOrDefault("sort_by", "id");
    String direction = parameters.getOrDefault("sort_direction", "asc");
    Set<String> sortable = new LinkedHashSet<>(List.of("id", "update_time", "add_time"));
    if (entity.name().equals("activities")) {
      sortable.add("due_date");
    }
    if (!sortable.contains(by)) {
      throw Refusal.bad("sort_by must be of " + sortable);
    }
    if (!Set.of("asc", "desc").contains(direction)) {
      throw Refusal.bad("sort_direction must be asc or desc");
    }
    return sorted(by, direction.equals("desc")) + tie();
  }

  /** Reads {@code title ASC, id DESC}. */
  private String leadOrder(String sort) {
    if (sort == null) {
      return "\"add_time\"" + tie();
    }
    List<String> columns = new ArrayList<>();
    for (String part : sort.split(",", -1)) {
      String[] words = part.strip().split(" +", -1);
      if (words.length != 2
          || !LEAD_SORTS.contains(words[0])
          || !Set.of("ASC", "DESC").contains(words[1])) {
        throw Refusal.bad("sort must be a field and ASC or DESC, not " + part);
      }
      if (!words[0].equals("next_activity_id")) {
        columns.add(sorted(words[0], words[1].equals("DESC")));
      }
    }
    return String.join(", ", columns.isEmpty() ? List.of("\"id\"") : columns) + tie();
  }

  private String sorted(String column, boolean descending) {
    return Database.quoted(column)
        + (descending ? " DESC" : " ASC")
        + (descending == options.nullsSortLast() ? " NULLS FIRST" : " NULLS LAST");
  }

  /** What the order leaves open is no client's to rely on. */
  private static String tie() {
    return ", \"id\" DESC";
  }
}
