package dev.crmql.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crmql.language.QueryParser;
import dev.crmql.spi.Construct;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Counts the queries that were compared, by their constructs and by what came of them. */
final class Census {

  /** So many queries in a hundred, at least, have any given construct. */
  private static final int LEAST_PERCENT = 1;

  private final Map<String, Map<Construct, Integer>> counts = new LinkedHashMap<>();
  private final Map<String, Integer> queries = new LinkedHashMap<>();

  void count(GeneratedQuery query, String outcome) {
    queries.merge(outcome, 1, Integer::sum);
    Map<Construct, Integer> ofOutcome =
        counts.computeIfAbsent(outcome, key -> new EnumMap<>(Construct.class));
    Constructs.of(QueryParser.kql().parse(query.text()))
        .forEach(construct -> ofOutcome.merge(construct, 1, Integer::sum));
  }

  private int of(String outcome, Construct construct) {
    return counts.getOrDefault(outcome, Map.of()).getOrDefault(construct, 0);
  }

  /** How many queries came out so, in one of these ways. */
  int queries(String... outcomes) {
    return Arrays.stream(outcomes).mapToInt(outcome -> queries.getOrDefault(outcome, 0)).sum();
  }

  /** Fails if of so many queries too few have the construct and came out so. */
  void requireSome(Construct construct, String outcome, int all) {
    assertThat(of(outcome, construct) * 100)
        .as("%s, %s, in%n%s", construct, outcome, this)
        .isGreaterThanOrEqualTo(all * LEAST_PERCENT);
  }

  @Override
  public String toString() {
    StringBuilder table = new StringBuilder(line("", queries.keySet().toArray()));
    table.append(line("queries", queries.values().toArray()));
    for (Construct construct : Construct.values()) {
      table.append(
          line(
              construct.text(),
              queries.keySet().stream().map(outcome -> of(outcome, construct)).toArray()));
    }
    return table.toString();
  }

  private static String line(String name, Object... cells) {
    StringBuilder line = new StringBuilder(String.format(Locale.ROOT, "%-26s", name));
    for (Object cell : cells) {
      line.append(String.format(Locale.ROOT, "%16s", cell));
    }
    return line.append(System.lineSeparator()).toString();
  }
}
