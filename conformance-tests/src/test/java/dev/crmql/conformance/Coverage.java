package dev.crmql.conformance;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Counts what generated queries reached, so that a generator which misses something is seen. */
final class Coverage {

  private static final Map<String, String> PARTS = new LinkedHashMap<>();

  static {
    for (String part :
        List.of(
            " AND ",
            " OR ",
            "NOT (",
            " IS NULL",
            " IS NOT NULL",
            " LIKE '",
            " NOT LIKE '",
            "ESCAPE",
            " IN (",
            " NOT IN (",
            " = ",
            " != ",
            " <> ",
            " < ",
            " <= ",
            " > ",
            " >= ",
            " ORDER BY ",
            " DESC",
            " LIMIT ",
            " OFFSET ")) {
      PARTS.put(part, part.strip());
    }
  }

  private final Map<String, Integer> compared = new TreeMap<>();
  private final Map<String, Integer> refused = new TreeMap<>();
  private final Set<String> texts = new LinkedHashSet<>();
  private int rows;
  private int empty;

  void compared(String kql, int found) {
    texts.add(kql);
    rows += found;
    empty += found == 0 ? 1 : 0;
    PARTS.forEach(
        (part, name) -> {
          if (kql.contains(part)) {
            compared.merge(name, 1, Integer::sum);
          }
        });
  }

  void refused(String reason) {
    refused.merge(reason, 1, Integer::sum);
  }

  int comparisons() {
    return texts.size();
  }

  int emptyAnswers() {
    return empty;
  }

  /** How often each part of the language stood in a query that was compared. */
  int of(String part) {
    return compared.getOrDefault(part.strip(), 0);
  }

  Set<String> parts() {
    return Set.copyOf(PARTS.values());
  }

  @Override
  public String toString() {
    return texts.size()
        + " queries with "
        + rows
        + " rows, "
        + empty
        + " of them without any; "
        + compared
        + "; refused "
        + refused;
  }
}
