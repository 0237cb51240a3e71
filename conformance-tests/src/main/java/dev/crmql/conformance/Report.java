package dev.crmql.conformance;

import java.io.PrintStream;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Runs the suite and prints what fails, then a table of counts by feature and by aspect. */
final class Report {

  private enum Outcome {
    PASSED,
    FAILED,
    NOT_OFFERED
  }

  private final PrintStream out;
  private final Map<String, Map<Outcome, Integer>> byFeature = new TreeMap<>();
  private final Map<String, Map<Outcome, Integer>> byAspect = new TreeMap<>();

  Report(PrintStream out) {
    this.out = out;
  }

  /**
   * Whether everything that is offered passed.
   *
   * @param prefix what the features begin with that are run; empty for all
   */
  boolean run(Suite suite, String prefix, KnownFailures known, Implementation implementation) {
    Set<String> unknown = known.unknown(suite);
    unknown.forEach(
        id -> out.println("FAILED " + id + ": listed as a known failure, but no check"));
    for (CaseFile file : suite.only(prefix).files()) {
      for (ConformanceCase said : file.cases()) {
        for (Check check : said.checks()) {
          Outcome outcome = outcome(check, known, implementation);
          count(byFeature, file.feature(), outcome);
          count(byAspect, check.aspect(), outcome);
        }
      }
    }
    print("feature", byFeature);
    print("aspect", byAspect);
    return unknown.isEmpty()
        && byAspect.values().stream().noneMatch(counts -> counts.containsKey(Outcome.FAILED));
  }

  private Outcome outcome(Check check, KnownFailures known, Implementation implementation) {
    try {
      known.run(check, implementation);
      return Outcome.PASSED;
    } catch (NotOfferedException e) {
      return Outcome.NOT_OFFERED;
    } catch (AssertionError | Exception e) {
      out.println("FAILED " + check.id() + ": " + e.getMessage());
      return Outcome.FAILED;
    }
  }

  private static void count(
      Map<String, Map<Outcome, Integer>> counts, String key, Outcome outcome) {
    counts
        .computeIfAbsent(key, ignored -> new EnumMap<>(Outcome.class))
        .merge(outcome, 1, Integer::sum);
  }

  private void print(String title, Map<String, Map<Outcome, Integer>> counts) {
    out.printf("%n%-40s%10s%10s%13s%n", title, "passed", "failed", "not offered");
    counts.forEach((key, row) -> line(key, row));
    Map<Outcome, Integer> all =
        counts.values().stream()
            .flatMap(row -> row.entrySet().stream())
            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, Integer::sum));
    line("all", all);
  }

  private void line(String key, Map<Outcome, Integer> row) {
    out.printf(
        "%-40s%10d%10d%13d%n",
        Stream.concat(
                Stream.of(key),
                Stream.of(Outcome.values()).map(outcome -> row.getOrDefault(outcome, 0)))
            .toArray());
  }
}
