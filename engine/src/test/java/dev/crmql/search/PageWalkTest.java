package dev.crmql.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.crmql.query.NodeLocation;
import dev.crmql.query.Query;
import dev.crmql.schema.ObjectSchema;
import dev.crmql.spi.Completion;
import dev.crmql.spi.Plan;
import dev.crmql.spi.Row;
import dev.crmql.spi.SearchPlan;
import dev.crmql.spi.TextPlan;
import dev.crmql.spi.Upstream;
import dev.crmql.spi.UpstreamException;
import dev.crmql.spi.UpstreamRequest;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

final class PageWalkTest {

  private final FakeConnector connector = new FakeConnector("fake");
  private final SearchPlan plan =
      connector.plan(
          Query.select("id").from("thing").build(), ObjectSchema.unknown(), Completion.STRICT);

  private void walk(Upstream upstream, Plan how, PageSink rows) {
    ScanBudget budget =
        ScanBudget.ofSearch(new ReadBounds(Long.MAX_VALUE, Integer.MAX_VALUE, Long.MAX_VALUE));
    URI base = URI.create("https://a.example");
    new PageWalk(
            base,
            connector,
            upstream,
            UnaryOperator.identity(),
            budget,
            how,
            Place.START,
            rows,
            new PagesSeen())
        .start()
        .join();
  }

  private RowCollector walk(Upstream upstream) {
    RowCollector rows = new RowCollector(plan, Long.MAX_VALUE, 0);
    walk(upstream, plan, rows);
    return rows;
  }

  @Test
  void veryManyPagesThatAreThereAtOnceMakeNoDeepStack() {
    List<String> targets = new ArrayList<>();
    RowCollector rows =
        walk(
            request -> {
              targets.add(request.target());
              int page = targets.size();
              String next = page == 100_000 ? "null" : "\"/" + page + "\"";
              return CompletableFuture.completedFuture(
                  FakeTransport.response(200, "{\"rows\":[],\"next\":" + next + "}"));
            });

    assertThat(rows.rows()).isEmpty();
    assertThat(targets).hasSize(100_000);
  }

  @Test
  void pagesThatGoInACircleUnderEverNewLinksAreAFault() {
    List<String> targets = new ArrayList<>();
    Upstream circle =
        request -> {
          targets.add(request.target());
          String id = targets.size() % 2 == 0 ? "a" : "b";
          return CompletableFuture.completedFuture(
              FakeTransport.response(
                  200,
                  "{\"rows\":[{\"id\":\"" + id + "\"}],\"next\":\"/" + targets.size() + "\"}"));
        };

    assertThatThrownBy(() -> walk(circle))
        .hasCauseInstanceOf(UpstreamException.class)
        .hasMessageContaining("leads back to a page already read");
    assertThat(targets).hasSize(3);
  }

  /** Takes down what a walk gives. */
  private static final class Taken implements PageSink {
    private final List<String> ids = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();

    @Override
    public Wants take(Place at, List<Row> rows) {
      rows.forEach(row -> ids.add(row.id()));
      return Wants.MORE;
    }

    @Override
    public void cutOff(String bound) {}

    @Override
    public void note(List<String> more) {
      notes.addAll(more);
    }
  }

  /** Looks for words in three places, each of which answers with this status. */
  private Taken found(int first, int second, int third) {
    Map<String, Integer> statuses = Map.of("/a", first, "/b", second, "/c", third);
    TextPlan words =
        new TextPlan(
            statuses.keySet().stream().sorted().map(UpstreamRequest::verbatim).toList(),
            plan.format(),
            message -> NodeLocation.NONE,
            List.of(),
            Optional.empty());
    Taken taken = new Taken();
    Upstream upstream =
        request ->
            CompletableFuture.completedFuture(
                FakeTransport.response(
                    statuses.get(request.target()),
                    "{\"rows\":[{\"id\":\"" + request.target() + "\"}],\"next\":null}"));
    walk(upstream, words, taken);
    return taken;
  }

  @Test
  void whatTheAccountMayNotSeeIsNotSearchedForWordsAndSaid() {
    Taken taken = found(400, 200, 400);

    assertThat(taken.ids).containsExactly("/b");
    assertThat(taken.notes)
        .hasSize(2)
        .allMatch(
            note -> note.startsWith("not searched: /a") || note.startsWith("not searched: /c"));
  }

  @Test
  void aSearchForWordsFailsWhereAllOfItDoesOrTheServiceDoes() {
    assertThatThrownBy(() -> found(400, 400, 400)).hasCauseInstanceOf(UpstreamException.class);
    assertThatThrownBy(() -> found(200, 429, 200)).hasCauseInstanceOf(UpstreamException.class);
  }

  @Test
  void anErrorOfTheProgramEndsTheWalk() {
    assertThatThrownBy(
            () ->
                walk(
                    request -> {
                      throw new AssertionError("broken");
                    }))
        .hasCauseInstanceOf(AssertionError.class);
  }
}
