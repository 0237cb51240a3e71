package dev.crmql.dynamics;

import com.fasterxml.jackson.databind.JsonNode;
import dev.crmql.spi.FaultText;
import dev.crmql.spi.UpstreamException;
import dev.crmql.spi.UpstreamFault;
import dev.crmql.spi.UpstreamFault.Kind;
import dev.crmql.spi.UpstreamJson;
import dev.crmql.spi.UpstreamResponse;
import java.util.Set;

/**
 * Reads answers that are no success (Power Apps developer guide, Compose HTTP requests and handle
 * errors; Service protection API limits).
 */
final class DynamicsFaults {

  private static final int LONGEST_MESSAGE = 500;
  private static final int LONGEST_CODE = 50;

  /** The status of an answer to a search that holds a fault. */
  private static final int WITHIN_SUCCESS = 200;

  /** Requests, execution time and concurrent requests over the limits of service protection. */
  private static final Set<String> THROTTLED = Set.of("0x80072322", "0x80072321", "0x80072326");

  /** Time-outs for which the service blames the query. */
  private static final Set<String> TOO_SLOW = Set.of("0x80048573", "0x80048574");

  /** Dataverse Search is switched off, for the organisation or for a table. */
  private static final String SEARCH_OFF = "0x80048d0b";

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
    JsonNode error = UpstreamJson.readAnything(response.body()).path("error");
    String code = FaultText.cut(error.path("code").asText(""), LONGEST_CODE);
    Kind kind = kind(response.status(), code);
    boolean lacking = search && kind == Kind.NOT_FOUND;
    return FaultText.fault(
        lacking ? Kind.FEATURE_OFF : kind,
        code,
        error.path("message").asText(""),
        "Dynamics",
        response);
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
        kind(WITHIN_SUCCESS, code), code, "search: " + FaultText.cut(message, LONGEST_MESSAGE));
  }

  private static Kind kind(int status, String code) {
    if (THROTTLED.contains(code)) {
      return Kind.THROTTLED;
    }
    if (code.equals(SEARCH_OFF)) {
      return Kind.FEATURE_OFF;
    }
    if (TOO_SLOW.contains(code)) {
      return Kind.QUERY_REJECTED;
    }
    return switch (status) {
      case 501 -> Kind.QUERY_REJECTED;
      case 422, 500 -> Kind.UNEXPECTED;
      default -> Kind.of(status);
    };
  }
}
