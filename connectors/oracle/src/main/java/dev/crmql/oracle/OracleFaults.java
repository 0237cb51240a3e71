package dev.crmql.oracle;

import com.fasterxml.jackson.databind.JsonNode;
import dev.crmql.spi.FaultRules;
import dev.crmql.spi.FaultText;
import dev.crmql.spi.UpstreamFault;
import dev.crmql.spi.UpstreamJson;
import dev.crmql.spi.UpstreamResponse;
import java.nio.charset.StandardCharsets;

/**
 * Reads the structured errors of framework version 4, {@code {"title", "status", "o:errorDetails":
 * [{"detail", "o:errorCode"}]}}, and the line of plain text that stands in their place at times.
 */
final class OracleFaults {

  private static final FaultRules RULES = FaultRules.load(OracleFaults.class, "oracle-faults.json");

  private OracleFaults() {}

  static UpstreamFault read(UpstreamResponse response) {
    JsonNode body = UpstreamJson.readAnything(response);
    JsonNode detail = body.path("o:errorDetails").path(0);
    String message = detail.path("detail").asText(body.path("title").asText(""));
    if (message.isEmpty() && isPlain(response)) {
      message = new String(response.body(), StandardCharsets.UTF_8);
    }
    String code = detail.path("o:errorCode").asText("");
    return FaultText.fault(
        RULES.kind(response.status(), code, message), code, message, OracleDialect.TITLE, response);
  }

  private static boolean isPlain(UpstreamResponse response) {
    return response.header("Content-Type").orElse("").startsWith("text/plain");
  }
}
