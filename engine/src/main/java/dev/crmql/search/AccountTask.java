package dev.crmql.search;

import dev.crmql.diagnostics.QueryException;
import dev.crmql.transport.Futures;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/** Asks one account. Its outcome is rows or a failure, never later than the account may take. */
final class AccountTask {

  private final String accountId;
  private final SearchContext context;
  private final ScanBudget budget;
  private final CompletableFuture<AccountRows> outcome = new CompletableFuture<>();
  private volatile List<String> notes = List.of();

  AccountTask(String accountId, SearchContext context) {
    this.accountId = accountId;
    this.context = context;
    this.budget = new ScanBudget(context.settings().scanRows(), context.settings().scanRequests());
  }

  String accountId() {
    return accountId;
  }

  CompletableFuture<AccountRows> outcome() {
    return outcome;
  }

  AccountReport report(long rowsReturned) {
    return new AccountReport(budget.rows(), rowsReturned, budget.requests(), notes);
  }

  /**
   * Begins; to be called once.
   *
   * @param assignments gives the account's part, or throws what is in its way
   */
  void start(Function<String, Assignment> assignments) {
    try {
      Assignment assignment = assignments.apply(accountId);
      AccountUpstream upstream =
          new AccountUpstream(
              assignment.account(), assignment.connector(), context.transport(), context.tokens());
      Futures.whenDone(outcome, (rows, failure) -> upstream.cancel());
      Deadline.follow(
          outcome,
          context.planner().plan(assignment).thenCompose(plan -> ask(assignment, plan, upstream)),
          context.timer(),
          context.settings().patience());
    } catch (RuntimeException e) {
      outcome.completeExceptionally(e);
    }
  }

  private CompletableFuture<AccountRows> ask(
      Assignment assignment, Planned planned, AccountUpstream upstream) {
    notes = planned.allNotes();
    if (planned.plan().query().matchesNothing()) {
      return CompletableFuture.completedFuture(new AccountRows(assignment, planned, List.of()));
    }
    RowCollector collector =
        new RowCollector(planned.plan(), context.settings().maxRows(), assignment.leftOutLater());
    return new PageWalk(assignment.connector(), planned.plan(), upstream, budget, collector)
        .start()
        .thenApply(all -> new AccountRows(assignment, planned, all.rows()));
  }

  void cancel() {
    outcome.cancel(true);
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
