package dev.crmql.conformance;

import static dev.crmql.sandbox.data.ColumnType.BOOLEAN;
import static dev.crmql.sandbox.data.ColumnType.CHOICE;
import static dev.crmql.sandbox.data.ColumnType.LONG_TEXT;
import static dev.crmql.sandbox.data.ColumnType.REFERENCE;

import dev.crmql.conformance.GeneratedQuery.SortKey;
import dev.crmql.conformance.GeneratedQuery.Window;
import dev.crmql.sandbox.data.Column;
import dev.crmql.sandbox.data.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** Queries on a service's tables that SQL and KQL read alike. */
final class QueryGenerator {

  private static final int DEPTH = 4;

  private final boolean described;
  private final boolean selectsAll;
  private final Predicate<Column> usable;
  private final Predicate<Column> nullTested;
  private final Predicate<Column> sortedAlike;

  private QueryGenerator(
      boolean described,
      boolean selectsAll,
      Predicate<Column> usable,
      Predicate<Column> nullTested,
      Predicate<Column> sortedAlike) {
    this.described = described;
    this.selectsAll = selectsAll;
    this.usable = usable;
    this.nullTested = nullTested;
    this.sortedAlike = sortedAlike;
  }

  /**
   * A generator for a service.
   *
   * @param described whether the service says what its columns hold; if not, nothing is made of
   *     which only that could tell what it means to the service
   */
  static QueryGenerator of(String service, boolean described) {
    Predicate<Column> all = column -> true;
    Predicate<Column> sortedAlike =
        service.equals("salesforce") ? QueryGenerator::isNoPicklist : all;
    if (described) {
      return new QueryGenerator(true, true, all, all, sortedAlike);
    }
    return switch (service) {
      case "salesforce" ->
          new QueryGenerator(
              false,
              false,
              column -> column.type() != LONG_TEXT && isNoPicklist(column),
              column -> column.type() != BOOLEAN,
              sortedAlike);
      case "dynamics" ->
          new QueryGenerator(false, true, column -> column.type() != REFERENCE, all, sortedAlike);
      default -> new QueryGenerator(false, true, all, all, sortedAlike);
    };
  }

  /** Salesforce sorts picklists as they were set up. */
  private static boolean isNoPicklist(Column column) {
    return column.type() != CHOICE;
  }

  Arbitrary<GeneratedQuery> queries(List<Table> tables) {
    return Arbitraries.of(tables).flatMap(this::queries);
  }

  /** A generator for any table. */
  static QueryGenerator ofAny(boolean described) {
    return new QueryGenerator(described, true, column -> true, column -> true, column -> true);
  }

  /** Queries on the table. */
  Arbitrary<GeneratedQuery> queries(Table table) {
    ConditionGenerator conditions =
        new ConditionGenerator(table, usable, nullTested, new LiteralGenerator(described));
    Arbitrary<String> where =
        Arbitraries.frequencyOf(
            Tuple.of(1, Arbitraries.just("")),
            Tuple.of(
                12,
                Arbitraries.oneOf(
                        IntStream.rangeClosed(0, DEPTH).mapToObj(conditions::conditions).toList())
                    .map(condition -> " WHERE " + condition)));
    return Built.of(
        Combinators.combine(selections(table), where, sortKeys(table), windows(table))
            .as(
                (selected, condition, keys, window) ->
                    query(table, selected, condition, keys, window)));
  }

  private static GeneratedQuery query(
      Table table, List<String> selected, String where, List<SortKey> keys, Window window) {
    List<SortKey> total = new ArrayList<>(keys);
    boolean keyed = keys.stream().anyMatch(key -> key.column().equals(table.keyColumn()));
    if (window.cuts() && !keyed) {
      total.add(new SortKey(table.keyColumn(), ""));
    }
    String uncut = "SELECT " + selection(selected) + " FROM " + table.name() + where;
    return new GeneratedQuery(
        table,
        uncut + SortKey.orderBy(total) + window.text(),
        uncut,
        selected,
        List.copyOf(total),
        window);
  }

  private static String selection(List<String> columns) {
    return columns.isEmpty()
        ? "*"
        : columns.stream().map(Names::written).collect(Collectors.joining(", "));
  }

  private Arbitrary<List<String>> selections(Table table) {
    List<String> others =
        table.columns().stream()
            .map(Column::name)
            .filter(name -> !name.equals(table.keyColumn()))
            .toList();
    Arbitrary<List<String>> some =
        Combinators.combine(
                Arbitraries.of(others).set().ofMaxSize(4), Arbitraries.integers().between(0, 4))
            .as((chosen, at) -> withKey(chosen, at, table.keyColumn()));
    return selectsAll
        ? Arbitraries.frequencyOf(Tuple.of(9, some), Tuple.of(1, Arbitraries.just(List.of())))
        : some;
  }

  private static List<String> withKey(Set<String> chosen, int at, String key) {
    List<String> selected = new ArrayList<>(chosen);
    selected.add(Math.min(at, selected.size()), key);
    return selected;
  }

  private Arbitrary<List<SortKey>> sortKeys(Table table) {
    List<String> columns =
        table.columns().stream().filter(usable.and(sortedAlike)).map(Column::name).toList();
    Arbitrary<SortKey> key =
        Combinators.combine(Arbitraries.of(columns), Arbitraries.of("", "ASC", "DESC"))
            .as(SortKey::new);
    return Arbitraries.frequencyOf(
        Tuple.of(1, Arbitraries.just(List.of())),
        Tuple.of(2, key.list().ofMinSize(1).ofMaxSize(3).uniqueElements(SortKey::column)));
  }

  private static Arbitrary<Window> windows(Table table) {
    int rows = table.rows().size();
    Arbitrary<OptionalLong> count =
        Arbitraries.frequencyOf(
                Tuple.of(4, Arbitraries.longs().between(1, 20)),
                Tuple.of(2, Arbitraries.longs().between(0, rows + 10)))
            .map(OptionalLong::of);
    Arbitrary<OptionalLong> none = Arbitraries.just(OptionalLong.empty());
    return Arbitraries.frequencyOf(
        Tuple.of(5, Arbitraries.just(Window.NONE)),
        Tuple.of(2, Combinators.combine(count, none).as(Window::new)),
        Tuple.of(1, Combinators.combine(none, count).as(Window::new)),
        Tuple.of(2, Combinators.combine(count, count).as(Window::new)));
  }
}
