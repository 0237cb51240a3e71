package dev.crmql.search;

import dev.crmql.diagnostics.QueryException;
import dev.crmql.evaluate.RowSorter;
import dev.crmql.evaluate.TextOrder;
import dev.crmql.query.FieldPath;
import dev.crmql.query.Query;
import dev.crmql.spi.Row;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Makes one list of the accounts' rows.
 *
 * <p>One account's rows stay as the service sorted them. Several accounts' are sorted here, all by
 * the same rules, since no two services are known to sort texts alike: by {@link RowSorter} with
 * texts in root collation, ties by the order of the accounts and then by id. Without ORDER BY, they
 * stand account by account. OFFSET and LIMIT then hold for the whole.
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
    List<Entry> entries = entries(answers, first.several() && !query.orderBy().isEmpty());
    if (first.several()) {
      entries =
          new RowSorter<Entry>(
                  query.orderBy(), (entry, field) -> entry.row.value(entry.sortFields.get(field)))
              .sorted(entries, TextOrder.rootCollation());
      entries = window(entries, first.leftOutLater(), query.limit().orElse(Long.MAX_VALUE));
    }
    if (query.limit().isEmpty() && entries.size() > maxRows) {
      throw RowCollector.tooManyRows(maxRows);
    }
    return objects(entries);
  }

  private static List<Entry> entries(List<AccountRows> answers, boolean byId) {
    List<Entry> entries = new ArrayList<>();
    for (AccountRows answer : answers) {
      Map<FieldPath, FieldPath> sortFields = answer.sortFields();
      List<Row> rows = new ArrayList<>(answer.rows());
      if (byId) {
        rows.sort(Comparator.comparing(Row::id));
      }
      rows.forEach(row -> entries.add(new Entry(answer, sortFields, row)));
    }
    return entries;
  }

  private static <T> List<T> window(List<T> all, long skip, long take) {
    int from = (int) Math.min(skip, all.size());
    int to = (int) Math.min(RowCollector.saturated(from, take), all.size());
    return all.subList(from, to);
  }

  private static List<SearchObject> objects(List<Entry> entries) {
    Map<String, Optional<UnifiedType>> types = new HashMap<>();
    List<SearchObject> objects = new ArrayList<>(entries.size());
    for (Entry entry : entries) {
      Assignment assignment = entry.from.assignment();
      String type = entry.row.type();
      Optional<UnifiedType> unified =
          types.computeIfAbsent(
              assignment.connector().service() + ' ' + type,
              key -> UnifiedType.of(assignment.connector(), type));
      objects.add(new SearchObject(assignment.account().id(), unified, entry.row));
    }
    return objects;
  }
}
