package dev.crmql.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crmql.query.Query;
import dev.crmql.schema.ObjectSchema;
import dev.crmql.spi.Completion;
import dev.crmql.spi.SearchPlan;
import dev.crmql.spi.Upstream;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

final class PageWalkTest {

  private final FakeConnector connector = new FakeConnector("fake");
  private final SearchPlan plan =
      connector.plan(
          Query.select("id").from("thing").build(), ObjectSchema.unknown(), Completion.STRICT);

  private RowCollector walk(Upstream upstream) {
    RowCollector rows = new RowCollector(plan, Long.MAX_VALUE, 0);
    ScanBudget budget = new ScanBudget(Long.MAX_VALUE, Integer.MAX_VALUE);
    URI base = URI.create("https://a.example");
    new PageWalk(base, connector, upstream, budget, plan, Place.START, rows).start().join();
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
}
