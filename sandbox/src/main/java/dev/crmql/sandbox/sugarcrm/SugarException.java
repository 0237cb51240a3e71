package dev.crmql.sandbox.sugarcrm;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** A refusal in SugarCRM's own words: HTTP status, error label and message. */
final class SugarException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final String label;

  SugarException(int status, String label, String message) {
    super(message, null, false, false);
    this.status = status;
    this.label = label;
  }

  static SugarException invalidParameter(String message) {
    return new SugarException(422, "invalid_parameter", message);
  }

  /** What a client sees when MySQL refuses the statement; the cause stays in the server's log. */
  static SugarException database() {
    return new SugarException(500, "db_error", "Database failure.");
  }

  int status() {
    return status;
  }

  /** The body: {@code {"error":"<label>","error_message":"<text>"}}. */
  ObjectNode body() {
    return JsonNodeFactory.instance
        .objectNode()
        .put("error", label)
        .put("error_message", getMessage());
  }
}
