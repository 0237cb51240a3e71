package dev.crmql.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.crmql.normalize.NormalizedQuery;
import dev.crmql.normalize.Normalizer;
import dev.crmql.query.FieldPath;
import dev.crmql.query.Query;
import dev.crmql.schema.ObjectSchema;
import dev.crmql.spi.RecordFormat;
import dev.crmql.spi.Row;
import dev.crmql.spi.SearchPlan;
import dev.crmql.spi.UpstreamRequest;
import java.util.List;
import org.junit.jupiter.api.Test;

class RowCollectorTest {

  private static final RecordFormat FORMAT =
      new RecordFormat() {
        @Override
        public String id(JsonNode row) {
          return row.path("id").asText();
        }

        @Override
        public String type(JsonNode row) {
          return "thing";
        }

        @Override
        public JsonNode value(JsonNode row, FieldPath field) {
          return row.path(field.leaf());
        }

        @Override
        public ObjectNode shown(ObjectNode row) {
          return row;
        }
      };

  private static SearchPlan.Builder plan(long limit, long offset) {
    Query query =
        Query.select("id").from("thing").orderBy("rank").limit(limit).offset(offset).build();
    NormalizedQuery normalized = Normalizer.normalize(query, ObjectSchema.unknown());
    return SearchPlan.of(normalized).format(FORMAT).request(UpstreamRequest.verbatim("/a"));
  }

  private static Row row(String id, int rank) {
    return new Row(JsonNodeFactory.instance.objectNode().put("id", id).put("rank", rank), FORMAT);
  }

  private static List<String> collected(SearchPlan plan, Row... rows) {
    RowCollector collector = new RowCollector(plan, 100, 0);
    collector.beginWalk();
    for (Row row : rows) {
      collector.add(row);
    }
    return collector.rows().stream().map(Row::id).toList();
  }

  @Test
  void rowsInTheQuerysOrderAreCutAsSoonAsThereAreEnough() {
    SearchPlan plan = plan(1, 1).build();
    RowCollector collector = new RowCollector(plan, 100, 0);
    collector.beginWalk();
    collector.add(row("a", 1));
    collector.add(row("b", 2));
    assertThat(collector.isFull()).isTrue();
    assertThat(collector.rows()).extracting(Row::id).containsExactly("b");
  }

  @Test
  void rowsThatTheEngineSortsComeByIdWhereTheirKeysAreEqual() {
    SearchPlan plan = plan(3, 0).sortedByEngine(true).build();
    assertThat(collected(plan, row("c", 1), row("a", 1), row("b", 0)))
        .containsExactly("b", "a", "c");
  }

  @Test
  void rowsInAnotherOrderAreAllTakenAndSortedBeforeAnyIsLeftOut() {
    SearchPlan plan = plan(1, 1).sortedByEngine(true).build();
    assertThat(collected(plan, row("c", 3), row("b", 2), row("a", 1))).containsExactly("b");
  }

  private static SearchPlan inOrder(long limit) {
    Query query = Query.select("id").from("thing").orderBy("rank").limit(limit).build();
    return SearchPlan.of(Normalizer.normalize(query, ObjectSchema.unknown()))
        .format(FORMAT)
        .requestInOrderOfFirstKey(UpstreamRequest.verbatim("/a"), UpstreamRequest.verbatim("/all"))
        .build();
  }

  @Test
  void rowsInTheOrderOfTheFirstKeyAreTakenUntilNoneCanBeAmongTheFirst() {
    RowCollector collector = new RowCollector(inOrder(2), 100, 0);
    collector.beginWalk();
    collector.add(row("c", 1));
    collector.add(row("e", 2));
    collector.add(row("d", 2));
    assertThat(collector.isFull()).isFalse();
    collector.add(row("f", 3));
    assertThat(collector.isFull()).isTrue();
    assertThat(collector.disorder()).isEmpty();
    assertThat(collector.rows()).extracting(Row::id).containsExactly("c", "d");
  }

  @Test
  void rowsThatTheServiceDoesNotKeepInOrderEndTheWalk() {
    RowCollector twice = new RowCollector(inOrder(2), 100, 0);
    assertThat(twice.take(Place.START, List.of(row("a", 1), row("a", 1))))
        .isEqualTo(PageSink.Wants.NEXT_WALK);
    assertThat(twice.disorder()).isPresent();

    RowCollector cut = new RowCollector(inOrder(2), 100, 0);
    assertThat(cut.take(Place.START, List.of(row("a", 1)))).isEqualTo(PageSink.Wants.MORE);
    cut.cutOff("a page has too few");
    assertThat(cut.disorder()).contains("a page has too few");
  }

  @Test
  void anOrderByTheFirstKeyIsOfUseToALimitAlone() {
    Query all = Query.select("id").from("thing").orderBy("rank").build();
    SearchPlan.Builder plan =
        SearchPlan.of(Normalizer.normalize(all, ObjectSchema.unknown()))
            .format(FORMAT)
            .requestInOrderOfFirstKey(
                UpstreamRequest.verbatim("/a"), UpstreamRequest.verbatim("/all"));
    assertThatThrownBy(plan::build).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void rowsOfSeveralWalksAreSortedAndEachIsTakenOnce() {
    SearchPlan plan = plan(3, 0).request(UpstreamRequest.verbatim("/b")).build();
    RowCollector collector = new RowCollector(plan, 100, 0);
    collector.beginWalk();
    collector.add(row("a", 1));
    collector.add(row("c", 3));
    collector.beginWalk();
    collector.add(row("b", 2));
    collector.add(row("c", 3));
    assertThat(collector.rows()).extracting(Row::id).containsExactly("a", "b", "c");
  }

  @Test
  void idsThatAreNumbersAreCountedAndComeBeforeOthers() {
    SearchPlan plan = plan(9, 0).sortedByEngine(true).build();
    assertThat(collected(plan, row("10", 1), row("1x", 1), row("9", 1), row("100", 1)))
        .containsExactly("9", "10", "100", "1x");
  }

  @Test
  void ofSeveralWalksRowsWithEqualKeysComeById() {
    SearchPlan plan = plan(3, 0).request(UpstreamRequest.verbatim("/b")).build();
    RowCollector collector = new RowCollector(plan, 100, 0);
    collector.beginWalk();
    collector.add(row("b", 1));
    collector.add(row("d", 2));
    collector.beginWalk();
    collector.add(row("a", 1));
    collector.add(row("c", 1));
    assertThat(collector.rows()).extracting(Row::id).containsExactly("a", "b", "c");
  }
}
