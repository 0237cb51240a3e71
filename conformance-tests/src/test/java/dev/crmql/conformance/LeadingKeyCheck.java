package dev.crmql.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crmql.conformance.GeneratedQuery.SortKey;
import dev.crmql.conformance.GeneratedQuery.Window;
import dev.crmql.language.Language;
import dev.crmql.sandbox.data.Column;
import dev.crmql.sandbox.data.Table;
import dev.crmql.search.SearchResult;
import dev.crmql.spi.Completion;
import dev.crmql.spi.Plan;
import dev.crmql.spi.SearchPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.BiFunction;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.RandomDistribution;

/**
 * Queries that a service may be asked in the order of their first sort key, which is a number or a
 * date, and how often that was enough.
 */
final class LeadingKeyCheck {

  private final ServiceUnderTest service;
  private int inOrder;
  private int readAll;

  LeadingKeyCheck(ServiceUnderTest service) {
    this.service = service;
  }

  /**
   * Queries on a table.
   *
   * @param columns that may be the first sort key
   * @param condition one that is not true where the column is NULL
   */
  Arbitrary<GeneratedQuery> queries(
      Table table, List<Column> columns, BiFunction<Table, Column, Arbitrary<String>> condition) {
    Arbitrary<Window> windows =
        Combinators.combine(
                Arbitraries.longs().between(1, 350).withDistribution(RandomDistribution.uniform()),
                Arbitraries.longs().between(0, 20))
            .as((limit, offset) -> new Window(OptionalLong.of(limit), OptionalLong.of(offset)));
    return Arbitraries.of(columns)
        .flatMap(
            column ->
                Combinators.combine(
                        QueryGenerator.of(service.sandbox().name(), true).queries(table),
                        condition.apply(table, column),
                        Arbitraries.of("", "ASC", "DESC"),
                        windows,
                        Arbitraries.of(true, false))
                    .as(
                        (query, where, order, window, alone) ->
                            query(query, where, alone, new SortKey(column.name(), order), window)));
  }

  private static GeneratedQuery query(
      GeneratedQuery query, String condition, boolean alone, SortKey first, Window window) {
    String from = " FROM " + query.table().name();
    int end = query.uncut().indexOf(from) + from.length();
    String own = query.uncut().substring(end).replaceFirst("^ WHERE (?s)(.*)$", " AND ($1)");
    String uncut = query.uncut().substring(0, end) + " WHERE " + condition + (alone ? "" : own);
    List<SortKey> keys = new ArrayList<>(List.of(first));
    query.keys().stream().filter(key -> !key.column().equals(first.column())).forEach(keys::add);
    List<SortKey> total = SortKey.total(keys, query.table().keyColumn());
    return new GeneratedQuery(
        query.language(),
        query.table(),
        uncut + SortKey.orderBy(total) + window.text(),
        uncut,
        query.selected(),
        total,
        window);
  }

  /** Holds the service's answer against H2's. */
  void check(GeneratedQuery query, Completion completion) {
    if (new Agreement(service, completion, true).check(query)
        && service.plan(query.language(), query.text(), completion, true).unordered().isPresent()) {
      if (isReadInOrder(query.text(), completion)) {
        inOrder++;
      } else {
        readAll++;
      }
    }
  }

  Table table(String name) {
    return service.tables().stream()
        .filter(table -> table.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  /** Whether rows in the order of the first key are enough for a query that is asked so. */
  boolean isReadInOrder(String text, Completion completion) {
    SearchResult result = service.search(Language.KQL, text, completion, true);
    Plan plan = result.reports().values().iterator().next().plan().orElseThrow();
    return ((SearchPlan) plan).unordered().isPresent();
  }

  /** Prints how often rows in order were enough, and fails if it was hardly ever. */
  void report() {
    System.out.printf("in the order of the first key: %d, read by id: %d%n", inOrder, readAll);
    assertThat(inOrder).isGreaterThan(20);
  }
}
