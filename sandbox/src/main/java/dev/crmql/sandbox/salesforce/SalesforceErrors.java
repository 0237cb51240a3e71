package dev.crmql.sandbox.salesforce;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.crmql.sandbox.http.Response;

/**
 * Error answers: an array of one {@code {message, errorCode}} (REST API Developer Guide, Status
 * Codes and Errors).
 */
final class SalesforceErrors {
  private SalesforceErrors() {}

  static Response error(int status, String errorCode, String message) {
    ArrayNode errors = JsonNodeFactory.instance.arrayNode();
    errors.addObject().put("message", message).put("errorCode", errorCode);
    return Response.json(status, errors);
  }

  static Response notFound() {
    return error(404, "NOT_FOUND", "The requested resource does not exist");
  }
}
