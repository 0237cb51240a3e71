package dev.crmql.hubspot;

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
 * Reads {@code {"status": "error", "message": "..", "category": "VALIDATION_ERROR", ..}}, of which
 * every key may be missing (usage guidelines, error handling).
 */
final class HubSpotFaults {

  private static final FaultRules RULES =
      FaultRules.load(HubSpotFaults.class, "hubspot-faults.json");

  /** How long a record or account is locked at least (error handling, status 423). */
  private static final Duration LOCKED = Duration.ofSeconds(2);

  private HubSpotFaults() {}

  static UpstreamFault read(UpstreamResponse response) {
    JsonNode body = UpstreamJson.readAnything(response); // a gateway's may be HTML or empty
    String category = body.path("category").asText("");
    String message = body.path("message").asText("");
    String policy = body.path("policyName").asText(""); // the limit that is meant, where it is 429
    return new UpstreamFault(
        RULES.kind(response.status(), policy.isEmpty() ? category : policy, message),
        FaultText.code(category),
        FaultText.message(
            policy.isEmpty() ? message : message + " (" + policy + ")", "HubSpot", response),
        retryAfter(response),
        NodeLocation.NONE);
  }

  private static Optional<Duration> retryAfter(UpstreamResponse response) {
    Optional<Duration> told = FaultText.retryAfter(response);
    return response.status() == 423 ? Optional.of(told.orElse(LOCKED)) : told;
  }
}
