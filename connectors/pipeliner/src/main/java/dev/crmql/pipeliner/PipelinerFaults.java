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
 * counts before the answer's own status, and there is always such a {@code http_status}.
 */
final class PipelinerFaults {

  private PipelinerFaults() {}

  static UpstreamFault read(UpstreamResponse response) {
    JsonNode body = UpstreamJson.readAnything(response.body());
    String name = body.path("name").asText("");
    return new UpstreamFault(
        Kind.of(body.path("http_status").asInt(response.status())),
        FaultText.code(name),
        FaultText.message(body.path("message").asText(""), PipelinerDialect.TITLE, response),
        FaultText.retryAfter(response),
        NodeLocation.NONE);
  }
}
