package dev.crmql.pipedrive;

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
 * Reads {@code {"success": false, "error": "..", "errorCode": 403}}. There are two bounds: on the
 * calls of two seconds, and on the tokens of a day, after which asking again does not help (Rate
 * limiting).
 */
final class PipedriveFaults {

  private static final FaultRules RULES =
      FaultRules.load(PipedriveFaults.class, "pipedrive-faults.json");

  /** What the rules know it by, as only a header tells. */
  private static final String DAY_SPENT = "the company's calls of the day are spent";

  private PipedriveFaults() {}

  static UpstreamFault read(UpstreamResponse response) {
    JsonNode body = UpstreamJson.readAnything(response);
    String code = body.path("errorCode").asText("");
    String error = body.path("error").asText("");
    boolean spent = response.status() == 429 && isDaySpent(response);
    String message = spent ? DAY_SPENT + ": " + error : error;
    return new UpstreamFault(
        RULES.kind(response.status(), code, message),
        FaultText.code(code),
        FaultText.message(message, PipedriveDialect.TITLE, response),
        spent ? Optional.empty() : retryAfter(response),
        NodeLocation.NONE);
  }

  private static boolean isDaySpent(UpstreamResponse response) {
    return FaultText.number(response, "x-daily-requests-left")
        .filter(left -> left < PipedriveLimits.INSTANCE.listCost())
        .isPresent();
  }

  private static Optional<Duration> retryAfter(UpstreamResponse response) {
    Optional<Duration> told = FaultText.retryAfter(response);
    return told.isEmpty() && response.status() == 429
        ? FaultText.number(response, "x-ratelimit-reset").map(Duration::ofSeconds)
        : told;
  }
}
