package dev.crmql.pipeliner;

import com.fasterxml.jackson.databind.JsonNode;
import dev.crmql.spi.UpstreamException;
import dev.crmql.spi.UpstreamJson;
import dev.crmql.spi.UpstreamRequest;
import dev.crmql.spi.UpstreamResponse;
import java.util.Optional;

/**
 * A page of a list: {@code {"success": true, "data": [..], "page_info": {"end_cursor": "..",
 * "has_next_page": true}}}. The last page has a cursor too.
 *
 * @param records an array of them
 * @param next the request for the next page; empty if this is the last
 */
record ListPage(JsonNode records, Optional<UpstreamRequest> next) {

  /**
   * Reads an answer.
   *
   * @throws UpstreamException if it is no page; an answer may be a failure whatever its status
   */
  static ListPage read(UpstreamRequest request, UpstreamResponse response) {
    JsonNode body = UpstreamJson.readAnswer(response);
    if (!response.isSuccess() || !body.path("success").asBoolean(true)) {
      throw new UpstreamException(PipelinerFaults.read(response));
    }
    JsonNode records = body.path("data");
    if (!records.isArray()) {
      throw unexpected("the answer is not JSON, or has no list of records");
    }
    JsonNode more = body.path("page_info").path("has_next_page");
    if (!more.isBoolean()) {
      throw unexpected("the answer does not say whether it is the last page");
    }
    if (!more.booleanValue()) {
      return new ListPage(records, Optional.empty());
    }
    String cursor = body.path("page_info").path("end_cursor").asText("");
    if (cursor.isEmpty()) {
      throw unexpected("the answer says that there are more records, and has no cursor");
    }
    return new ListPage(records, Optional.of(ListRequests.after(request, cursor)));
  }

  private static UpstreamException unexpected(String message) {
    return UpstreamException.unexpected(PipelinerDialect.TITLE + ": " + message);
  }
}
