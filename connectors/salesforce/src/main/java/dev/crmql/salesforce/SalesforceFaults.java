package dev.crmql.salesforce;

import com.fasterxml.jackson.databind.JsonNode;
import dev.crmql.query.NodeLocation;
import dev.crmql.spi.FaultRules;
import dev.crmql.spi.FaultText;
import dev.crmql.spi.Plan;
import dev.crmql.spi.UpstreamFault;
import dev.crmql.spi.UpstreamFault.Kind;
import dev.crmql.spi.UpstreamJson;
import dev.crmql.spi.UpstreamResponse;
import java.time.Duration;
import java.util.Optional;

/**
 * Reads Salesforce's errors: an array of {@code {message, errorCode}}, an object where the token
 * service answers, or whatever a proxy puts in their place (REST API Developer Guide, Status Codes
 * and Error Responses).
 */
final class SalesforceFaults {

  private static final FaultRules RULES =
      FaultRules.load(SalesforceFaults.class, "salesforce-faults.json");

  private static final int LONGEST_CODE = 80;
  private static final int LONGEST_MESSAGE = 500;
  private static final String PLACE = "ERROR at Row:";

  private SalesforceFaults() {}

  /** The failure that an answer is, whatever was asked. */
  static UpstreamFault read(UpstreamResponse response) {
    return read(response, Optional.empty());
  }

  /** The failure that an answer to a plan's request is. */
  static UpstreamFault read(UpstreamResponse response, Optional<? extends Plan> plan) {
    return read(
        response.status(),
        UpstreamJson.readAnything(response),
        FaultText.retryAfter(response),
        plan);
  }

  /**
   * The failure.
   *
   * @param body the answer's body; missing if it is not JSON
   * @param retryAfter how long the service asks to wait
   */
  static UpstreamFault read(
      int status, JsonNode body, Optional<Duration> retryAfter, Optional<? extends Plan> plan) {
    JsonNode error = body.isArray() ? body.path(0) : body;
    String code = clean(first(error, "errorCode", "error"), LONGEST_CODE);
    String raw = first(error, "message", "error_description");
    String message = clean(withoutSnippet(raw), LONGEST_MESSAGE);
    Kind kind = RULES.kind(status, code, raw);
    UpstreamFault fault =
        new UpstreamFault(
            kind,
            code,
            message.isEmpty() ? "Salesforce answered with HTTP status " + status : message,
            retryAfter,
            NodeLocation.NONE);
    boolean aboutQuery = kind == Kind.QUERY_REJECTED || kind == Kind.NOT_FOUND;
    return aboutQuery && plan.isPresent() ? fault.at(plan.get().locator().locate(raw)) : fault;
  }

  private static String first(JsonNode error, String name, String otherName) {
    JsonNode value = error.path(name);
    return (value.isTextual() ? value : error.path(otherName)).asText("");
  }

  /** The sentence that follows the query's text, its caret and {@code ERROR at Row:1:Column:12}. */
  private static String withoutSnippet(String message) {
    int place = message.indexOf(PLACE);
    int end = place < 0 ? -1 : message.indexOf('\n', place);
    return end < 0 ? message : message.substring(end + 1);
  }

  /** The text in one line of bounded length, without control characters. */
  private static String clean(String text, int longest) {
    int length = Math.min(text.length(), longest);
    if (length < text.length()
        && length > 0
        && Character.isHighSurrogate(text.charAt(length - 1))) {
      length--;
    }
    StringBuilder clean = new StringBuilder(length);
    for (int i = 0; i < length; i++) {
      char c = text.charAt(i);
      boolean blank = Character.isWhitespace(c) || Character.isISOControl(c);
      if (!blank) {
        clean.append(Character.getType(c) == Character.FORMAT ? '\uFFFD' : c);
      } else if (!clean.isEmpty() && clean.charAt(clean.length() - 1) != ' ') {
        clean.append(' ');
      }
    }
    return clean.toString().strip();
  }
}
