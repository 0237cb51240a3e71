package dev.crmql.sandbox.hubspot;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.crmql.sandbox.data.Database;
import dev.crmql.sandbox.http.Request;
import dev.crmql.sandbox.sql.Sql;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Answers searches. */
final class Search {
  private final Database database;
  private final HubSpotReadings readings;

  Search(Database database, HubSpotReadings readings) {
    this.database = database;
    this.readings = readings;
  }

  /** A page; the next one's cursor is an offset, and is there as long as more was found. */
  ObjectNode answer(ObjectType type, Request request, URI baseUri) {
    SearchRequest search = SearchRequest.of(request.body(), type);
    SearchSql sql = new SearchSql(type, readings);
    Sql from = sql.from(search);
    long found = count(from);
    ObjectNode page =
        Json.MAPPER.createObjectNode().put("total", Math.min(found, SearchRequest.WINDOW));
    ArrayNode results = page.putArray("results");
    for (Map<String, Object> row : rows(search, from, sql.orderBy(search))) {
      results.add(RecordWriter.write(type, row, search.properties()));
    }
    int next = search.after() + search.limit();
    if (next < found) {
      Pages.putNext(page, request, Integer.toString(next), baseUri);
    }
    return page;
  }

  private long count(Sql from) {
    return (Integer)
        database
            .query("SELECT COUNT(*) AS \"count\"" + from.text(), from.values())
            .get(0)
            .get("count");
  }

  private List<Map<String, Object>> rows(SearchRequest search, Sql from, String orderBy) {
    List<Object> values = new ArrayList<>(from.values());
    values.add(search.limit());
    values.add(search.after());
    return database.query("SELECT *" + from.text() + orderBy + " LIMIT ? OFFSET ?", values);
  }
}
