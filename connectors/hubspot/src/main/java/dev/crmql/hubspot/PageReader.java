package dev.crmql.hubspot;

import com.fasterxml.jackson.databind.JsonNode;
import dev.crmql.spi.Page;
import dev.crmql.spi.Plan;
import dev.crmql.spi.Row;
import dev.crmql.spi.UpstreamException;
import dev.crmql.spi.UpstreamJson;
import dev.crmql.spi.UpstreamRequest;
import dev.crmql.spi.UpstreamResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads pages. Where the properties are too many for a search, it gives ids alone; each page is
 * followed by a batch read, whose answer has the rows, and that by the search from the last id on.
 */
final class PageReader {

  private static final String NOT_FOUND = "OBJECT_NOT_FOUND";

  private PageReader() {}

  /** Reads a page of the records that are read so. */
  static Page read(
      UpstreamRequest request, UpstreamResponse response, HubSpotRecords format, Plan plan) {
    JsonNode body = UpstreamJson.readAnswer(response);
    List<Row> rows = Row.all(body.path("results"), format, "HubSpot");
    if (HubSpotRequests.isBatchRead(request)) {
      return batch(request, body, rows, plan);
    }
    List<String> ids = rows.stream().map(Row::id).toList();
    if (format.readById().isPresent() && !ids.isEmpty()) {
      boolean last = SearchWindow.isLast(request, body, ids.size());
      return new Page(
          List.of(),
          Optional.of(HubSpotRequests.batchRead(request, ids, format.readById().get(), last)));
    }
    Optional<String> bound = SearchWindow.bound(request, body, rows.size());
    return bound.isPresent()
        ? new Page(rows, Optional.empty(), bound, List.of())
        : new Page(rows, SearchWindow.next(request, body, ids));
  }

  /** The rows in the order of their ids in the request, and the search that goes on behind them. */
  private static Page batch(UpstreamRequest request, JsonNode body, List<Row> rows, Plan plan) {
    Map<String, Row> byId = new HashMap<>();
    rows.forEach(row -> byId.put(row.id(), row));
    List<String> ids = HubSpotRequests.body(request).path("inputs").findValuesAsText("id");
    if (!byId.keySet().containsAll(ids) && !saysNotFound(body.path("errors"))) {
      throw unexpected("a record that was found is not in the answer to its id");
    }
    String last = ids.get(ids.size() - 1);
    return new Page(
        ids.stream().filter(byId::containsKey).map(byId::get).toList(),
        HubSpotRequests.isLastRead(request)
            ? Optional.empty()
            : Optional.of(SearchWindow.behind(last, plan.requests().get(0))));
  }

  /** A record may be deleted between search and reading; status 207 says so. */
  private static boolean saysNotFound(JsonNode errors) {
    return !errors.isEmpty()
        && errors
            .valueStream()
            .allMatch(error -> error.path("category").asText().equals(NOT_FOUND));
  }

  static UpstreamException unexpected(String message) {
    return UpstreamException.unexpected("HubSpot: " + message);
  }
}
