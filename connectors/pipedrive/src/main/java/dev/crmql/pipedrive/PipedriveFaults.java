package dev.crmql.pipedrive;

import com.fasterxml.jackson.databind.JsonNode;
import dev.crmql.query.NodeLocation;
import dev.crmql.spi.FaultText;
import dev.crmql.spi.UpstreamFault;
import dev.crmql.spi.UpstreamFault.Kind;
import dev.crmql.spi.UpstreamJson;
import dev.crmql.spi.UpstreamResponse;
import java.time.Duration;
import java.util.Optional;

/**
 * Reads {@code {"success": false, "error": "..", "errorCode": 403}}. There are two bounds: on the
 * calls of two seconds, and on the tokens of a day, after which asking again does not help (Rate
 * limiting).
 */
final class PipedriveFaults {

  private PipedriveFaults() {}

  static UpstreamFault read(UpstreamResponse response) {
    JsonNode body = UpstreamJson.readAnything(response.body());
    String error = body.path("error").asText("");
    boolean spent = response.status() == 429 && isDaySpent(response);
    return new UpstreamFault(
        spent ? Kind.FORBIDDEN : kind(response.status()),
        FaultText.code(body.path("errorCode").asText("")),
        FaultText.message(
            spent ? "the company's calls of the day are spent: " + error : error,
            PipedriveDialect.TITLE,
            response),
        spent ? Optional.empty() : retryAfter(response),
        NodeLocation.NONE);
  }

  private static boolean isDaySpent(UpstreamResponse response) {
    return number(response, "x-daily-requests-left")
        .filter(left -> left < PipedriveLimits.INSTANCE.listCost())
        .isPresent();
  }

  private static Optional<Duration> retryAfter(UpstreamResponse response) {
    return FaultText.retryAfter(response)
        .or(
            () ->
                response.status() == 429
                    ? number(response, "x-ratelimit-reset").map(Duration::ofSeconds)
                    : Optional.empty());
  }

  private static Optional<Integer> number(UpstreamResponse response, String header) {
    return response
        .header(header)
        .map(String::strip)
        .filter(text -> text.matches("[0-9]{1,6}"))
        .map(Integer::valueOf);
  }

  private static Kind kind(int status) {
    return switch (status) {
      case 402 -> Kind.FORBIDDEN;
      case 410 -> Kind.NOT_FOUND;
      default -> Kind.of(status);
    };
  }
}
