package dev.crmql.sandbox.pipedrive;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.crmql.sandbox.http.Response;

/** What the service answers to a request that it does not carry out. */
final class Refusal extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int status;

  Refusal(int status, String message) {
    super(message, null, false, false);
    this.status = status;
  }

  static Refusal bad(String message) {
    return new Refusal(400, message);
  }

  Response response() {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.put("success", false)
        .put("error", getMessage())
        .put("error_info", "Please check developers.pipedrive.com for more information.");
    if (status == 403) {
      body.put("errorCode", status);
    }
    return Response.json(status, body.putNull("data").putNull("additional_data"));
  }
}
