package dev.crmql.search;

import dev.crmql.diagnostics.QueryException;
import dev.crmql.spi.Connector;
import dev.crmql.spi.Plan;
import dev.crmql.spi.Row;
import dev.crmql.spi.SearchPlan;
import dev.crmql.transport.Futures;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/**
 * Asks one account. Its outcome is an answer or a failure, never later than the account may take.
 *
 * @param <R> the answer
 */
final class AccountTask<R> {

  private final NamedAccount named;
  private final SearchContext context;
  private final AccountCalls calls;
  private final ScanBudget budget;
  private final CompletableFuture<R> outcome = new CompletableFuture<>();
  private final long startedAt = System.nanoTime();
  private volatile long endedAt;
  private volatile Optional<Plan> plan = Optional.empty();
  private volatile List<String> notes = List.of();

  /**
   * A task.
   *
   * @param whole what may be read for the whole search
   */
  AccountTask(
      NamedAccount named,
      SearchContext context,
      Optional<String> requestId,
      Optional<ScanBudget> whole) {
    this.named = named;
    this.context = context;
    this.calls = new AccountCalls(named.id(), requestId, context.observer());
    this.budget = ScanBudget.ofAccount(context.settings().ofAccount(), whole);
  }

  String accountId() {
    return named.id();
  }

  String service() {
    return named.service();
  }

  /** As {@link NamedAccount#account}. */
  Account account() {
    return named.account();
  }

  /** As {@link NamedAccount#connector}. */
  Connector connector() {
    return named.connector();
  }

  CompletableFuture<R> outcome() {
    return outcome;
  }

  /** The calls that are made for the account. */
  AccountCalls calls() {
    return calls;
  }

  /**
   * Begins; to be called once.
   *
   * @param ask asks the account; what it throws is the account's failure
   */
  void start(Function<AccountTask<R>, CompletableFuture<R>> ask) {
    Futures.whenDone(outcome, (answer, failure) -> endedAt = System.nanoTime());
    try {
      Deadline.follow(
          outcome, ask.apply(this), context.timer(), context.settings().accountTimeout());
    } catch (RuntimeException e) {
      outcome.completeExceptionally(e);
    }
  }

  /** Takes down how the account is asked. */
  void report(Plan how, List<String> allNotes) {
    this.plan = Optional.of(how);
    this.notes = allNotes;
  }

  /** Reads a plan's pages from a place on, until the task is done. */
  CompletableFuture<Optional<Place>> walk(Plan how, Place from, PageSink rows) {
    return walk(how, from, rows, new PagesSeen());
  }

  /** As the other, of a walk of which these pages were read. */
  CompletableFuture<Optional<Place>> walk(Plan how, Place from, PageSink rows, PagesSeen seen) {
    Duration left = context.settings().answerTimeout().minusNanos(System.nanoTime() - startedAt);
    AccountUpstream upstream =
        context.upstreams().of(account(), connector(), calls, SearchObserver.Call.SEARCH, left);
    Futures.whenDone(outcome, (answer, failure) -> upstream.end(Deadline.isPassed(failure)));
    return new PageWalk(
            account().baseUri(),
            connector(),
            upstream,
            upstream::hidingTokens,
            budget,
            how,
            from,
            rows,
            seen)
        .start();
  }

  /**
   * Reads all rows of a plan.
   *
   * @param maximum most rows of an answer where the query has no limit; one more is a fault
   * @param leftOutLater rows that are left out only once those of all accounts are merged
   */
  CompletableFuture<List<Row>> readAll(SearchPlan search, long maximum, long leftOutLater) {
    if (search.query().matchesNothing()) {
      return CompletableFuture.completedFuture(List.of());
    }
    RowCollector collector = new RowCollector(search, maximum, leftOutLater);
    return walk(search, Place.START, collector)
        .thenCompose(
            end ->
                collector.disorder().isPresent()
                    ? readUnordered(search, collector.disorder().get(), maximum, leftOutLater)
                    : CompletableFuture.completedFuture(collector.rows()));
  }

  private CompletableFuture<List<Row>> readUnordered(
      SearchPlan search, String reason, long maximum, long leftOutLater) {
    List<String> more = new ArrayList<>(notes);
    more.add("all records were read, since in the order of the first sort key " + reason);
    SearchPlan all = search.unordered().orElseThrow();
    report(all, more);
    return readAll(all, maximum, leftOutLater);
  }

  AccountReport report(long rowsReturned) {
    // The result may be asked for before the listener that takes the time has run.
    long until = endedAt == 0 ? System.nanoTime() : endedAt;
    return new AccountReport(
        budget.rows(),
        rowsReturned,
        calls.made(),
        Duration.ofNanos(until - startedAt),
        plan,
        notes);
  }

  void cancel() {
    outcome.cancel(true);
  }

  /** Ends, unless it is over, since the search's time is. */
  void endLate(Duration patience) {
    outcome.completeExceptionally(Deadline.passed(patience));
  }

  /** The account's failure, of which a query's fault points into the text. */
  static Throwable withText(Throwable failure, SearchRequest request) {
    return failure instanceof QueryException refusal
            && refusal.text().isEmpty()
            && request.text().isPresent()
        ? refusal.withText(request.text().get())
        : failure;
  }
}
