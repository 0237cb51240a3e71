package dev.crmql.sandbox.oracle;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.crmql.sandbox.http.Response;
import java.util.Map;

/** A refusal in Oracle's own words: HTTP status with its title, detail and error code. */
final class OracleException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final String title;
  private final String code;

  private OracleException(int status, String title, String detail, String code) {
    super(detail, null, false, false);
    this.status = status;
    this.title = title;
    this.code = code;
  }

  /** A parameter that has no meaning. */
  static OracleException parameter(String name, String reason) {
    return new OracleException(
        400,
        "Bad Request",
        "URL request parameter " + name + " cannot be processed: " + reason,
        "27520");
  }

  static OracleException notFound(String detail) {
    return new OracleException(404, "Not Found", detail, "27525");
  }

  static OracleException notAllowed() {
    return new OracleException(
        405, "Method Not Allowed", "The method is not allowed for this resource.", "27526");
  }

  /** As a line of text, as framework versions below 4 have it. */
  Response plain() {
    return new Response(status, Map.of("Content-Type", "text/plain;charset=UTF-8"), getMessage());
  }

  /** As the error payload of framework version 4, in which the status is a string. */
  Response payload() {
    ObjectNode body =
        JsonNodeFactory.instance
            .objectNode()
            .put("title", title)
            .put("status", Integer.toString(status));
    body.putArray("o:errorDetails")
        .addObject()
        .put("detail", getMessage())
        .put("o:errorCode", code)
        .put("o:errorPath", "");
    return Response.json(status, body)
        .withHeader("Content-Type", "application/vnd.oracle.adf.error+json");
  }
}
