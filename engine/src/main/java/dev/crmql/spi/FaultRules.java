package dev.crmql.spi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.crmql.spi.UpstreamFault.Kind;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What a service's failures mean for the search, where that is not what their HTTP status says
 * ({@link Kind#of}). A file beside the connector has the rules, of which the first that matches
 * counts:
 *
 * <pre>{@code
 * [{"status": [403], "code": ["REQUEST_LIMIT_EXCEEDED"], "message": "TotalRequests",
 *   "kind": "quota-exhausted", "source": "REST API Developer Guide, API Request Limits"}]
 * }</pre>
 *
 * <p>A status is a number, or a class of them, {@code "5xx"}; a message begins with the words of
 * the rule. A condition that a rule lacks is met by every failure.
 */
public final class FaultRules {

  private static final JsonMapper MAPPER = new JsonMapper();
  private static final Pattern STATUS = Pattern.compile("[1-5]([0-9]{2}|xx)");

  record Rule(Set<String> status, Set<String> code, String message, String kind, String source) {

    Rule {
      status = status == null ? Set.of() : requireSome("status", status);
      code = code == null ? Set.of() : requireSome("code", code);
      message = message == null ? "" : message;
      for (String known : status) {
        require(STATUS.matcher(known).matches(), "no status " + known);
      }
      require(source != null && !source.isBlank(), "a rule has no source");
      require(kind != null && named(kind).isPresent(), "no kind " + kind);
    }

    private static Set<String> requireSome(String condition, Set<String> values) {
      require(!values.isEmpty() && !values.contains(null), "a rule has no " + condition);
      return Set.copyOf(values);
    }

    private static void require(boolean holds, String otherwise) {
      if (!holds) {
        throw new IllegalArgumentException(otherwise);
      }
    }

    private static Optional<Kind> named(String name) {
      return Arrays.stream(Kind.values()).filter(k -> k.wireName().equals(name)).findFirst();
    }

    boolean matches(String thatStatus, String thatCode, String thatMessage) {
      return (status.isEmpty() || hasStatus(thatStatus))
          && (code.isEmpty() || code.contains(thatCode))
          && thatMessage.startsWith(message);
    }

    private boolean hasStatus(String number) {
      return status.contains(number) || status.contains(number.charAt(0) + "xx");
    }

    /** Whether all that another rule matches is matched by this one. */
    boolean covers(Rule other) {
      return (status.isEmpty()
              || (!other.status.isEmpty() && other.status.stream().allMatch(this::hasStatus)))
          && (code.isEmpty() || (!other.code.isEmpty() && code.containsAll(other.code)))
          && other.message.startsWith(message);
    }
  }

  private final List<Rule> rules;

  private FaultRules(List<Rule> rules) {
    this.rules = rules;
  }

  /**
   * Reads the file.
   *
   * @param beside a class in the package of the file
   * @param resource the file's name
   * @throws IllegalStateException if the file is not there, a rule has no source, a key, status or
   *     kind that there is not, or can never be the first to match
   */
  public static FaultRules load(Class<?> beside, String resource) {
    return of(ResourceJson.read(beside, resource), resource);
  }

  static FaultRules of(JsonNode file, String name) {
    Rule[] rules;
    try {
      rules = MAPPER.convertValue(file, Rule[].class);
    } catch (IllegalArgumentException e) {
      throw new IllegalStateException(name + ": " + e.getMessage(), e);
    }
    for (int i = 0; i < rules.length; i++) {
      Rule rule = rules[i];
      if (Arrays.stream(rules, 0, i).anyMatch(earlier -> earlier.covers(rule))) {
        throw new IllegalStateException(name + ": rule " + (i + 1) + " can never match");
      }
    }
    return new FaultRules(List.of(rules));
  }

  /**
   * What a failure means.
   *
   * @param status the HTTP status
   * @param code the service's own code; empty if there is none
   * @param message the service's own words; empty if there are none
   */
  public Kind kind(int status, String code, String message) {
    return rules.stream()
        .filter(rule -> rule.matches(Integer.toString(status), code, message))
        .findFirst()
        .flatMap(rule -> Rule.named(rule.kind()))
        .orElseGet(() -> Kind.of(status));
  }
}
