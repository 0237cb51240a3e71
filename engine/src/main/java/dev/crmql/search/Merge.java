package dev.crmql.search;

import dev.crmql.diagnostics.QueryException;
import dev.crmql.evaluate.RowSorter;
import dev.crmql.evaluate.TextOrder;
import dev.crmql.query.FieldPath;
import dev.crmql.query.Query;
import dev.crmql.spi.Row;
import java.util.List;
import java.util.Map;

/**
 * Makes one list of the accounts' rows.
 *
 * <p>Each account's rows stay as its service sorted them. Those of several accounts are merged by
 * the keys of ORDER BY, texts in root collation; of rows with the same keys, those of the account
 * that was named first come first. No two services are known to sort texts alike, so the whole may
 * have texts that root collation would sort otherwise; but LIMIT and OFFSET always cut the same
 * whole, so that pages neither repeat rows nor lose any. Without ORDER BY, the rows stand account
 * by account.
 */
final class Merge {

  private final long maxRows;

  private record Entry(AccountRows from, Map<FieldPath, FieldPath> sortFields, Row row) {}

  Merge(long maxRows) {
    this.maxRows = maxRows;
  }

  /**
   * The rows of the answer.
   *
   * @param answers in the order in which the accounts were asked for; not changed
   * @throws QueryException if a query without LIMIT finds more than an answer may hold
   */
  List<SearchObject> merged(List<AccountRows> answers) {
    if (answers.isEmpty()) {
      return List.of();
    }
    Assignment first = answers.get(0).assignment();
    Query query = first.whole();
    List<List<Entry>> lists = answers.stream().map(Merge::entries).toList();
    List<Entry> entries = lists.get(0);
    if (first.several()) {
      List<Entry> all =
          new RowSorter<Entry>(
                  query.orderBy(), (entry, field) -> entry.row.value(entry.sortFields.get(field)))
              .merged(lists, TextOrder.rootCollation());
      entries = window(all, first.leftOutLater(), query.limit().orElse(Long.MAX_VALUE));
    }
    if (query.limit().isEmpty() && entries.size() > maxRows) {
      throw RowCollector.tooManyRows(maxRows);
    }
    return objects(entries);
  }

  private static List<Entry> entries(AccountRows answer) {
    Map<FieldPath, FieldPath> sortFields = answer.sortFields();
    return answer.rows().stream().map(row -> new Entry(answer, sortFields, row)).toList();
  }

  private static <T> List<T> window(List<T> all, long skip, long take) {
    int from = (int) Math.min(skip, all.size());
    int to = (int) Math.min(RowCollector.saturated(from, take), all.size());
    return all.subList(from, to);
  }

  private static List<SearchObject> objects(List<Entry> entries) {
    return entries.stream()
        .map(
            entry ->
                SearchObject.of(
                    entry.from.assignment().account(),
                    entry.from.assignment().connector(),
                    entry.row))
        .toList();
  }
}
