package dev.crmql.zoho;

import com.fasterxml.jackson.databind.JsonNode;
import dev.crmql.spi.Page;
import dev.crmql.spi.Plan;
import dev.crmql.spi.RecordFormat;
import dev.crmql.spi.Row;
import dev.crmql.spi.TextPlan;
import dev.crmql.spi.UpstreamException;
import dev.crmql.spi.UpstreamFault;
import dev.crmql.spi.UpstreamJson;
import dev.crmql.spi.UpstreamRequest;
import dev.crmql.spi.UpstreamResponse;
import java.util.List;
import java.util.Optional;

/**
 * Reads {@code {"data": [..], "info": {"count": 200, "more_records": true}}}, and 204, which says
 * that there is nothing. A service may give fewer rows than asked, so the next page begins after
 * those that came.
 */
final class ZohoPages {

  private static final int NO_CONTENT = 204;

  private ZohoPages() {}

  static Page read(UpstreamRequest request, UpstreamResponse response, Plan plan) {
    if (response.status() == NO_CONTENT) {
      return new Page(List.of(), Optional.empty());
    }
    JsonNode body = UpstreamJson.readAnswer(response);
    List<Row> rows = Row.all(body.path("data"), format(request, plan), ZohoDialect.TITLE);
    JsonNode more = body.path("info").path("more_records");
    if (!more.isBoolean()) {
      throw UpstreamException.unexpected(
          ZohoDialect.TITLE + ": the answer does not say whether it is the last page");
    }
    if (!more.booleanValue()) {
      return new Page(rows, Optional.empty());
    }
    if (rows.isEmpty()) {
      throw UpstreamException.unexpected(
          ZohoDialect.TITLE + ": the answer has no rows, and says that there are more");
    }
    if (plan instanceof TextPlan
        && CoqlRequests.reach(request) >= ZohoLimits.INSTANCE.keywordRows()) {
      String bound =
          ZohoDialect.TITLE
              + " gives at most "
              + ZohoLimits.INSTANCE.keywordRows()
              + " records of a module";
      return new Page(rows, Optional.empty(), Optional.of(bound), List.of());
    }
    return new Page(rows, Optional.of(after(rows, request, plan)));
  }

  /** A search for keywords goes to one module after the other, and records don't tell theirs. */
  private static RecordFormat format(UpstreamRequest request, Plan plan) {
    return plan instanceof TextPlan
        ? ZohoRecords.found(CoqlRequests.module(request))
        : plan.format();
  }

  private static UpstreamRequest after(List<Row> rows, UpstreamRequest request, Plan plan) {
    Optional<Coql> coql =
        plan.format() instanceof ZohoRecords records ? records.coql() : Optional.empty();
    if (coql.isEmpty()) {
      return CoqlRequests.nextPage(request);
    }
    String body = request.body().orElseThrow();
    int asked = CoqlRequests.rows(body);
    String lastId = rows.get(rows.size() - 1).id();
    if (coql.get().canGoOnAfterId()) {
      return CoqlRequests.query(coql.get().statementAfter(lastId, asked));
    }
    long offset = CoqlRequests.offset(body) + rows.size();
    if (offset >= ZohoLimits.INSTANCE.reachableRows()) {
      throw new UpstreamException(
          UpstreamFault.of(
              UpstreamFault.Kind.QUERY_REJECTED,
              "",
              ZohoDialect.TITLE
                  + " shows no more than the first "
                  + ZohoLimits.INSTANCE.reachableRows()
                  + " rows of this; leave ORDER BY or a condition out, or ask for fewer"));
    }
    return CoqlRequests.query(coql.get().statement(offset, asked));
  }
}
