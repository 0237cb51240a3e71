package dev.crmql.search;

import dev.crmql.diagnostics.QueryException;
import dev.crmql.transport.Futures;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;

/** One search: all accounts asked at once, and their rows and failures made one result. */
final class FanOut {

  private final SearchContext context;
  private final SearchRequest request;
  private final List<AccountTask> tasks;
  private final CompletableFuture<SearchResult> result = new CompletableFuture<>();

  FanOut(SearchContext context, SearchRequest request) {
    this.context = context;
    this.request = request;
    this.tasks = request.accountIds().stream().map(id -> new AccountTask(id, context)).toList();
  }

  /** Begins; to be called once. Cancelling the future ends all calls on the wire. */
  CompletableFuture<SearchResult> start() {
    QueryReader reader;
    try {
      reader = new QueryReader(request);
    } catch (QueryException e) {
      result.completeExceptionally(e);
      return result;
    }
    Futures.whenDone(result, (found, failure) -> tasks.forEach(AccountTask::cancel));
    for (AccountTask task : tasks) {
      Futures.whenDone(task.outcome(), (rows, failure) -> failAtOnce(failure));
      task.start(id -> context.assign(id, request, reader));
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

  private SearchResult merged() {
    List<AccountRows> answers = new ArrayList<>();
    Map<String, AccountError> errors = new LinkedHashMap<>();
    Refusals refusals = new Refusals();
    for (AccountTask task : tasks) {
      Futures.whenDone(
          task.outcome(),
          (rows, failure) -> {
            if (failure == null) {
              answers.add(rows);
              return;
            }
            Throwable reason = AccountTask.withText(failure, request);
            errors.put(
                task.accountId(), AccountErrors.of(task.accountId(), reason, request.text()));
            if (reason instanceof QueryException refusal) {
              refusals.add(refusal);
            }
          });
    }
    Optional<QueryException> fault = refusals.ofAll(tasks.size());
    if (fault.isPresent()) {
      throw fault.get();
    }
    List<SearchObject> objects = new Merge(context.settings().maxRows()).merged(answers);
    return new SearchResult(objects, Collections.unmodifiableMap(errors), reports(objects));
  }

  private Map<String, AccountReport> reports(List<SearchObject> objects) {
    Map<String, Long> returned =
        objects.stream()
            .collect(Collectors.groupingBy(SearchObject::accountId, Collectors.counting()));
    Map<String, AccountReport> reports = new LinkedHashMap<>();
    for (AccountTask task : tasks) {
      reports.put(task.accountId(), task.report(returned.getOrDefault(task.accountId(), 0L)));
    }
    return Collections.unmodifiableMap(reports);
  }
}
