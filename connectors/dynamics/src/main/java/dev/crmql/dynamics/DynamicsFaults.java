package dev.crmql.dynamics;

import com.fasterxml.jackson.databind.JsonNode;
import dev.crmql.spi.FaultRules;
import dev.crmql.spi.FaultText;
import dev.crmql.spi.UpstreamException;
import dev.crmql.spi.UpstreamFault;
import dev.crmql.spi.UpstreamFault.Kind;
import dev.crmql.spi.UpstreamJson;
import dev.crmql.spi.UpstreamResponse;

/**
 * Reads answers that are no success (Power Apps developer guide, Compose HTTP requests and handle
 * errors; Service protection API limits).
 */
final class DynamicsFaults {

  private static final FaultRules RULES =
      FaultRules.load(DynamicsFaults.class, "dynamics-faults.json");

  private static final int LONGEST_MESSAGE = 500;
  private static final int LONGEST_CODE = 50;

  /** The status of an answer to a search that holds a fault. */
  private static final int WITHIN_SUCCESS = 200;

  private DynamicsFaults() {}

  static UpstreamException unexpected(String message) {
    return UpstreamException.unexpected("Dynamics: " + message);
  }

  static UpstreamFault read(UpstreamResponse response) {
    return read(response, false);
  }

  /**
   * Reads such an answer.
   *
   * @param search whether it is Dataverse Search that answers, without which the tables can be
   *     asked: a server that has no such address lacks it
   */
  static UpstreamFault read(UpstreamResponse response, boolean search) {
    // A gateway's answer may be HTML or empty.
    JsonNode error = UpstreamJson.readAnything(response).path("error");
    String code = FaultText.cut(error.path("code").asText(""), LONGEST_CODE);
    String message = error.path("message").asText("");
    Kind kind = RULES.kind(response.status(), code, message);
    boolean lacking = search && kind == Kind.NOT_FOUND;
    return FaultText.fault(lacking ? Kind.FEATURE_OFF : kind, code, message, "Dynamics", response);
  }

  /**
   * The fault that stands within the answer to a search. Its codes are those of other answers; of
   * one that is not known, nothing says that the search is off.
   */
  static UpstreamFault searchFailed(JsonNode error) {
    String code =
        FaultText.cut(error.path("Code").asText(error.path("code").asText("")), LONGEST_CODE);
    String message = error.path("Message").asText(error.path("message").asText(""));
    return UpstreamFault.of(
        RULES.kind(WITHIN_SUCCESS, code, message),
        code,
        "search: " + FaultText.cut(message, LONGEST_MESSAGE));
  }
}
