package dev.crmql.sandbox.zoho;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.crmql.sandbox.http.Response;

/** A refusal in Zoho's own words: HTTP status, code, details and message. */
final class ZohoException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final String code;
  private final transient ObjectNode details = JsonNodeFactory.instance.objectNode();

  ZohoException(int status, String code, String message) {
    super(message, null, false, false);
    this.status = status;
    this.code = code;
  }

  static ZohoException badRequest(String code, String message) {
    return new ZohoException(400, code, message);
  }

  /** A query that is well written but cannot be answered. */
  static ZohoException invalidQuery(String reason) {
    return badRequest("INVALID_QUERY", "Invalid query formed").with("reason", reason);
  }

  /** A part of a query with more in it than its limit. */
  static ZohoException limitExceeded(String part, int limit) {
    return badRequest("LIMIT_EXCEEDED", "the limit of " + part + " is exceeded")
        .with("clause", part)
        .with("limit", limit);
  }

  static ZohoException missingParameter(String name) {
    return badRequest("REQUIRED_PARAM_MISSING", "One of the expected parameter is missing")
        .with("param", name);
  }

  /** The same refusal with one more detail. */
  ZohoException with(String name, String value) {
    details.put(name, value);
    return this;
  }

  /** The same refusal with one more detail. */
  ZohoException with(String name, int value) {
    details.put(name, value);
    return this;
  }

  /**
   * The answer: {@code {"code":..,"details":{..},"message":..,"status":"error"}} (crm-oas,
   * executeCOQLQuery).
   */
  Response response() {
    ObjectNode body = JsonNodeFactory.instance.objectNode().put("code", code);
    body.set("details", details);
    return Response.json(status, body.put("message", getMessage()).put("status", "error"));
  }
}
