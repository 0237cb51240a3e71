package dev.crmql.salesforce;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.crmql.spi.Page;
import dev.crmql.spi.Plan;
import dev.crmql.spi.Row;
import dev.crmql.spi.UpstreamException;
import dev.crmql.spi.UpstreamRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads pages of rows (REST API Developer Guide, Execute a SOQL Query). */
final class QueryPages {

  private QueryPages() {}

  /**
   * Reads a page. Only {@code done} says that it is the last, however few rows it has.
   *
   * @param headers of the request that was answered; the next page is asked for with the same
   */
  static Page read(JsonNode body, Plan plan, Map<String, String> headers) {
    JsonNode records = body.path("records");
    JsonNode done = body.path("done");
    if (!records.isArray() || !done.isBoolean()) {
      throw UpstreamException.unexpected("Salesforce's answer is not a page of records");
    }
    return new Page(
        rows(records, plan),
        done.booleanValue() ? Optional.empty() : Optional.of(next(body, headers)));
  }

  /**
   * Reads what a search found, which is one page whatever its size; before v37.0 it was the bare
   * array (SOQL and SOSL Reference, FIND).
   *
   * @param sosl the search
   */
  static Page readSearch(JsonNode body, Plan plan, String sosl) {
    JsonNode records = body.isArray() ? body : body.path("searchRecords");
    if (!records.isArray()) {
      throw UpstreamException.unexpected("Salesforce's answer holds no records of a search");
    }
    List<Row> rows = rows(records, plan);
    return plan.format() == TextRecords.OF_A_KEYWORD
        ? new Page(rows, Optional.empty(), SearchBounds.ofKeyword(rows), Returning.of(sosl).notes())
        : new Page(rows, Optional.empty(), SearchBounds.ofText(rows, sosl), List.of());
  }

  private static List<Row> rows(JsonNode records, Plan plan) {
    List<Row> rows = new ArrayList<>(records.size());
    for (JsonNode record : records) {
      if (!(record instanceof ObjectNode object)) {
        throw UpstreamException.unexpected("Salesforce's page holds something that is no record");
      }
      rows.add(new Row(object, plan.format()));
    }
    return rows;
  }

  private static UpstreamRequest next(JsonNode body, Map<String, String> headers) {
    JsonNode next = body.path("nextRecordsUrl");
    if (!next.isTextual()) {
      throw UpstreamException.unexpected("Salesforce's page says neither done nor what is next");
    }
    return QueryRequests.next(next.textValue(), headers);
  }

  /**
   * The body of the only part of a composite answer.
   *
   * @throws UpstreamException if the part failed, which the answer's own status does not tell
   */
  static JsonNode onlyPart(JsonNode composite, Plan plan) {
    JsonNode part = composite.path("compositeResponse").path(0);
    JsonNode status = part.path("httpStatusCode");
    if (!status.isInt()) {
      throw UpstreamException.unexpected("Salesforce's composite answer has no part");
    }
    if (status.intValue() < 200 || status.intValue() > 299) {
      throw new UpstreamException(
          SalesforceFaults.read(
              status.intValue(), part.path("body"), Optional.empty(), Optional.of(plan)));
    }
    return part.path("body");
  }
}
