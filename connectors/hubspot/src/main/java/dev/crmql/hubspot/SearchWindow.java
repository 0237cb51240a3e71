package dev.crmql.hubspot;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.crmql.hubspot.PropertyFilter.Operator;
import dev.crmql.spi.UpstreamException;
import dev.crmql.spi.UpstreamFault;
import dev.crmql.spi.UpstreamRequest;
import java.util.List;
import java.util.Optional;

/**
 * Says which request follows on a page. Only the first 10,000 records of a search can be reached;
 * as they are sorted by id, another search goes on behind the last of them.
 */
final class SearchWindow {

  private static final HubSpotLimits LIMITS = HubSpotLimits.INSTANCE;
  private static final String AFTER = "after";
  private static final String GROUPS = "filterGroups";
  private static final String FILTERS = "filters";

  private SearchWindow() {}

  /**
   * The request for the next page; empty at the end, which HubSpot shows by giving no cursor.
   *
   * @param ids of the page's records, in their order
   */
  static Optional<UpstreamRequest> next(UpstreamRequest request, JsonNode page, List<String> ids) {
    if (isLast(request, page, ids.size())) {
      return Optional.empty();
    }
    return Optional.of(
        isAtEnd(request, page) && !ids.isEmpty()
            ? behind(ids.get(ids.size() - 1), request)
            : HubSpotRequests.with(
                HubSpotRequests.body(request).put(AFTER, cursor(page).asText()), request));
  }

  /**
   * Why the records that follow on a page can't be reached; empty if they can: only by ids can a
   * search go on behind the window.
   *
   * @param rows of the page
   */
  static Optional<String> bound(UpstreamRequest request, JsonNode page, int rows) {
    return !HubSpotRequests.isSortedById(request)
            && isAtEnd(request, page)
            && !isLast(request, page, rows)
        ? Optional.of("HubSpot shows at most " + LIMITS.windowRows() + " records of a search")
        : Optional.empty();
  }

  /** Whether no other page fits into the window. */
  private static boolean isAtEnd(UpstreamRequest request, JsonNode page) {
    JsonNode cursor = cursor(page);
    long reach = offset(cursor) + HubSpotRequests.body(request).path("limit").asLong();
    return cursor.asText("").isEmpty() || reach > LIMITS.windowRows();
  }

  /**
   * Whether no record follows on a page: there is no cursor, and the window goes on behind it.
   *
   * @param rows of the page
   */
  static boolean isLast(UpstreamRequest request, JsonNode page, int rows) {
    if (!cursor(page).asText("").isEmpty()) {
      return false;
    }
    long end = offset(HubSpotRequests.body(request).path(AFTER)) + rows;
    if (end >= LIMITS.windowRows() && rows > 0) {
      return false;
    }
    if (end < LIMITS.windowRows() && page.path("total").asLong() > end) {
      throw PageReader.unexpected("more records were found, and there is no cursor to them");
    }
    return true;
  }

  private static JsonNode cursor(JsonNode page) {
    return page.path("paging").path("next").path(AFTER);
  }

  /** How many records come before the page; 0 where a cursor does not say. */
  private static long offset(JsonNode cursor) {
    String text = cursor.asText("");
    return text.matches("[0-9]{1,9}") ? Long.parseLong(text) : 0;
  }

  /** The search from a record on, that record left out. */
  static UpstreamRequest behind(String id, UpstreamRequest search) {
    long last =
        HubSpotValues.id(id)
            .map(Long::parseLong)
            .orElseThrow(() -> PageReader.unexpected("an id is not a whole number"));
    ObjectNode body = HubSpotRequests.body(search).without(AFTER);
    boolean descending = body.at("/sorts/0/direction").asText().equals("DESCENDING");
    if (!body.has(GROUPS)) {
      body.putArray(GROUPS).addObject().putArray(FILTERS);
    }
    int filters = 0;
    int most = 0;
    for (JsonNode group : body.path(GROUPS)) {
      bind((ArrayNode) group.path(FILTERS), descending ? Operator.LT : Operator.GT, last);
      filters += group.path(FILTERS).size();
      most = Math.max(most, group.path(FILTERS).size());
    }
    if (most > LIMITS.groupFilters()
        || filters > LIMITS.filters()
        || body.toString().length() > LIMITS.bodyLength()) {
      throw noRoom();
    }
    return HubSpotRequests.with(body, search);
  }

  /** The query itself may ask for ids behind another one: the one further on counts. */
  private static void bind(ArrayNode filters, Operator operator, long last) {
    for (JsonNode filter : filters) {
      if (filter.path("propertyName").asText().equals(HubSpotNames.ID)
          && filter.path("operator").asText().equals(operator.name())) {
        long own = Long.parseLong(filter.path("value").asText());
        long further = operator == Operator.LT ? Math.min(own, last) : Math.max(own, last);
        ((ObjectNode) filter).put("value", Long.toString(further));
        return;
      }
    }
    filters.add(PropertyFilter.of(HubSpotNames.ID, operator, Long.toString(last)).json());
  }

  private static UpstreamException noRoom() {
    return new UpstreamException(
        UpstreamFault.of(
            UpstreamFault.Kind.QUERY_REJECTED,
            "",
            "HubSpot shows at most "
                + LIMITS.windowRows()
                + " records of a search, fewer of many properties; this one finds more, and has no"
                + " room for the filter by which the next ones are found: ask with fewer"
                + " conditions, or for fewer rows or properties"));
  }
}
