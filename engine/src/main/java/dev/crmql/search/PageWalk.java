package dev.crmql.search;

import dev.crmql.spi.Connector;
import dev.crmql.spi.Page;
import dev.crmql.spi.Plan;
import dev.crmql.spi.TextPlan;
import dev.crmql.spi.Upstream;
import dev.crmql.spi.UpstreamException;
import dev.crmql.spi.UpstreamFault;
import dev.crmql.spi.UpstreamRequest;
import dev.crmql.spi.UpstreamResponse;
import dev.crmql.transport.Futures;
import dev.crmql.transport.Targets;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;

/**
 * Reads a plan's pages one after the other from a place on, until the service says that there are
 * no more or there are rows enough. Short and empty pages are no end.
 */
final class PageWalk {

  private final URI base;
  private final Connector connector;
  private final Upstream upstream;
  private final UnaryOperator<UpstreamException> shown;
  private final ScanBudget budget;
  private final PageSink rows;
  private final PagesSeen seen;
  private final CompletableFuture<Optional<Place>> done = new CompletableFuture<>();
  private Plan plan;
  private Optional<Place> frontier;
  private boolean enough;
  private boolean answered;
  private UpstreamRequest asked;
  private CompletableFuture<UpstreamResponse> answer;

  /**
   * A walk.
   *
   * @param base where the account lives, which a link to the next page must lead to
   * @param shown a failure as it may be shown
   * @param seen the pages of the same walk before these, added to
   */
  PageWalk(
      URI base,
      Connector connector,
      Upstream upstream,
      UnaryOperator<UpstreamException> shown,
      ScanBudget budget,
      Plan plan,
      Place from,
      PageSink rows,
      PagesSeen seen) {
    this.base = base;
    this.connector = connector;
    this.upstream = upstream;
    this.shown = shown;
    this.budget = budget;
    this.plan = planOf(plan, from.plan());
    this.frontier = this.plan.requests().isEmpty() ? Optional.empty() : Optional.of(from);
    this.rows = rows;
    this.seen = seen;
    this.answered = !from.equals(Place.START);
    if (this.plan != plan) {
      rows.note(this.plan.notes());
    }
  }

  /** The plan that a place is in. */
  static Plan planOf(Plan plan, int number) {
    return number == 1 ? otherwise(plan).orElse(plan) : plan;
  }

  private static Optional<Plan> otherwise(Plan plan) {
    return plan instanceof TextPlan text
        ? text.otherwise().map(Plan.class::cast)
        : Optional.empty();
  }

  /**
   * Begins; to be called once.
   *
   * @return where the page after those that were read is; empty if there is none
   */
  CompletableFuture<Optional<Place>> start() {
    advance();
    return done;
  }

  /** A loop as long as answers are there at once, so that many pages don't make a deep stack. */
  private void advance() {
    try {
      while (true) {
        if (answer != null) {
          receive(frontier.orElseThrow(), answer.join());
        }
        if (enough || frontier.isEmpty()) {
          done.complete(frontier);
          return;
        }
        answer = ask(frontier.get());
        if (!answer.isDone()) {
          Futures.whenDone(answer, (response, failure) -> advance());
          return;
        }
      }
    } catch (RuntimeException | Error e) {
      done.completeExceptionally(Futures.cause(e));
    }
  }

  private CompletableFuture<UpstreamResponse> ask(Place at) {
    asked = at.request().orElseGet(() -> plan.requests().get(at.walk()));
    seen.ask(asked);
    budget.spendPage(plan);
    return upstream.send(asked).toCompletableFuture();
  }

  private void receive(Place at, UpstreamResponse response) {
    Page page;
    try {
      if (!response.isSuccess()) {
        throw new UpstreamException(connector.fault(response, Optional.of(plan)));
      }
      page = connector.decode(asked, response, plan);
      seen.read(page.rows());
    } catch (UpstreamException e) {
      frontier = instead(at, shown.apply(e));
      return;
    }
    answered = true;
    rows.note(page.notes());
    budget.spend(page.rows().size(), response.bytesRead(), plan);
    PageSink.Wants wants = rows.take(at, page.rows());
    enough = wants == PageSink.Wants.NOTHING;
    if (page.bound().isPresent() && wants != PageSink.Wants.NEXT_WALK) {
      rows.cutOff(page.bound().get());
      enough = true;
      frontier = Optional.of(new Place(at.plan(), at.walk(), at.request(), page.rows().size(), 0));
      return;
    }
    frontier =
        page.next().isPresent() && wants != PageSink.Wants.NEXT_WALK
            ? Optional.of(new Place(at.plan(), at.walk(), own(page.next()), 0, 0))
            : nextWalk(at);
  }

  /** Where to go on after a failure that the search can do without. */
  private Optional<Place> instead(Place at, UpstreamException failure) {
    Optional<Plan> other = otherwise(plan);
    if (failure.fault().kind() == UpstreamFault.Kind.FEATURE_OFF
        && at.equals(Place.START)
        && other.isPresent()) {
      plan = other.get();
      rows.note(plan.notes());
      return Optional.of(new Place(1, 0, Optional.empty(), 0, 0));
    }
    Optional<UpstreamRequest> request = connector.insteadOf(asked, failure.fault(), plan);
    if (request.isPresent()) {
      return Optional.of(new Place(at.plan(), at.walk(), request, at.skip(), 0));
    }
    Optional<Place> next = nextWalk(at);
    if (!isOneOfSeveral(at, failure) || (next.isEmpty() && !answered)) {
      throw failure;
    }
    rows.note(List.of("not searched: " + asked.path() + ": " + failure.getMessage()));
    return next;
  }

  /**
   * Whether it is one object type of those that are looked through for words which the account may
   * not see, or which is not as it was thought to be. The others have their rows all the same.
   */
  private boolean isOneOfSeveral(Place at, UpstreamException failure) {
    return plan instanceof TextPlan
        && plan.requests().size() > 1
        && at.request().isEmpty()
        && switch (failure.fault().kind()) {
          case NOT_FOUND, FORBIDDEN, QUERY_REJECTED -> true;
          case TOKEN_REJECTED, THROTTLED, QUOTA_EXHAUSTED, TRANSIENT, FEATURE_OFF, UNEXPECTED ->
              false;
        };
  }

  /** A link to another host is not gone after, and not kept for the next answer either. */
  private Optional<UpstreamRequest> own(Optional<UpstreamRequest> next) {
    next.ifPresent(request -> Targets.of(base, request));
    return next;
  }

  private Optional<Place> nextWalk(Place at) {
    seen.clear();
    return at.walk() + 1 < plan.requests().size()
        ? Optional.of(new Place(at.plan(), at.walk() + 1, Optional.empty(), 0, 0))
        : Optional.empty();
  }
}
