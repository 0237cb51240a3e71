package dev.crmql.conformance;

import dev.crmql.sandbox.data.Table;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A query on one of a service's tables, as text for every engine and in parts for comparing.
 *
 * @param table the table of FROM
 * @param text the KQL text
 * @param selected the columns of SELECT, the key among them; empty for all
 * @param keys the sort keys
 * @param cut whether it has LIMIT or OFFSET; then the last sort key is the table's key
 */
record GeneratedQuery(
    Table table, String text, List<String> selected, List<SortKey> keys, boolean cut) {

  /** A key of ORDER BY; {@code order} is ASC, DESC or nothing. */
  record SortKey(String column, String order) {
    boolean descending() {
      return order.equals("DESC");
    }

    String text() {
      return order.isEmpty() ? column : column + " " + order;
    }

    static String orderBy(List<SortKey> keys) {
      return keys.isEmpty()
          ? ""
          : keys.stream().map(SortKey::text).collect(Collectors.joining(", ", " ORDER BY ", ""));
    }
  }

  /** The text, so that a report shows what can be asked again. */
  @Override
  public String toString() {
    return text;
  }
}
