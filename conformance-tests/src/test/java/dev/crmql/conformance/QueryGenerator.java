package dev.crmql.conformance;

import static dev.crmql.sandbox.data.ColumnType.BOOLEAN;
import static dev.crmql.sandbox.data.ColumnType.CHOICE;
import static dev.crmql.sandbox.data.ColumnType.LONG_TEXT;
import static dev.crmql.sandbox.data.ColumnType.REFERENCE;

import dev.crmql.conformance.GeneratedQuery.SortKey;
import dev.crmql.conformance.GeneratedQuery.Window;
import dev.crmql.language.Language;
import dev.crmql.sandbox.data.Column;
import dev.crmql.sandbox.data.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** Queries on a service's tables that SQL and KQL read alike. */
final class QueryGenerator {

  private static final int DEPTH = 4;

  /** Those that take {@code SELECT *} only where the engine knows what there is. */
  private static final Set<String> WITHOUT_WILDCARD = Set.of("salesforce", "hubspot", "zoho");

  private final boolean selectsAll;

  /** How many SELECTs and ORDER BYs have no paths for each that has some. */
  private final int withoutPaths;

  private final boolean negations;
  private final Columns own;
  private final Columns related;

  /**
   * What may be made of columns.
   *
   * @param described whether the service says what they hold; if not, nothing is made of them of
   *     which only that could tell what it means to the service
   * @param usable those that may stand in WHERE and ORDER BY
   * @param nullTested those that may be compared with NULL
   * @param sortedAlike those that all sort alike
   */
  private record Columns(
      boolean described,
      Predicate<Column> usable,
      Predicate<Column> nullTested,
      Predicate<Column> sortedAlike) {

    Columns notNullTested() {
      return new Columns(described, usable, column -> false, sortedAlike);
    }

    static Columns of(String service, boolean described) {
      Predicate<Column> all = column -> true;
      Predicate<Column> sortedAlike =
          switch (service) {
            case "salesforce" -> QueryGenerator::isNoPicklist;
            case "oracle" -> column -> !column.type().isText();
            default -> all;
          };
      if (described) {
        return new Columns(true, all, all, sortedAlike);
      }
      return switch (service) {
        case "salesforce" ->
            new Columns(
                false,
                column -> column.type() != LONG_TEXT && isNoPicklist(column),
                column -> column.type() != BOOLEAN,
                sortedAlike);
        case "dynamics" -> new Columns(false, column -> column.type() != REFERENCE, all, all);
        case "oracle" ->
            new Columns(
                false,
                column -> column.type() != LONG_TEXT && !column.name().equals("ContactName"),
                all,
                sortedAlike);
        case "zoho" ->
            new Columns(
                false,
                column -> column.type() != LONG_TEXT && column.type() != REFERENCE,
                column -> column.type() != BOOLEAN,
                all);
        default -> new Columns(false, all, all, all);
      };
    }
  }

  private QueryGenerator(
      boolean selectsAll, int withoutPaths, boolean negations, Columns own, Columns related) {
    this.selectsAll = selectsAll;
    this.withoutPaths = withoutPaths;
    this.negations = negations;
    this.own = own;
    this.related = related;
  }

  /**
   * A generator for a service, which never describes the columns of related rows to the engine.
   *
   * @param described whether the service says what its columns hold
   */
  static QueryGenerator of(String service, boolean described) {
    return new QueryGenerator(
        described || !WITHOUT_WILDCARD.contains(service),
        service.equals("sugarcrm") ? 4 : 3,
        true,
        Columns.of(service, described),
        Columns.of(service, false));
  }

  /** The same without NOT, NOT LIKE and tests for NULL, which DQL does not have. */
  QueryGenerator withoutNegations() {
    return new QueryGenerator(
        selectsAll, withoutPaths, false, own.notNullTested(), related.notNullTested());
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
    Columns all = new Columns(described, column -> true, column -> true, column -> true);
    return new QueryGenerator(true, 1, true, all, all);
  }

  /** Queries on the table. */
  Arbitrary<GeneratedQuery> queries(Table table) {
    return Built.of(
        Combinators.combine(selections(table), wheres(table), sortKeys(table), windows(table))
            .as(
                (selected, condition, keys, window) ->
                    query(table, selected, condition, keys, window)));
  }

  private Arbitrary<String> wheres(Table table) {
    Arbitrary<String> plain = wheres(table, false);
    Arbitrary<String> where = negations ? Arbitraries.oneOf(plain, wheres(table, true)) : plain;
    return Arbitraries.frequencyOf(
        Tuple.of(1, Arbitraries.just("")),
        Tuple.of(12, where.map(condition -> " WHERE " + condition)));
  }

  private Arbitrary<String> wheres(Table table, boolean negated) {
    Arbitrary<String> plain = conditions(table, own, false, negated).single();
    Arbitrary<String> where = nested(plain, negated);
    if (!hasPaths(table)) {
      return where;
    }
    Arbitrary<String> path = conditions(table, related, true, negated).single();
    Arbitrary<String> mixed = Arbitraries.frequencyOf(Tuple.of(2, path), Tuple.of(1, plain));
    return Arbitraries.frequencyOf(
        Tuple.of(2, where), Tuple.of(1, nested(Built.of(mixed), negated)));
  }

  private static Arbitrary<String> nested(Arbitrary<String> single, boolean negated) {
    return Arbitraries.oneOf(
        IntStream.rangeClosed(0, DEPTH)
            .mapToObj(depth -> ConditionGenerator.nested(single, depth, negated))
            .toList());
  }

  private static ConditionGenerator conditions(
      Table table, Columns columns, boolean paths, boolean negated) {
    return new ConditionGenerator(
        table,
        columns.usable().and(column -> Paths.isPath(column.name()) == paths),
        columns.nullTested(),
        new LiteralGenerator(columns.described()),
        negated);
  }

  private static boolean hasPaths(Table table) {
    return columns(table, true).findAny().isPresent();
  }

  /** The columns of related rows, or the table's own. */
  private static Stream<Column> columns(Table table, boolean paths) {
    return table.columns().stream().filter(column -> Paths.isPath(column.name()) == paths);
  }

  private static GeneratedQuery query(
      Table table, List<String> selected, String where, List<SortKey> keys, Window window) {
    List<SortKey> total = window.cuts() ? SortKey.total(keys, table.keyColumn()) : keys;
    String uncut = "SELECT " + selection(selected) + " FROM " + table.name() + where;
    return new GeneratedQuery(
        Language.KQL,
        table,
        uncut + SortKey.orderBy(total) + window.text(),
        uncut,
        selected,
        total,
        window);
  }

  private static String selection(List<String> columns) {
    return columns.isEmpty()
        ? "*"
        : columns.stream().map(Names::written).collect(Collectors.joining(", "));
  }

  private Arbitrary<List<String>> selections(Table table) {
    List<String> others =
        columns(table, false)
            .map(Column::name)
            .filter(name -> !name.equals(table.keyColumn()))
            .toList();
    Arbitrary<List<String>> some = some(table, others, 4);
    if (hasPaths(table)) {
      List<String> withPaths =
          Stream.concat(others.stream(), columns(table, true).map(Column::name)).toList();
      some =
          Arbitraries.frequencyOf(
              Tuple.of(withoutPaths, some), Tuple.of(1, some(table, withPaths, 6)));
    }
    return selectsAll
        ? Arbitraries.frequencyOf(Tuple.of(4, some), Tuple.of(1, Arbitraries.just(List.of())))
        : some;
  }

  private static Arbitrary<List<String>> some(Table table, List<String> columns, int most) {
    return Combinators.combine(
            Arbitraries.of(columns).set().ofMaxSize(most), Arbitraries.integers().between(0, most))
        .as((chosen, at) -> withKey(chosen, at, table.keyColumn()));
  }

  private static List<String> withKey(Set<String> chosen, int at, String key) {
    List<String> selected = new ArrayList<>(chosen);
    selected.add(Math.min(at, selected.size()), key);
    return selected;
  }

  private Arbitrary<List<SortKey>> sortKeys(Table table) {
    Arbitrary<List<SortKey>> some = sortKeys(sorted(table, own, false));
    if (hasPaths(table)) {
      List<String> withPaths = new ArrayList<>(sorted(table, own, false));
      withPaths.addAll(sorted(table, related, true));
      some =
          Arbitraries.frequencyOf(Tuple.of(withoutPaths, some), Tuple.of(1, sortKeys(withPaths)));
    }
    return Arbitraries.frequencyOf(Tuple.of(1, Arbitraries.just(List.of())), Tuple.of(2, some));
  }

  private static List<String> sorted(Table table, Columns columns, boolean paths) {
    return columns(table, paths)
        .filter(columns.usable().and(columns.sortedAlike()))
        .map(Column::name)
        .toList();
  }

  private static Arbitrary<List<SortKey>> sortKeys(List<String> columns) {
    return Combinators.combine(Arbitraries.of(columns), Arbitraries.of("", "ASC", "DESC"))
        .as(SortKey::new)
        .list()
        .ofMinSize(1)
        .ofMaxSize(3)
        .uniqueElements(SortKey::column);
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
