package dev.crmql.hubspot;

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
 * Reads {@code {"status": "error", "message": "..", "category": "VALIDATION_ERROR", ..}}, of which
 * every key may be missing (usage guidelines, error handling).
 */
final class HubSpotFaults {

  /** How long a record or account is locked at least (error handling, status 423). */
  private static final Duration LOCKED = Duration.ofSeconds(2);

  private HubSpotFaults() {}

  static UpstreamFault read(UpstreamResponse response) {
    JsonNode body = UpstreamJson.readAnything(response.body()); // a gateway's may be HTML or empty
    return new UpstreamFault(
        kind(response.status()),
        FaultText.code(body.path("category").asText("")),
        FaultText.message(message(body), "HubSpot", response),
        retryAfter(response),
        NodeLocation.NONE);
  }

  /** Of requests that are too many, HubSpot tells which of its limits it means. */
  private static String message(JsonNode body) {
    String message = body.path("message").asText("");
    String policy = body.path("policyName").asText("");
    return policy.isEmpty() ? message : message + " (" + policy + ")";
  }

  private static Kind kind(int status) {
    return switch (status) {
      case 423, 477 -> Kind.TRANSIENT;
      default -> status >= 500 ? Kind.TRANSIENT : Kind.of(status);
    };
  }

  private static Optional<Duration> retryAfter(UpstreamResponse response) {
    Optional<Duration> told = FaultText.retryAfter(response);
    return response.status() == 423 ? Optional.of(told.orElse(LOCKED)) : told;
  }
}
