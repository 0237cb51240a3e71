package dev.crmql.search;

import dev.crmql.spi.Connector;
import dev.crmql.spi.Page;
import dev.crmql.spi.SearchPlan;
import dev.crmql.spi.Upstream;
import dev.crmql.spi.UpstreamException;
import dev.crmql.spi.UpstreamRequest;
import dev.crmql.spi.UpstreamResponse;
import dev.crmql.transport.Futures;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * Reads a plan's pages one after the other, until the service says that there are no more or there
 * are rows enough. Short and empty pages are no end.
 */
final class PageWalk {

  private final Connector connector;
  private final SearchPlan plan;
  private final Upstream upstream;
  private final ScanBudget budget;
  private final RowCollector rows;
  private final Iterator<UpstreamRequest> walks;
  private final Set<UpstreamRequest> askedInThisWalk = new HashSet<>();
  private final CompletableFuture<RowCollector> done = new CompletableFuture<>();

  PageWalk(
      Connector connector,
      SearchPlan plan,
      Upstream upstream,
      ScanBudget budget,
      RowCollector rows) {
    this.connector = connector;
    this.plan = plan;
    this.upstream = upstream;
    this.budget = budget;
    this.rows = rows;
    this.walks = plan.requests().iterator();
  }

  /** Begins; to be called once. */
  CompletableFuture<RowCollector> start() {
    advance(beginNextWalk());
    return done;
  }

  /** A loop as long as answers are there at once, so that many pages don't make a deep stack. */
  private void advance(UpstreamRequest first) {
    UpstreamRequest request = first;
    try {
      while (request != null) {
        CompletableFuture<UpstreamResponse> answer = ask(request);
        if (!answer.isDone()) {
          UpstreamRequest asked = request;
          Futures.whenDone(answer, (response, failure) -> resume(asked, response, failure));
          return;
        }
        request = receive(request, answer.join());
      }
      done.complete(rows);
    } catch (RuntimeException e) {
      done.completeExceptionally(Futures.cause(e));
    }
  }

  private void resume(UpstreamRequest asked, UpstreamResponse response, Throwable failure) {
    if (failure != null) {
      done.completeExceptionally(failure);
      return;
    }
    UpstreamRequest next;
    try {
      next = receive(asked, response);
    } catch (RuntimeException e) {
      done.completeExceptionally(e);
      return;
    }
    advance(next);
  }

  private CompletableFuture<UpstreamResponse> ask(UpstreamRequest request) {
    if (!askedInThisWalk.add(request)) {
      throw UpstreamException.unexpected("the service's cursor leads back to a page already read");
    }
    budget.spendRequest();
    return upstream.send(request).toCompletableFuture();
  }

  /** Takes a page; gives the next request, or null at the end. */
  private UpstreamRequest receive(UpstreamRequest asked, UpstreamResponse response) {
    if (!response.isSuccess()) {
      throw new UpstreamException(connector.fault(response, Optional.of(plan)));
    }
    Page page = connector.decode(asked, response, plan);
    budget.spendRows(page.rows().size());
    page.rows().forEach(rows::add);
    if (page.bound().isPresent() && !rows.isFull()) {
      throw RowCollector.cutOff(page.bound().get());
    }
    return page.next().isPresent() && !rows.isFull() ? page.next().get() : beginNextWalk();
  }

  private UpstreamRequest beginNextWalk() {
    if (!walks.hasNext()) {
      return null;
    }
    askedInThisWalk.clear();
    rows.beginWalk();
    return walks.next();
  }
}
