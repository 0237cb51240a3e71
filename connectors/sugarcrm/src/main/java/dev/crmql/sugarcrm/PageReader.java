package dev.crmql.sugarcrm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.crmql.query.ConditionFields;
import dev.crmql.query.FieldPath;
import dev.crmql.spi.Page;
import dev.crmql.spi.Plan;
import dev.crmql.spi.Row;
import dev.crmql.spi.SearchPlan;
import dev.crmql.spi.UpstreamException;
import dev.crmql.spi.UpstreamFault;
import dev.crmql.spi.UpstreamJson;
import dev.crmql.spi.UpstreamRequest;
import dev.crmql.spi.UpstreamResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads {@code {"next_offset": 20, "records": [..]}}. Pages go on from where the service says, as
 * it may have made them shorter than asked; at -1 they end.
 */
final class PageReader {

  private static final long END = -1;

  private PageReader() {}

  static Page read(UpstreamRequest request, UpstreamResponse response, Plan plan) {
    JsonNode body = UpstreamJson.readAnswer(response);
    JsonNode records = body.path("records");
    JsonNode next = body.path("next_offset");
    if (!records.isArray()) {
      throw unexpected("the answer is not JSON, or has no records");
    }
    if (!next.isIntegralNumber() || !next.canConvertToLong()) {
      throw unexpected(
          "the answer does not say where the next page begins, nor that it is the last");
    }
    List<Row> rows = new ArrayList<>(records.size());
    for (JsonNode record : records) {
      if (!(record instanceof ObjectNode object)) {
        throw unexpected("a record is not an object");
      }
      rows.add(new Row(object, plan.format()));
    }
    if (plan instanceof SearchPlan search) {
      checkFields(records, search);
      checkTested(records, search);
    }
    return new Page(rows, next(next.longValue(), request));
  }

  private static Optional<UpstreamRequest> next(long offset, UpstreamRequest request) {
    if (offset == END) {
      return Optional.empty();
    }
    if (offset <= SugarRequests.offset(request)) {
      throw unexpected("the next page begins where this one does, or before");
    }
    return Optional.of(SugarRequests.from(offset, request));
  }

  /** The service leaves out properties that it does not know, without a word. */
  private static void checkFields(JsonNode records, SearchPlan plan) {
    if (records.isEmpty() || !(plan.format() instanceof SugarRecords format)) {
      return;
    }
    for (FieldPath field : plan.query().fields()) {
      if (!format.knows(field) && isNowhere(field.head(), records)) {
        throw rejected(
            "no record has a property " + field + ", or the account may not see it", field);
      }
    }
  }

  /** What the account may not see is left out, too, and would be taken for NULL. */
  private static void checkTested(JsonNode records, SearchPlan plan) {
    List<FieldPath> tested = new ArrayList<>();
    plan.residual().forEach(condition -> ConditionFields.forEach(condition, tested::add));
    if (plan.sortedByEngine()) {
      plan.query().orderBy().forEach(item -> tested.add(item.field()));
    }
    for (FieldPath field : tested) {
      for (JsonNode record : records) {
        if (!record.has(field.head())) {
          throw rejected("a record does not show " + field + ", by which rows are chosen", field);
        }
      }
    }
  }

  private static UpstreamException rejected(String message, FieldPath field) {
    return new UpstreamException(
        UpstreamFault.of(UpstreamFault.Kind.QUERY_REJECTED, "", "SugarCRM: " + message)
            .at(field.at()));
  }

  private static boolean isNowhere(String name, JsonNode records) {
    for (JsonNode record : records) {
      if (record.has(name)) {
        return false;
      }
    }
    return true;
  }

  private static UpstreamException unexpected(String message) {
    return UpstreamException.unexpected("SugarCRM: " + message);
  }
}
