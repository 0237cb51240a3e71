package dev.crmql.search;

import dev.crmql.evaluate.ConditionEvaluator;
import dev.crmql.query.Condition;
import dev.crmql.spi.Connector;
import dev.crmql.spi.Page;
import dev.crmql.spi.Plan;
import dev.crmql.spi.Row;
import dev.crmql.spi.SearchPlan;
import dev.crmql.spi.TextPlan;
import dev.crmql.spi.Upstream;
import dev.crmql.spi.UpstreamException;
import dev.crmql.spi.UpstreamFault;
import dev.crmql.spi.UpstreamRequest;
import dev.crmql.spi.UpstreamResponse;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * Reads an account's rows from a place on, page by page of its service, until there are enough for
 * one answer. It knows the place of each row, so that the next answer can begin at any of them.
 */
final class PageReading implements AccountPage {

  private final Connector connector;
  private final Upstream upstream;
  private final ScanBudget budget;
  private final int wanted;
  private final long answered;
  private final List<Row> rows = new ArrayList<>();
  private final List<Place> places = new ArrayList<>();
  private final Set<UpstreamRequest> asked = new HashSet<>();
  private final Set<String> notes = new LinkedHashSet<>();
  private boolean cutOff;
  private Plan plan;
  private Optional<Place> frontier;

  private PageReading(
      Connector connector,
      Plan plan,
      Place from,
      Upstream upstream,
      ScanBudget budget,
      int wanted) {
    this.connector = connector;
    this.upstream = upstream;
    this.budget = budget;
    this.wanted = wanted;
    this.answered = from.answered();
    use(planOf(plan, from.plan()), plan);
    this.frontier = this.plan.requests().isEmpty() ? Optional.empty() : Optional.of(from);
  }

  /**
   * Reads.
   *
   * @param wanted how many rows an answer can hold, 1 or more
   */
  static CompletableFuture<AccountPage> read(
      Connector connector,
      Plan plan,
      Place from,
      Upstream upstream,
      ScanBudget budget,
      int wanted) {
    PageReading reading = new PageReading(connector, plan, from, upstream, budget, wanted);
    return reading.more().thenApply(done -> reading);
  }

  /** The plan that a place is in. */
  static Plan planOf(Plan plan, int number) {
    return number == 1 && plan instanceof TextPlan text && text.otherwise().isPresent()
        ? text.otherwise().get()
        : plan;
  }

  /** The notes of the account's own plan are told anyway. */
  private void use(Plan chosen, Plan own) {
    plan = chosen;
    if (chosen != own) {
      notes.addAll(chosen.notes());
    }
  }

  private CompletableFuture<Void> more() {
    if (rows.size() >= wanted || frontier.isEmpty() || cutOff) {
      return CompletableFuture.completedFuture(null);
    }
    Place at = frontier.get();
    UpstreamRequest request = at.request().orElseGet(() -> first(at.walk()));
    if (!asked.add(request)) {
      throw UpstreamException.unexpected("the service's cursor leads back to a page already read");
    }
    budget.spendRequest();
    return upstream
        .send(request)
        .toCompletableFuture()
        .thenCompose(
            response -> {
              take(at, request, response);
              return more();
            });
  }

  /** Text is planned for its page size, which a query is not. */
  private UpstreamRequest first(int walk) {
    UpstreamRequest first = plan.requests().get(walk);
    return plan instanceof SearchPlan ? connector.inPages(first, wanted) : first;
  }

  private void take(Place at, UpstreamRequest request, UpstreamResponse response) {
    Page page;
    try {
      if (!response.isSuccess()) {
        throw new UpstreamException(connector.fault(response, Optional.of(plan)));
      }
      page = connector.decode(request, response, plan);
    } catch (UpstreamException e) {
      if (e.fault().kind() == UpstreamFault.Kind.FEATURE_OFF
          && at.equals(Place.START)
          && plan instanceof TextPlan text
          && text.otherwise().isPresent()) {
        use(text.otherwise().get(), plan);
        frontier = Optional.of(new Place(1, 0, Optional.empty(), 0, 0));
        return;
      }
      UpstreamRequest instead = connector.insteadOf(request, e.fault(), plan).orElseThrow(() -> e);
      frontier = Optional.of(new Place(at.plan(), at.walk(), Optional.of(instead), at.skip(), 0));
      return;
    }
    notes.addAll(page.notes());
    budget.spendRows(page.rows().size());
    List<Condition> residual = plan instanceof SearchPlan search ? search.residual() : List.of();
    for (int i = at.skip(); i < page.rows().size(); i++) {
      Row row = page.rows().get(i);
      if (ConditionEvaluator.allHold(residual, row)) {
        places.add(new Place(at.plan(), at.walk(), at.request(), i, answered + rows.size()));
        rows.add(row);
      }
    }
    frontier = next(at, page);
  }

  /**
   * Rows that were cut off are followed by a fault in place of further rows, which is told once
   * they all have been answered.
   */
  private Optional<Place> next(Place at, Page page) {
    if (page.bound().isPresent()) {
      if (rows.isEmpty()) {
        throw RowCollector.cutOff(page.bound().get());
      }
      cutOff = true;
      return Optional.of(new Place(at.plan(), at.walk(), at.request(), page.rows().size(), 0));
    }
    if (page.next().isPresent()) {
      return Optional.of(new Place(at.plan(), at.walk(), page.next(), 0, 0));
    }
    asked.clear();
    return at.walk() + 1 < plan.requests().size()
        ? Optional.of(new Place(at.plan(), at.walk() + 1, Optional.empty(), 0, 0))
        : Optional.empty();
  }

  @Override
  public List<Row> rows() {
    return rows;
  }

  @Override
  public List<String> notes() {
    return List.copyOf(notes);
  }

  @Override
  public Optional<Place> after(int taken) {
    return taken < rows.size()
        ? Optional.of(places.get(taken))
        : frontier.map(place -> place.answered(answered + taken));
  }
}
