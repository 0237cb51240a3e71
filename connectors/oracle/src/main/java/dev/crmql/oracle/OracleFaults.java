package dev.crmql.oracle;

import com.fasterxml.jackson.databind.JsonNode;
import dev.crmql.query.NodeLocation;
import dev.crmql.spi.FaultText;
import dev.crmql.spi.UpstreamFault;
import dev.crmql.spi.UpstreamFault.Kind;
import dev.crmql.spi.UpstreamJson;
import dev.crmql.spi.UpstreamResponse;
import java.nio.charset.StandardCharsets;

/**
 * Reads the structured errors of framework version 4, {@code {"title", "status", "o:errorDetails":
 * [{"detail", "o:errorCode"}]}}, and the line of plain text that stands in their place at times.
 */
final class OracleFaults {

  private OracleFaults() {}

  static UpstreamFault read(UpstreamResponse response) {
    JsonNode body = UpstreamJson.readAnything(response.body());
    JsonNode detail = body.path("o:errorDetails").path(0);
    String message = detail.path("detail").asText(body.path("title").asText(""));
    if (message.isEmpty() && isPlain(response)) {
      message = new String(response.body(), StandardCharsets.UTF_8);
    }
    return new UpstreamFault(
        kind(response.status()),
        FaultText.code(detail.path("o:errorCode").asText("")),
        FaultText.message(message, OracleDialect.TITLE, response),
        FaultText.retryAfter(response),
        NodeLocation.NONE);
  }

  private static boolean isPlain(UpstreamResponse response) {
    return response.header("Content-Type").orElse("").startsWith("text/plain");
  }

  private static Kind kind(int status) {
    return switch (status) {
      case 400, 414 -> Kind.QUERY_REJECTED;
      case 401 -> Kind.TOKEN_REJECTED;
      case 403 -> Kind.FORBIDDEN;
      case 404 -> Kind.NOT_FOUND;
      case 429 -> Kind.THROTTLED;
      case 500, 502, 503, 504 -> Kind.TRANSIENT;
      default -> Kind.UNEXPECTED;
    };
  }
}
