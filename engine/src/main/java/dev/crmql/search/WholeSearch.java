package dev.crmql.search;

import dev.crmql.language.Language;
import dev.crmql.spi.Connector;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** A search in KQL, which says itself which rows its answer has. */
final class WholeSearch implements SearchMode<AccountRows, SearchResult> {

  private final SearchContext context;
  private final SearchRequest request;
  private final QueryReader reader;

  WholeSearch(SearchContext context, SearchRequest request, QueryReader reader) {
    this.context = context;
    this.request = request;
    this.reader = reader;
  }

  @Override
  public CompletableFuture<AccountRows> ask(AccountTask<AccountRows> task) {
    Account account = task.account();
    Connector connector = task.connector();
    reader.languageFor(connector);
    Assignment assignment =
        Assignment.of(
            account,
            connector,
            reader.query(Language.KQL),
            request.completion(),
            request.accountIds().size() > 1);
    return context
        .planner()
        .plan(assignment, task.calls())
        .thenCompose(
            planned -> {
              task.report(planned.plan(), planned.allNotes());
              return task.readAll(
                      planned.plan(), context.settings().maxRows(), assignment.leftOutLater())
                  .thenApply(rows -> new AccountRows(assignment, planned, rows));
            });
  }

  @Override
  public SearchResult result(
      List<AccountRows> answers,
      Map<String, AccountError> errors,
      List<AccountTask<AccountRows>> tasks) {
    List<SearchObject> objects = new Merge(context.settings().maxRows()).merged(answers);
    return new SearchResult(
        objects, errors, Reports.of(request.accountIds(), tasks, objects), Optional.empty());
  }
}
