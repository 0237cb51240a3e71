package dev.crmql.sandbox.hubspot;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.crmql.sandbox.data.Database;
import dev.crmql.sandbox.http.Request;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/** Answers lists without a filter, whose cursors are of another kind than those of searches. */
final class Lists {
  /** The cursor of the first page. */
  static final String START = cursor("0");

  private static final int DEFAULT_LIMIT = 10;
  private static final int MOST_LIMIT = 100;

  private final Database database;

  Lists(Database database) {
    this.database = database;
  }

  /** A page in the order in which the records were made. Nothing is archived. */
  ObjectNode answer(ObjectType type, Request request, URI baseUri) {
    Map<String, String> parameters = request.parameters();
    int limit = Pages.limit(number(parameters.get("limit")), DEFAULT_LIMIT, MOST_LIMIT);
    long after = lastId(parameters.get("after"));
    ObjectNode page = Json.MAPPER.createObjectNode();
    ArrayNode results = page.putArray("results");
    if (Boolean.parseBoolean(parameters.get("archived"))) {
      return page;
    }
    String id = type.property(ObjectType.ID).sql();
    List<Map<String, Object>> rows =
        database.query(
            "SELECT * FROM "
                + Database.quoted(type.name())
                + " WHERE "
                + id
                + " > ? ORDER BY "
                + id
                + " LIMIT ?",
            List.of(after, limit + 1));
    String properties = parameters.get("properties");
    List<String> wanted = properties == null ? null : List.of(properties.split(","));
    rows.stream().limit(limit).forEach(row -> results.add(RecordWriter.write(type, row, wanted)));
    if (rows.size() > limit) {
      Pages.putNext(
          page, request, cursor((String) rows.get(limit - 1).get(ObjectType.ID)), baseUri);
    }
    return page;
  }

  private static Integer number(String text) {
    if (text != null && !text.matches("\\d{1,9}")) {
      throw HubSpotException.invalid("limit is not a number: " + text);
    }
    return text == null ? null : Integer.valueOf(text);
  }

  private static String cursor(String lastId) {
    return Base64.getEncoder().encodeToString(("id" + lastId).getBytes(StandardCharsets.US_ASCII));
  }

  /** The id that a cursor holds; 0 for no cursor. */
  private static long lastId(String cursor) {
    if (cursor == null) {
      return 0;
    }
    try {
      String text = new String(Base64.getDecoder().decode(cursor), StandardCharsets.US_ASCII);
      if (text.matches("id\\d{1,18}")) {
        return Long.parseLong(text.substring("id".length()));
      }
    } catch (IllegalArgumentException e) {
      // refused below
    }
    throw HubSpotException.invalid("after is not a cursor of this list: " + cursor);
  }
}
