package dev.crmql.conformance;

import dev.crmql.conformance.GeneratedQuery.SortKey;
import dev.crmql.sandbox.data.Column;
import dev.crmql.sandbox.data.ColumnType;
import dev.crmql.sandbox.data.Table;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiPredicate;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/**
 * Random KQL on a service's tables. Left out is where KQL and H2 are known to read a text
 * differently: {@code = ''}, and a day compared with a moment.
 */
final class QueryGenerator {

  private static final int DEEPEST = 3;

  private final List<Table> tables;
  private final BiPredicate<Table, Column> sortable;
  private final LiteralGenerator literals = new LiteralGenerator(true);

  /**
   * A generator.
   *
   * @param sortable whether a service and H2 sort by a column alike
   */
  QueryGenerator(List<Table> tables, BiPredicate<Table, Column> sortable) {
    this.tables = tables;
    this.sortable = sortable;
  }

  Arbitrary<GeneratedQuery> queries() {
    return Arbitraries.of(tables).flatMap(this::query);
  }

  private Arbitrary<GeneratedQuery> query(Table table) {
    Arbitrary<String> where =
        Arbitraries.frequencyOf(
            Tuple.of(1, Arbitraries.just("")),
            Tuple.of(11, condition(table, DEEPEST).map(text -> " WHERE " + text)));
    Arbitrary<List<SortKey>> keys = sortKey(table).list().ofMaxSize(2);
    Arbitrary<String> window =
        Combinators.combine(
                Arbitraries.integers().between(1, 60), Arbitraries.integers().between(0, 80))
            .as((limit, offset) -> " LIMIT " + limit + (offset == 0 ? "" : " OFFSET " + offset));
    return Combinators.combine(where, keys, window, Arbitraries.of(true, false))
        .as((condition, order, rows, cut) -> assemble(table, condition, order, cut ? rows : ""));
  }

  private static GeneratedQuery assemble(
      Table table, String where, List<SortKey> order, String window) {
    Set<String> selected = new LinkedHashSet<>();
    selected.add(table.keyColumn());
    List<SortKey> keys = new ArrayList<>();
    for (SortKey key : order) {
      if (selected.add(key.column())) {
        keys.add(key);
      }
    }
    if (!window.isEmpty()) {
      keys.add(new SortKey(table.keyColumn(), ""));
    }
    String text =
        "SELECT "
            + String.join(", ", selected)
            + " FROM "
            + table.name()
            + where
            + SortKey.orderBy(keys)
            + window;
    return new GeneratedQuery(table, text, List.copyOf(selected), keys, !window.isEmpty());
  }

  private Arbitrary<SortKey> sortKey(Table table) {
    List<Column> columns =
        table.columns().stream().filter(column -> sortable.test(table, column)).toList();
    return Combinators.combine(Arbitraries.of(columns), Arbitraries.of("", "ASC", "DESC"))
        .as((column, order) -> new SortKey(column.name(), order));
  }

  private Arbitrary<String> condition(Table table, int depth) {
    List<Column> columns =
        table.columns().stream().filter(column -> literals.hasValues(table, column)).toList();
    Arbitrary<String> leaf = Arbitraries.of(columns).flatMap(column -> leaf(table, column));
    if (depth == 0) {
      return leaf;
    }
    Arbitrary<String> inner = Arbitraries.lazy(() -> condition(table, depth - 1));
    Arbitrary<String> operand =
        Combinators.combine(inner, Arbitraries.of(true, false, false))
            .as((text, bracketed) -> bracketed ? "(" + text + ")" : text);
    return Arbitraries.frequencyOf(
        Tuple.of(3, leaf),
        Tuple.of(1, inner.map(text -> "NOT (" + text + ")")),
        Tuple.of(1, leaf.map(text -> "NOT " + text)),
        Tuple.of(
            5,
            Combinators.combine(
                    operand.list().ofMinSize(2).ofMaxSize(3), Arbitraries.of(" AND ", " OR "))
                .as((operands, operator) -> String.join(operator, operands))));
  }

  private Arbitrary<String> leaf(Table table, Column column) {
    String name = column.name();
    Arbitrary<String> literal = literals.of(table, column);
    List<Arbitrary<String>> forms = new ArrayList<>();
    forms.add(Arbitraries.of(name + " IS NULL", name + " IS NOT NULL"));
    forms.add(
        Combinators.combine(operators(column), literal)
            .as((operator, value) -> name + " " + operator + " " + value));
    forms.add(
        Combinators.combine(
                Arbitraries.of(" IN ", " IN ", " NOT IN "),
                literal.list().ofMinSize(1).ofMaxSize(4))
            .as((in, values) -> name + in + LiteralGenerator.list(values)));
    if (column.type().isText()) {
      forms.add(like(name, literals.pieces(table, column)));
      forms.add(like(name, literals.pieces(table, column)));
    }
    return Arbitraries.oneOf(forms);
  }

  private static Arbitrary<String> operators(Column column) {
    return column.type() == ColumnType.BOOLEAN
        ? Arbitraries.of("=", "!=", "<>")
        : Arbitraries.of("=", "!=", "<>", "<", "<=", ">", ">=");
  }

  private static Arbitrary<String> like(String name, Arbitrary<String> pieces) {
    return Combinators.combine(
            pieces,
            Arbitraries.of("%s%%", "%%%s", "%%%s%%", "%s"),
            Arbitraries.of(" LIKE ", " LIKE ", " NOT LIKE "),
            Arbitraries.of(false, false, true))
        .as(
            (piece, form, like, alwaysEscaped) -> {
              String escaped = piece.replace("~", "~~").replace("%", "~%").replace("_", "~_");
              boolean escape = alwaysEscaped || !escaped.equals(piece);
              String pattern = LiteralGenerator.quoted(form.formatted(escape ? escaped : piece));
              return name + like + pattern + (escape ? " ESCAPE '~'" : "");
            });
  }
}
