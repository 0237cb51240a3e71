package dev.crmql.sandbox.pipeliner;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.crmql.sandbox.http.Response;

/** What the service answers to a request that it does not carry out. */
final class Refusal extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final Integer code;
  private final String name;

  private Refusal(int status, Integer code, String name, String message) {
    super(message, null, false, false);
    this.status = status;
    this.code = code;
    this.name = name;
  }

  static Refusal badParameter(String message) {
    return new Refusal(400, 117, "ERROR_PARAMETER_INVALID", message);
  }

  static Refusal unknownEntity(String entity) {
    return new Refusal(
        404, 2006, "ERROR_UNKNOWN_TYPE", "cannot determine entity type from " + entity);
  }

  /** Of a failure of this kind nothing is known but what every failure has. */
  static Refusal bare(int status, String message) {
    return new Refusal(status, null, null, message);
  }

  Response response() {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    if (code != null) {
      body.put("code", code).put("name", name);
    }
    body.put("message", getMessage()).put("http_status", status).put("success", false);
    return Response.json(status, body);
  }

  /** What stands in front of the service answers in a form of its own. */
  static Response unknownAddress(int status, String message) {
    return Response.json(
        status,
        JsonNodeFactory.instance
            .objectNode()
            .put("status", status)
            .put("message", message)
            .putNull("errorcode")
            .putNull("traceback"));
  }
}
