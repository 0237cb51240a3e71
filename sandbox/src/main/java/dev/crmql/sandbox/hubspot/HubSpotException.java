package dev.crmql.sandbox.hubspot;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.crmql.sandbox.http.Response;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** A refusal in HubSpot's form: HTTP status, category and message. */
final class HubSpotException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final String category;

  HubSpotException(int status, String category, String message) {
    super(message, null, false, false);
    this.status = status;
    this.category = category;
  }

  static HubSpotException invalid(String message) {
    return new HubSpotException(400, "VALIDATION_ERROR", message);
  }

  static HubSpotException notFound(String message) {
    return new HubSpotException(404, "OBJECT_NOT_FOUND", message);
  }

  ObjectNode body() {
    String message = getMessage();
    return JsonNodeFactory.instance
        .objectNode()
        .put("status", "error")
        .put("message", message)
        .put(
            "correlationId",
            UUID.nameUUIDFromBytes(message.getBytes(StandardCharsets.UTF_8)).toString())
        .put("category", category);
  }

  Response response() {
    return Response.json(status, body());
  }
}
