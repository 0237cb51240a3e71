package dev.crmql.oracle;

import com.fasterxml.jackson.databind.JsonNode;
import dev.crmql.spi.Page;
import dev.crmql.spi.Plan;
import dev.crmql.spi.Row;
import dev.crmql.spi.UpstreamException;
import dev.crmql.spi.UpstreamJson;
import dev.crmql.spi.UpstreamRequest;
import dev.crmql.spi.UpstreamResponse;
import java.util.List;
import java.util.Optional;

/**
 * Reads {@code {"items": [..], "count": 25, "hasMore": true}}. A server may make pages shorter than
 * asked, so the next one begins after the rows that came.
 */
final class OraclePages {

  private static final String OFFSET = "offset";

  private OraclePages() {}

  static Page read(UpstreamRequest request, UpstreamResponse response, Plan plan) {
    JsonNode body = UpstreamJson.readAnswer(response);
    JsonNode items = body.path("items");
    List<Row> rows =
        plan.format() instanceof KeywordRecords search
            ? search.found(request, items)
            : Row.all(items, plan.format(), OracleDialect.TITLE);
    JsonNode hasMore = body.path("hasMore");
    if (!hasMore.isBoolean()) {
      throw unexpected("the answer does not say whether it is the last page");
    }
    if (!hasMore.booleanValue()) {
      return new Page(rows, Optional.empty());
    }
    if (items.isEmpty()) {
      throw unexpected("the answer has no rows, and says that there are more");
    }
    return new Page(rows, Optional.of(after(request, items.size())));
  }

  private static UpstreamRequest after(UpstreamRequest request, int rows) {
    long offset = Long.parseLong(request.query().get(OFFSET));
    return request.withParameter(OFFSET, Long.toString(offset + rows));
  }

  private static UpstreamException unexpected(String message) {
    return UpstreamException.unexpected(OracleDialect.TITLE + ": " + message);
  }
}
