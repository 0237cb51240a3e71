package dev.crmql.hubspot;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.crmql.query.SortItem;
import dev.crmql.spi.UpstreamJson;
import dev.crmql.spi.UpstreamRequest;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Makes requests.
 *
 * @param objects the path of all object types, with the slash at its end
 */
record HubSpotRequests(String objects) {

  private static final String SEARCH = "/search";
  private static final String BATCH_READ = "/batch/read";
  private static final String SORT = "/sorts/0";

  /** Stands in the last read alone; it says what holds without it (Read a batch of objects). */
  private static final String LAST = "archived";

  /**
   * Requests of a version of the API (Search the CRM, the two families of paths).
   *
   * @param version {@code v3}, or a date such as {@code 2026-03}
   */
  static HubSpotRequests of(String version) {
    return new HubSpotRequests(
        version.startsWith("v")
            ? "/crm/" + version + "/objects/"
            : "/crm/objects/" + version + "/");
  }

  /**
   * The request for the first page of a search, sorted by id.
   *
   * @param groups of which one must hold; a group without filters is none
   * @param keywords what the searched properties must hold
   * @param properties their names, one or more: without any, a few of HubSpot's own choice come
   */
  UpstreamRequest search(
      String object,
      List<FilterGroup> groups,
      Optional<String> keywords,
      boolean descending,
      List<String> properties,
      int limit) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    if (groups.stream().allMatch(group -> group.size() > 0) && !groups.isEmpty()) {
      body.putArray("filterGroups").addAll(groups.stream().map(FilterGroup::json).toList());
    }
    keywords.ifPresent(text -> body.put("query", text));
    body.putArray("sorts")
        .addObject()
        .put("propertyName", HubSpotNames.ID)
        .put("direction", direction(descending));
    properties.forEach(body.putArray("properties")::add);
    body.put("limit", limit);
    return UpstreamRequest.post(objects + object + SEARCH, body.toString());
  }

  /** The same search in the order of a property, which leaves open how equal records come. */
  static UpstreamRequest inOrder(SortItem key, UpstreamRequest search) {
    ObjectNode body = body(search);
    ((ObjectNode) body.at(SORT))
        .put("propertyName", key.field().head())
        .put("direction", direction(key.descending()));
    return with(body, search);
  }

  /** Whether a search's records come in the order of their ids. */
  static boolean isSortedById(UpstreamRequest search) {
    return body(search).at(SORT).path("propertyName").asText().equals(HubSpotNames.ID);
  }

  private static String direction(boolean descending) {
    return descending ? "DESCENDING" : "ASCENDING";
  }

  /**
   * The request for properties of records that a search found.
   *
   * @param last whether the search found no others
   */
  static UpstreamRequest batchRead(
      UpstreamRequest search, List<String> ids, List<String> properties, boolean last) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    properties.forEach(body.putArray("properties")::add);
    ArrayNode inputs = body.putArray("inputs");
    ids.forEach(id -> inputs.addObject().put("id", id));
    String path = search.path();
    UpstreamRequest read =
        UpstreamRequest.post(
            path.substring(0, path.length() - SEARCH.length()) + BATCH_READ, body.toString());
    return last ? read.withParameter(LAST, "false") : read;
  }

  /** Whether the records that a batch read gives are the last. */
  static boolean isLastRead(UpstreamRequest request) {
    return request.query().containsKey(LAST);
  }

  static boolean isBatchRead(UpstreamRequest request) {
    return request.path().endsWith(BATCH_READ);
  }

  /** The object type that a search is for. */
  String object(UpstreamRequest search) {
    return search.path().substring(objects.length(), search.path().length() - SEARCH.length());
  }

  /** The body of a request that this class made. */
  static ObjectNode body(UpstreamRequest request) {
    return (ObjectNode) UpstreamJson.read(request.body().orElseThrow()).orElseThrow();
  }

  /** The same request with another body. */
  static UpstreamRequest with(ObjectNode body, UpstreamRequest request) {
    return UpstreamRequest.post(request.path(), body.toString());
  }

  /** The request for what is known of an object type; the same in all versions. */
  static UpstreamRequest properties(String object) {
    return UpstreamRequest.get("/crm/v3/properties/" + object, Map.of());
  }
}
