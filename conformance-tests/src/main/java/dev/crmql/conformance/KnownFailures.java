package dev.crmql.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Checks that an implementation does not pass yet, each with its reason. One that is listed and
 * passes is a failure, so that the list stays true.
 */
public final class KnownFailures {

  private final Map<String, String> reasons;

  private KnownFailures(Map<String, String> reasons) {
    this.reasons = reasons;
  }

  /** An implementation that passes everything. */
  public static KnownFailures none() {
    return new KnownFailures(Map.of());
  }

  /** The reason for each check, by the check's id, such as {@code kql/like/prefix#salesforce}. */
  public static KnownFailures of(Map<String, String> reasons) {
    return new KnownFailures(Map.copyOf(reasons));
  }

  /**
   * The list that a YAML or JSON file holds: an object whose keys are the checks' ids and whose
   * values are the reasons.
   *
   * @throws IllegalArgumentException if a reason is missing
   */
  public static KnownFailures read(Path file) throws IOException {
    Map<String, String> reasons = new LinkedHashMap<>();
    JsonNode root = new ObjectMapper(new YAMLFactory()).readTree(file.toFile());
    for (Map.Entry<String, JsonNode> entry : root.properties()) {
      if (entry.getValue().asText("").isBlank()) {
        throw new IllegalArgumentException(file + ": " + entry.getKey() + " has no reason");
      }
      reasons.put(entry.getKey(), entry.getValue().asText());
    }
    return new KnownFailures(reasons);
  }

  /**
   * Holds an implementation to a check, or to failing it.
   *
   * @throws AssertionError if it fails and is not listed, or is listed and passes
   * @throws NotOfferedException if the implementation does nothing of the kind
   * @throws Exception what the implementation threw, listed or not
   */
  public void run(Check check, Implementation implementation) throws Exception {
    String reason = reasons.get(check.id());
    if (reason == null) {
      check.expectation().holdsFor(implementation);
      return;
    }
    try {
      check.expectation().holdsFor(implementation);
    } catch (AssertionError expected) {
      return;
    }
    throw new AssertionError(check.id() + " passes, but is listed as a known failure: " + reason);
  }

  /** The ids listed that are no check's. */
  public Set<String> unknown(Suite suite) {
    Set<String> ids = new HashSet<>(reasons.keySet());
    suite.checks().forEach(check -> ids.remove(check.id()));
    return ids;
  }
}
