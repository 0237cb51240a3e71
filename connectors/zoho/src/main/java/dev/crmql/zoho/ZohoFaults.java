package dev.crmql.zoho;

import com.fasterxml.jackson.databind.JsonNode;
import dev.crmql.query.NodeLocation;
import dev.crmql.spi.FaultRules;
import dev.crmql.spi.FaultText;
import dev.crmql.spi.UpstreamFault;
import dev.crmql.spi.UpstreamJson;
import dev.crmql.spi.UpstreamResponse;
import java.time.Duration;
import java.util.Optional;

/**
 * Reads {@code {"code": "INVALID_QUERY", "details": {"column_name": ".."}, "message": ".."}}
 * (OpenAPI description of COQL, v8).
 */
final class ZohoFaults {

  private static final FaultRules RULES = FaultRules.load(ZohoFaults.class, "zoho-faults.json");

  private ZohoFaults() {}

  static UpstreamFault read(UpstreamResponse response) {
    JsonNode body = UpstreamJson.readAnything(response);
    String code = body.path("code").asText("");
    StringBuilder message = new StringBuilder(body.path("message").asText(""));
    for (JsonNode detail : body.path("details")) {
      if (detail.isValueNode() && !detail.isNull()) {
        message.append(message.isEmpty() ? "" : ", ").append(detail.asText());
      }
    }
    return new UpstreamFault(
        RULES.kind(response.status(), code, message.toString()),
        FaultText.code(code),
        FaultText.message(message.toString(), ZohoDialect.TITLE, response),
        retryAfter(body, response),
        NodeLocation.NONE);
  }

  private static Optional<Duration> retryAfter(JsonNode body, UpstreamResponse response) {
    JsonNode seconds = body.path("details").path("retry_after");
    return seconds.canConvertToInt() && seconds.isIntegralNumber() && seconds.intValue() >= 0
        ? Optional.of(Duration.ofSeconds(seconds.intValue()))
        : FaultText.retryAfter(response);
  }
}
