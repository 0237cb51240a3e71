package dev.crmql.endpoint;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.crmql.spi.Plan;
import dev.crmql.spi.SearchPlan;
import dev.crmql.spi.TextPlan;
import dev.crmql.spi.UpstreamRequest;
import java.util.Optional;

/** What a service would be sent for a query, as data. */
public final class PlanJson {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private PlanJson() {}

  /**
   * The plan as {@code {requests: [{method, path, query, headers, body}], residual, notes}}. A body
   * that is JSON stands there as JSON, any other as text; the residual, what the engine checks on
   * each row, is a condition in KQL, or null.
   */
  public static ObjectNode write(Plan plan) {
    ObjectNode json = MAPPER.createObjectNode();
    json.set("requests", requests(plan));
    json.put("residual", PlanNotes.residual(plan).orElse(null));
    ArrayNode notes = json.putArray("notes");
    PlanNotes.of(plan).forEach(notes::add);
    return json;
  }

  private static ObjectNode request(UpstreamRequest request) {
    ObjectNode json = MAPPER.createObjectNode();
    json.put("method", request.method().name());
    json.put("path", request.path());
    ObjectNode query = json.putObject("query");
    request.query().forEach(query::put);
    if (!request.headers().isEmpty()) {
      ObjectNode headers = json.putObject("headers");
      request.headers().forEach(headers::put);
    }
    json.set("body", request.body().map(PlanJson::body).orElse(null));
    return json;
  }

  /** The requests alone. */
  static ArrayNode requests(Plan plan) {
    ArrayNode requests = MAPPER.createArrayNode();
    plan.requests().forEach(request -> requests.add(request(request)));
    return requests;
  }

  /**
   * What is sent if the service has the feature that the plan needs switched off, or its rows do
   * not come in the order that the plan needs; null if nothing.
   */
  static JsonNode otherwise(Plan plan) {
    Optional<? extends Plan> other =
        plan instanceof SearchPlan search ? search.unordered() : ((TextPlan) plan).otherwise();
    return other.<JsonNode>map(PlanJson::write).orElseGet(MAPPER::nullNode);
  }

  private static JsonNode body(String body) {
    try {
      return MAPPER.readTree(body);
    } catch (JsonProcessingException e) {
      return TextNode.valueOf(body);
    }
  }
}
