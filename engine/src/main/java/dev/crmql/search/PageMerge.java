package dev.crmql.search;

import dev.crmql.spi.Row;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Makes one page of what several accounts can give to it. */
final class PageMerge {

  private final int size;

  private record Ranked(PageRows from, long rank, Row row) {}

  PageMerge(int size) {
    this.size = size;
  }

  /** The page's rows, from answers in the order of the accounts. */
  List<SearchObject> merged(List<PageRows> answers) {
    List<AccountRows> sorted =
        answers.stream().map(PageRows::sorted).flatMap(Optional::stream).toList();
    boolean byKeys =
        sorted.size() == answers.size()
            && sorted.stream().noneMatch(rows -> rows.assignment().whole().orderBy().isEmpty());
    return byKeys ? first(new Merge(Long.MAX_VALUE).merged(sorted)) : inTurn(answers);
  }

  private List<SearchObject> first(List<SearchObject> all) {
    return all.subList(0, Math.min(size, all.size()));
  }

  /** Sorting keeps the order of the accounts among rows of the same rank. */
  private List<SearchObject> inTurn(List<PageRows> answers) {
    List<Ranked> ranked = new ArrayList<>();
    for (PageRows answer : answers) {
      List<Row> rows = answer.page().rows();
      for (int i = 0; i < Math.min(size, rows.size()); i++) {
        ranked.add(new Ranked(answer, answer.from().answered() + i, rows.get(i)));
      }
    }
    ranked.sort(Comparator.comparingLong(Ranked::rank));
    return ranked.stream()
        .limit(size)
        .map(r -> SearchObject.of(r.from.account(), r.from.connector(), r.row))
        .toList();
  }
}
