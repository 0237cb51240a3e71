package dev.crmql.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.crmql.conformance.GeneratedQuery.SortKey;
import dev.crmql.diagnostics.QueryException;
import dev.crmql.evaluate.RowSorter;
import dev.crmql.evaluate.TextOrder;
import dev.crmql.query.NodeLocation;
import dev.crmql.query.SortItem;
import dev.crmql.sandbox.data.Column;
import dev.crmql.search.SearchObject;
import dev.crmql.search.SearchResult;
import dev.crmql.spi.Completion;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Holds what a service answers against what H2 finds for the same text. */
final class Agreement {

  private final ServiceUnderTest service;
  private final Completion completion;
  private final boolean described;

  Agreement(ServiceUnderTest service, Completion completion, boolean described) {
    this.service = service;
    this.completion = completion;
    this.described = described;
  }

  /**
   * Asks both.
   *
   * @return whether the service answered; if not, it refused with reason
   */
  boolean check(GeneratedQuery query) {
    Optional<SearchResult> answer = answer(query);
    answer.ifPresent(result -> compare(query, result));
    return answer.isPresent();
  }

  private Optional<SearchResult> answer(GeneratedQuery query) {
    SearchResult result;
    try {
      result = service.search(query.language(), query.text(), completion, described);
    } catch (QueryException refusal) {
      assertThat(Refusals.wrong(service.connector(), query, completion, described, refusal))
          .isEmpty();
      return Optional.empty();
    }
    assertThat(Refusals.declared(service.connector(), query, completion))
        .as("what the dialect refuses")
        .isEmpty();
    return Optional.of(result);
  }

  private void compare(GeneratedQuery query, SearchResult result) {
    boolean sortedHere =
        !result.objects().isEmpty()
            && !query.keys().isEmpty()
            && service.plan(query.language(), query.text(), completion, described).sortedByEngine();
    List<String> expected =
        sortedHere
            ? query.window().of(sorted(query))
            : service.reference().ids(query.table(), query.kql());
    List<String> found = result.objects().stream().map(SearchObject::id).toList();
    if (query.window().cuts()) {
      assertThat(found).isEqualTo(expected);
    } else {
      assertThat(found).containsExactlyInAnyOrderElementsOf(expected);
      assertThat(ranks(query, found, expected, sortedHere)).isSorted();
    }
    result.objects().forEach(object -> compareValues(query, object));
  }

  /**
   * In the order of an engine that sorts itself, which puts texts as people do, and can't tell NULL
   * from empty text where the service does not.
   */
  private List<String> sorted(GeneratedQuery query) {
    List<SortItem> items =
        query.keys().stream()
            .map(k -> new SortItem(Paths.field(k.column()), k.descending(), NodeLocation.NONE))
            .toList();
    RowSorter<ObjectNode> sorter =
        new RowSorter<>(items, (row, field) -> sortValue(row.get(Paths.column(field.names()))));
    List<ObjectNode> rows =
        service.reference().ids(query.table(), query.uncut()).stream()
            .map(id -> service.reference().row(query.table(), id))
            .toList();
    return sorter.sorted(rows, TextOrder.rootCollation()).stream()
        .map(row -> row.get(query.table().keyColumn()).asText())
        .toList();
  }

  private JsonNode sortValue(JsonNode value) {
    boolean unclear = service.showsNullAsEmpty() && value.asText().isEmpty();
    return unclear ? NullNode.getInstance() : value;
  }

  /** For each row found, the place of the first expected one that has the same sort keys. */
  private List<Integer> ranks(
      GeneratedQuery query, List<String> found, List<String> expected, boolean sortedHere) {
    Map<String, Integer> ranks = new HashMap<>();
    int rank = 0;
    for (int i = 0; i < expected.size(); i++) {
      if (i > 0 && !tied(query, expected.get(i - 1), expected.get(i), sortedHere)) {
        rank = i;
      }
      ranks.put(expected.get(i), rank);
    }
    return found.stream().map(ranks::get).toList();
  }

  private boolean tied(GeneratedQuery query, String one, String other, boolean sortedHere) {
    ObjectNode a = service.reference().row(query.table(), one);
    ObjectNode b = service.reference().row(query.table(), other);
    for (SortKey key : query.keys()) {
      JsonNode first = a.get(key.column());
      JsonNode second = b.get(key.column());
      boolean tied =
          sortedHere
              ? Values.tied(sortValue(first), sortValue(second))
              : Values.tied(first, second);
      if (!tied) {
        return false;
      }
    }
    return true;
  }

  private void compareValues(GeneratedQuery query, SearchObject object) {
    List<String> columns =
        query.selected().isEmpty()
            ? query.table().columns().stream()
                .map(Column::name)
                .filter(name -> !Paths.isPath(name))
                .toList()
            : query.selected();
    ObjectNode row = service.reference().row(query.table(), object.id());
    for (String column : columns) {
      JsonNode found = object.value(Paths.field(column));
      assertThat(service.shows(found, row.get(column)))
          .as("%s of %s: %s, and in H2 %s", column, object.id(), found, row.get(column))
          .isTrue();
    }
  }
}
