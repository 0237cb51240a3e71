package dev.crmql.search;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What was done for each account, once it is known which rows the answer has. */
final class Reports {

  private Reports() {}

  /**
   * The reports.
   *
   * @param accountIds all accounts of the search, in the order asked
   * @param tasks of those that were asked; the others have no more rows
   */
  static Map<String, AccountReport> of(
      List<String> accountIds, List<? extends AccountTask<?>> tasks, List<SearchObject> objects) {
    Map<String, Long> returned =
        objects.stream()
            .collect(Collectors.groupingBy(SearchObject::accountId, Collectors.counting()));
    Map<String, AccountReport> reports = new LinkedHashMap<>();
    accountIds.forEach(id -> reports.put(id, AccountReport.FINISHED));
    for (AccountTask<?> task : tasks) {
      reports.put(task.accountId(), task.report(returned.getOrDefault(task.accountId(), 0L)));
    }
    return Collections.unmodifiableMap(reports);
  }
}
