package dev.crmql.sandbox.salesforce;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.crmql.sandbox.http.Request;
import dev.crmql.sandbox.http.Response;

/**
 * The composite resource: several requests in one body, each with its own status (REST API
 * Developer Guide, Composite). The bound on a URI does not hold for the URLs in the body.
 */
final class Composite {
  private static final int MAX_PARTS = 25;
  private static final int MAX_QUERIES = 5;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final SalesforceResources resources;

  Composite(SalesforceResources resources) {
    this.resources = resources;
  }

  Response answer(Request request) {
    JsonNode parts;
    try {
      parts = JSON.readTree(request.body()).path("compositeRequest");
    } catch (JsonProcessingException e) {
      return SalesforceErrors.error(400, "JSON_PARSER_ERROR", "the body is not JSON");
    }
    if (!parts.isArray() || parts.isEmpty()) {
      return SalesforceErrors.error(400, "JSON_PARSER_ERROR", "compositeRequest is missing");
    } else if (parts.size() > MAX_PARTS) {
      return tooMany("Limit of " + MAX_PARTS + " subrequests");
    }
    int queries = 0;
    for (JsonNode part : parts) {
      queries += part.path("url").asText().contains("/query") ? 1 : 0;
    }
    if (queries > MAX_QUERIES) {
      return tooMany("Limit of " + MAX_QUERIES + " query subrequests");
    }
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    ArrayNode answers = answer.putArray("compositeResponse");
    for (JsonNode part : parts) {
      Response one = resources.answer(asRequest(part, request));
      ObjectNode entry = answers.addObject();
      entry.set("body", body(one));
      entry.putObject("httpHeaders");
      entry.put("httpStatusCode", one.status());
      entry.put("referenceId", part.path("referenceId").asText());
    }
    return Response.json(200, answer);
  }

  private static Request asRequest(JsonNode part, Request whole) {
    String url = part.path("url").asText();
    int question = url.indexOf('?');
    return new Request(
        part.path("method").asText(),
        question < 0 ? url : url.substring(0, question),
        question < 0 ? null : url.substring(question + 1),
        whole.headers(),
        part.path("body").toString());
  }

  private static JsonNode body(Response response) {
    try {
      return JSON.readTree(response.body());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a resource answered other than JSON", e);
    }
  }

  private static Response tooMany(String message) {
    return SalesforceErrors.error(400, "INVALID_INPUT", message + " exceeded");
  }
}
