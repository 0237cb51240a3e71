package dev.crmql.conformance;

import dev.crmql.language.Language;
import dev.crmql.sandbox.data.Table;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A query on one of a service's tables, as text for every engine and in parts for comparing.
 *
 * @param language KQL or DQL
 * @param table the table of FROM
 * @param text the text in this language
 * @param uncut the KQL text without ORDER BY, LIMIT and OFFSET
 * @param selected the columns of SELECT, the key among them; empty for all
 * @param keys the sort keys
 * @param window LIMIT and OFFSET; with either, the table's key is a sort key, so that the order is
 *     total
 */
record GeneratedQuery(
    Language language,
    Table table,
    String text,
    String uncut,
    List<String> selected,
    List<SortKey> keys,
    Window window) {

  /** A key of ORDER BY; {@code order} is ASC, DESC or nothing. */
  record SortKey(String column, String order) {
    boolean descending() {
      return order.equals("DESC");
    }

    String text() {
      String name = Names.written(column);
      return order.isEmpty() ? name : name + " " + order;
    }

    /** The keys, with the table's key as the last if it is not among them. */
    static List<SortKey> total(List<SortKey> keys, String keyColumn) {
      if (keys.stream().anyMatch(key -> key.column().equals(keyColumn))) {
        return keys;
      }
      return Stream.concat(keys.stream(), Stream.of(new SortKey(keyColumn, ""))).toList();
    }

    static String orderBy(List<SortKey> keys) {
      return keys.isEmpty()
          ? ""
          : keys.stream().map(SortKey::text).collect(Collectors.joining(", ", " ORDER BY ", ""));
    }
  }

  /** LIMIT and OFFSET, each empty if it is not there. */
  record Window(OptionalLong limit, OptionalLong offset) {
    static final Window NONE = new Window(OptionalLong.empty(), OptionalLong.empty());

    boolean cuts() {
      return limit.isPresent() || offset.isPresent();
    }

    <T> List<T> of(List<T> rows) {
      return rows.stream().skip(offset.orElse(0)).limit(limit.orElse(Long.MAX_VALUE)).toList();
    }

    String text() {
      return (limit.isPresent() ? " LIMIT " + limit.getAsLong() : "")
          + (offset.isPresent() ? " OFFSET " + offset.getAsLong() : "");
    }
  }

  /** The KQL text. */
  String kql() {
    return uncut + SortKey.orderBy(keys) + window.text();
  }

  /** The text, with the table's key as the last sort key if there is any: one order is right. */
  String inOneOrder() {
    if (keys.isEmpty() || window.cuts()) {
      return text;
    }
    return text + ", " + Names.written(table.keyColumn());
  }

  /** The text, so that a report shows what can be asked again. */
  @Override
  public String toString() {
    return text;
  }
}
