package dev.crmql.conformance;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** How many cases there are in each area of the suite, and how many checks of which kind. */
final class CoverageTable {

  private final Map<String, Integer> cases = new TreeMap<>();
  private final Map<String, Map<String, Integer>> checks = new TreeMap<>();
  private final List<String> aspects = new ArrayList<>();

  private CoverageTable() {}

  static String of(Suite suite) {
    CoverageTable table = new CoverageTable();
    suite.files().forEach(table::count);
    return table.print();
  }

  private void count(CaseFile file) {
    String area = file.feature().substring(0, file.feature().indexOf('/'));
    for (ConformanceCase said : file.cases()) {
      for (String row : List.of(area, "all")) {
        cases.merge(row, 1, Integer::sum);
        for (Check check : said.checks()) {
          checks
              .computeIfAbsent(row, key -> new TreeMap<>())
              .merge(check.aspect(), 1, Integer::sum);
        }
      }
    }
  }

  private String print() {
    aspects.addAll(checks.get("all").keySet());
    StringBuilder text = new StringBuilder("%n%-12s%8s".formatted("area", "cases"));
    aspects.forEach(aspect -> text.append("%12s".formatted(aspect)));
    cases.keySet().stream().filter(area -> !area.equals("all")).forEach(area -> row(text, area));
    row(text, "all");
    return text.toString();
  }

  private void row(StringBuilder text, String area) {
    text.append("%n%-12s%8d".formatted(area, cases.get(area)));
    for (String aspect : aspects) {
      text.append("%12d".formatted(checks.get(area).getOrDefault(aspect, 0)));
    }
  }
}
