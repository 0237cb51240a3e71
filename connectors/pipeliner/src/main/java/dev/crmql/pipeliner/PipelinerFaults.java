package dev.crmql.pipeliner;

import com.fasterxml.jackson.databind.JsonNode;
import dev.crmql.query.NodeLocation;
import dev.crmql.spi.FaultText;
import dev.crmql.spi.UpstreamFault;
import dev.crmql.spi.UpstreamFault.Kind;
import dev.crmql.spi.UpstreamJson;
import dev.crmql.spi.UpstreamResponse;

/**
 * Reads {@code {"success": false, "http_status": 404, "code": 2006, "name": "ERROR_UNKNOWN_TYPE",
 * "message": ".."}}. The OpenAPI document declares every failure as 500, so what the body says
 * counts before the answer's own status.
 */
final class PipelinerFaults {

  private PipelinerFaults() {}

  static UpstreamFault read(UpstreamResponse response) {
    JsonNode body = UpstreamJson.readAnything(response.body());
    String name = body.path("name").asText("");
    int status = body.path("http_status").asInt(response.status());
    return new UpstreamFault(
        kind(name, status),
        FaultText.code(name),
        FaultText.message(body.path("message").asText(""), PipelinerDialect.TITLE, response),
        FaultText.retryAfter(response),
        NodeLocation.NONE);
  }

  private static Kind kind(String name, int status) {
    return switch (name) {
      case "ERROR_UNKNOWN_TYPE" -> Kind.NOT_FOUND;
      case "ERROR_PARAMETER_INVALID" -> Kind.QUERY_REJECTED;
      default -> kind(status);
    };
  }

  private static Kind kind(int status) {
    return switch (status) {
      case 400, 414, 422 -> Kind.QUERY_REJECTED;
      case 401 -> Kind.TOKEN_REJECTED;
      case 403 -> Kind.FORBIDDEN;
      case 404 -> Kind.NOT_FOUND;
      case 429 -> Kind.THROTTLED;
      case 500, 502, 503, 504 -> Kind.TRANSIENT;
      default -> Kind.UNEXPECTED;
    };
  }
}
