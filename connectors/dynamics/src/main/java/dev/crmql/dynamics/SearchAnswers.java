package dev.crmql.dynamics;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.crmql.spi.Page;
import dev.crmql.spi.Row;
import dev.crmql.spi.UpstreamException;
import dev.crmql.spi.UpstreamJson;
import dev.crmql.spi.UpstreamRequest;
import dev.crmql.spi.UpstreamResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads what Dataverse Search answers: {@code {"response": "<JSON>"}}, and in that {@code {"Error":
 * null, "Value": [{"Id", "EntityName", "Attributes", "Score"}], "Count": 1}}.
 */
final class SearchAnswers {

  private SearchAnswers() {}

  static Page read(UpstreamRequest request, UpstreamResponse response) {
    JsonNode answer = inner(response);
    JsonNode error = answer.path("Error");
    if (error.isObject()) {
      throw new UpstreamException(DynamicsFaults.searchFailed(error));
    }
    JsonNode found = answer.path("Value");
    JsonNode count = answer.path("Count");
    if (!found.isArray()) {
      throw DynamicsFaults.unexpected("the answer to a search has no Value array");
    }
    if (!count.isIntegralNumber() || count.longValue() < 0) {
      throw DynamicsFaults.unexpected(
          "the answer to a search does not say how many rows there are");
    }
    List<Row> rows = new ArrayList<>(found.size());
    for (JsonNode each : found) {
      rows.add(new Row(record(each), KeywordRecords.INSTANCE));
    }
    boolean last = count.longValue() <= SearchRequests.end(request);
    return new Page(rows, last ? Optional.empty() : Optional.of(SearchRequests.next(request)));
  }

  private static JsonNode inner(UpstreamResponse response) {
    JsonNode text = UpstreamJson.readAnswer(response).path("response");
    if (!text.isTextual()) {
      throw DynamicsFaults.unexpected("the answer to a search is not JSON, or has no response");
    }
    return UpstreamJson.read(text.textValue())
        .orElseThrow(
            () -> DynamicsFaults.unexpected("the response within an answer is not JSON, or cut"));
  }

  /** The row as the Web API would give it, with notes on it as searches of old had them. */
  private static ObjectNode record(JsonNode found) {
    JsonNode type = found.path("EntityName");
    JsonNode id = found.path("Id");
    if (!type.isTextual() || !id.isTextual()) {
      throw DynamicsFaults.unexpected("a row that was found has no Id or no EntityName");
    }
    ObjectNode record = JsonNodeFactory.instance.objectNode();
    record.set(KeywordRecords.SCORE, found.path("Score"));
    record.set(KeywordRecords.TYPE, type);
    record.set(ODataNames.idProperty(type.textValue()), id);
    found
        .path("Attributes")
        .properties()
        .forEach(attribute -> record.putIfAbsent(attribute.getKey(), attribute.getValue()));
    return record;
  }
}
