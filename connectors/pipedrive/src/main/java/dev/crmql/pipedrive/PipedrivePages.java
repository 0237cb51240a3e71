package dev.crmql.pipedrive;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.crmql.spi.Page;
import dev.crmql.spi.Plan;
import dev.crmql.spi.RecordFormat;
import dev.crmql.spi.Row;
import dev.crmql.spi.UpstreamException;
import dev.crmql.spi.UpstreamJson;
import dev.crmql.spi.UpstreamRequest;
import dev.crmql.spi.UpstreamResponse;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Reads {@code {"success": true, "data": [..], "additional_data": ..}}. Version 2 has {@code
 * next_cursor} there, null on the last page; version 1 has {@code pagination}, or what is in it,
 * there. What the item search finds stands below {@code data.items}, each {@code {"result_score":
 * 0.4, "item": ..}}.
 */
final class PipedrivePages {

  private static final String MORE = "more_items_in_collection";

  private static final String ONE_PAGE =
      "one page of " + PipedriveDialect.TITLE + "'s list has too few of those that are wanted";

  private PipedrivePages() {}

  static Page read(UpstreamRequest request, UpstreamResponse response, Plan plan) {
    JsonNode body = body(response);
    List<Row> rows = Row.all(records(request, body), plan.format(), PipedriveDialect.TITLE);
    Optional<UpstreamRequest> next = next(request, body);
    List<String> notes = notes(body, rows, plan.format());
    return next.isEmpty() || PipedriveRequests.isSortedById(request)
        ? new Page(rows, next, Optional.empty(), notes)
        : new Page(rows, Optional.empty(), Optional.of(ONE_PAGE), notes);
  }

  /** The body of an answer that says that it is one. */
  static JsonNode body(UpstreamResponse response) {
    JsonNode body = UpstreamJson.readAnswer(response);
    if (!body.path("success").asBoolean(false)) {
      throw unexpected("the answer is not JSON, or does not say that it is a success");
    }
    return body;
  }

  private static JsonNode records(UpstreamRequest request, JsonNode body) {
    JsonNode data = body.path("data");
    ArrayNode records = JsonNodeFactory.instance.arrayNode();
    if (!request.path().equals(PipedriveRequests.SEARCH)) {
      return data.isNull() ? records : data;
    }
    JsonNode items = data.path("items");
    items.forEach(found -> records.add(found.path("item")));
    return items.isArray() ? records : items;
  }

  private static Optional<UpstreamRequest> next(UpstreamRequest request, JsonNode body) {
    if (pagination(body).has(MORE)) {
      OptionalLong start = nextStart(body);
      return start.isPresent()
          ? Optional.of(PipedriveRequests.from(start.getAsLong(), request))
          : Optional.empty();
    }
    JsonNode cursor = body.path("additional_data").path("next_cursor");
    if (cursor.isNull()) {
      return Optional.empty();
    }
    if (!cursor.isTextual() || cursor.textValue().isEmpty()) {
      throw unexpected("the answer does not say whether it is the last page");
    }
    return Optional.of(PipedriveRequests.at(cursor.textValue(), request));
  }

  /** Where the next page of version 1 starts; empty if there is none. */
  static OptionalLong nextStart(JsonNode body) {
    JsonNode pagination = pagination(body);
    JsonNode more = pagination.path(MORE);
    if (!more.isBoolean()) {
      throw unexpected("the answer does not say whether it is the last page");
    }
    if (!more.booleanValue()) {
      return OptionalLong.empty();
    }
    JsonNode start = pagination.path("next_start");
    if (!start.canConvertToLong()) {
      throw unexpected("the answer does not say where the next page starts");
    }
    return OptionalLong.of(start.longValue());
  }

  /** Lists of fields are described without what lists of records have around it. */
  private static JsonNode pagination(JsonNode body) {
    JsonNode more = body.path("additional_data");
    return more.path("pagination").isObject() ? more.path("pagination") : more;
  }

  private static List<String> notes(JsonNode body, List<Row> rows, RecordFormat format) {
    if (rows.isEmpty() || !(format instanceof PipedriveRecords records)) {
      return List.of();
    }
    return records.notShown(body.path("data").path(0)).stream()
        .map(name -> PipedriveDialect.TITLE + "'s list does not show " + name)
        .toList();
  }

  static UpstreamException unexpected(String message) {
    return UpstreamException.unexpected(PipedriveDialect.TITLE + ": " + message);
  }
}
