package dev.crmql.sugarcrm;

import com.fasterxml.jackson.databind.JsonNode;
import dev.crmql.spi.FaultRules;
import dev.crmql.spi.FaultText;
import dev.crmql.spi.UpstreamFault;
import dev.crmql.spi.UpstreamJson;
import dev.crmql.spi.UpstreamResponse;

/**
 * Reads {@code {"error": "<label>", "error_message": "<text>"}}. What a fault means is told by
 * status and label; the text is translated for the user (server sources, {@code
 * include/api/SugarApiException.php}).
 */
final class SugarFaults {

  private static final FaultRules RULES =
      FaultRules.load(SugarFaults.class, "sugarcrm-faults.json");

  private static final int LONGEST_LABEL = 50;

  private SugarFaults() {}

  static UpstreamFault read(UpstreamResponse response) {
    JsonNode body = UpstreamJson.readAnything(response); // a gateway's may be HTML or empty
    String label = FaultText.cut(body.path("error").asText(""), LONGEST_LABEL);
    String message = body.path("error_message").asText("");
    return FaultText.fault(
        RULES.kind(response.status(), label, message), label, message, "SugarCRM", response);
  }
}
