package dev.crmql.dynamics;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.crmql.spi.UpstreamJson;
import dev.crmql.spi.UpstreamRequest;
import java.util.List;

/** Makes requests of Dataverse Search (Power Apps developer guide, Dataverse Search query). */
final class SearchRequests {

  private static final String PATH = "/api/search/v2.0/query";
  private static final String TOP = "top";
  private static final String SKIP = "skip";

  /** What means something else in a search text unless a backslash stands before it. */
  private static final String RESERVED = "+-&|!(){}[]^\"~*?:\\/";

  private SearchRequests() {}

  static boolean isSearch(UpstreamRequest request) {
    return request.path().equals(PATH);
  }

  /**
   * The text that finds rows with every word. The guide has two forms of an option for that, of
   * which each may be unknown to a server; this operator stands in all of its versions. A word
   * without a letter or digit is in no index: it is left out.
   */
  static String text(List<String> words) {
    StringBuilder text = new StringBuilder();
    for (String word : words) {
      if (word.codePoints().anyMatch(Character::isLetterOrDigit)) {
        text.append(text.isEmpty() ? "" : "+");
        appendEscaped(text, word);
      }
    }
    return text.toString();
  }

  private static void appendEscaped(StringBuilder to, String word) {
    for (int i = 0; i < word.length(); i++) {
      char c = word.charAt(i);
      if (RESERVED.indexOf(c) >= 0) {
        to.append('\\');
      }
      to.append(c);
    }
  }

  /** The request for the best rows. Equal scores come at random, so pages need a second key. */
  static UpstreamRequest first(String text, int pageSize) {
    ArrayNode order =
        JsonNodeFactory.instance.arrayNode().add("@search.score desc").add("createdon desc");
    return post(
        JsonNodeFactory.instance
            .objectNode()
            .put("search", text)
            .put("entities", entities().toString())
            .put("orderby", order.toString())
            .put("count", true)
            .put(TOP, Math.min(pageSize, DynamicsLimits.INSTANCE.searchRows()))
            .put(SKIP, 0));
  }

  private static ArrayNode entities() {
    ArrayNode entities = JsonNodeFactory.instance.arrayNode();
    for (SearchedTable table : SearchedTable.ALL) {
      ObjectNode entity = entities.addObject().put("name", table.name());
      ArrayNode shown = entity.putArray("selectColumns");
      table.columns().forEach(shown::add);
      entity.set("searchColumns", shown.deepCopy());
    }
    return entities;
  }

  /** How many rows stand before the page after this request's. */
  static long end(UpstreamRequest request) {
    JsonNode body = body(request);
    return body.get(SKIP).longValue() + body.get(TOP).longValue();
  }

  /** The request for the page after this request's. */
  static UpstreamRequest next(UpstreamRequest request) {
    return post(body(request).put(SKIP, end(request)));
  }

  private static ObjectNode body(UpstreamRequest request) {
    return (ObjectNode) UpstreamJson.read(request.body().orElseThrow()).orElseThrow();
  }

  private static UpstreamRequest post(ObjectNode body) {
    return UpstreamRequest.post(PATH, body.toString());
  }
}
