package dev.crmql.pipeliner;

import com.fasterxml.jackson.databind.JsonNode;
import dev.crmql.spi.FaultRules;
import dev.crmql.spi.FaultText;
import dev.crmql.spi.UpstreamFault;
import dev.crmql.spi.UpstreamJson;
import dev.crmql.spi.UpstreamResponse;

/**
 * Reads {@code {"success": false, "http_status": 404, "code": 2006, "name": "ERROR_UNKNOWN_TYPE",
 * "message": ".."}}. The OpenAPI document declares every failure as 500, so what the body says
 * counts before the answer's own status, and there is always such a {@code http_status}.
 */
final class PipelinerFaults {

  private static final FaultRules RULES =
      FaultRules.load(PipelinerFaults.class, "pipeliner-faults.json");

  private PipelinerFaults() {}

  static UpstreamFault read(UpstreamResponse response) {
    JsonNode body = UpstreamJson.readAnything(response);
    int status = body.path("http_status").asInt(response.status());
    String code = body.path("name").asText("");
    String message = body.path("message").asText("");
    return FaultText.fault(
        RULES.kind(status, code, message), code, message, PipelinerDialect.TITLE, response);
  }
}
