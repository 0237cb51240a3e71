package dev.crmql.search;

import dev.crmql.diagnostics.QueryException;
import dev.crmql.transport.Futures;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * One search: all accounts asked at once, and their answers and failures made one result.
 *
 * @param <R> what one account answers
 * @param <T> what a search answers
 */
final class FanOut<R, T> {

  private final SearchContext context;
  private final SearchRequest request;
  private final SearchMode<R, T> mode;
  private final List<AccountTask<R>> tasks;
  private final CompletableFuture<T> result = new CompletableFuture<>();

  private FanOut(
      SearchContext context,
      SearchRequest request,
      List<NamedAccount> accounts,
      SearchMode<R, T> mode) {
    this.context = context;
    this.request = request;
    this.mode = mode;
    Optional<ScanBudget> whole = Optional.of(ScanBudget.ofSearch(context.settings().ofSearch()));
    this.tasks =
        accounts.stream()
            .filter(account -> mode.asks(account.id()))
            .map(account -> new AccountTask<R>(account, context, request.requestId(), whole))
            .toList();
  }

  /**
   * The search that a request asks for.
   *
   * @throws QueryException if the text is not of the language that the request names
   */
  static FanOut<?, SearchResult> searching(SearchContext context, SearchRequest request) {
    QueryReader reader = new QueryReader(request);
    List<NamedAccount> accounts = accounts(context, request);
    return accounts.stream().anyMatch(account -> isPaged(reader, account))
        ? new FanOut<>(context, request, accounts, new PagedSearch(context, request, reader))
        : new FanOut<>(context, request, accounts, new WholeSearch(context, request, reader));
  }

  /** The search, explained; throws what searching does. */
  static FanOut<?, Explanation> explaining(SearchContext context, SearchRequest request) {
    ExplainedSearch mode = new ExplainedSearch(context, request);
    return new FanOut<>(context, request, accounts(context, request), mode);
  }

  private static List<NamedAccount> accounts(SearchContext context, SearchRequest request) {
    return request.accountIds().stream().map(id -> new NamedAccount(id, request, context)).toList();
  }

  private static boolean isPaged(QueryReader reader, NamedAccount account) {
    try {
      return QueryReader.isPaged(reader.languageFor(account.connector()));
    } catch (RuntimeException e) {
      // It will be the account's failure, once it is asked.
      return false;
    }
  }

  /** Begins; to be called once. Cancelling the future ends all calls on the wire. */
  CompletableFuture<T> start() {
    Duration patience = context.settings().searchTimeout();
    Runnable alarm =
        context.timer().after(patience, () -> tasks.forEach(task -> task.endLate(patience)));
    Futures.whenDone(
        result,
        (found, failure) -> {
          alarm.run();
          tasks.forEach(AccountTask::cancel);
        });
    for (AccountTask<R> task : tasks) {
      Futures.whenDone(task.outcome(), (answer, failure) -> failAtOnce(failure));
      task.start(mode::ask);
    }
    CompletableFuture<?>[] outcomes =
        tasks.stream().map(AccountTask::outcome).toArray(CompletableFuture<?>[]::new);
    Futures.whenDone(CompletableFuture.allOf(outcomes), (all, failure) -> finish());
    return result;
  }

  void cancel() {
    result.cancel(true);
  }

  private void failAtOnce(Throwable failure) {
    if (Refusals.isFatal(failure)) {
      result.completeExceptionally(AccountTask.withText(failure, request));
    }
  }

  private void finish() {
    if (result.isDone()) {
      return;
    }
    try {
      result.complete(merged());
    } catch (RuntimeException e) {
      result.completeExceptionally(AccountTask.withText(e, request));
    }
  }

  private T merged() {
    List<R> answers = new ArrayList<>();
    Map<String, AccountError> errors = new LinkedHashMap<>();
    Refusals refusals = new Refusals();
    for (AccountTask<R> task : tasks) {
      Futures.whenDone(
          task.outcome(),
          (answer, failure) -> {
            if (failure == null) {
              answers.add(answer);
              return;
            }
            Throwable reason = AccountTask.withText(failure, request);
            AccountError error = AccountErrors.of(task.accountId(), reason, request);
            errors.put(task.accountId(), error);
            task.calls().accountFailed(task.service(), error.code());
            if (reason instanceof QueryException refusal) {
              refusals.add(refusal);
            }
          });
    }
    Optional<QueryException> fault = refusals.ofAll(tasks.size());
    if (fault.isPresent()) {
      throw fault.get();
    }
    return mode.result(answers, Collections.unmodifiableMap(errors), tasks);
  }
}
