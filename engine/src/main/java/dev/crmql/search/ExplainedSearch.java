package dev.crmql.search;

import dev.crmql.language.Language;
import dev.crmql.spi.Connector;
import dev.crmql.spi.TextPlan;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** A search that is planned, and not made. */
final class ExplainedSearch implements SearchMode<Explanation.AccountPlan, Explanation> {

  private final SearchContext context;
  private final SearchRequest request;
  private final QueryReader reader;

  ExplainedSearch(SearchContext context, SearchRequest request) {
    this.context = context;
    this.request = request;
    this.reader = new QueryReader(request);
  }

  @Override
  public CompletableFuture<Explanation.AccountPlan> ask(AccountTask<Explanation.AccountPlan> task) {
    Account account = task.account();
    Connector connector = task.connector();
    Language language = reader.languageFor(connector);
    if (!QueryReader.isParsed(language)) {
      TextPlan plan = connector.plan(reader.passedOn(language, request.pageSize()));
      return CompletableFuture.completedFuture(
          new Explanation.AccountPlan(
              account.id(),
              account.service(),
              language,
              plan,
              false,
              plan.notes(),
              context.settings().ofAccount().pages()));
    }
    boolean several = request.accountIds().size() > 1;
    Assignment assignment =
        QueryReader.isPaged(language)
            ? Assignment.ofPage(account, connector, reader.query(language), request)
            : Assignment.of(
                account, connector, reader.query(language), request.completion(), several);
    return context
        .planner()
        .plan(assignment, task.calls())
        .thenApply(
            planned ->
                new Explanation.AccountPlan(
                    account.id(),
                    account.service(),
                    language,
                    planned.plan(),
                    planned.schema().isKnown(),
                    planned.allNotes(),
                    context.settings().ofAccount().pages()));
  }

  @Override
  public Explanation result(
      List<Explanation.AccountPlan> answers,
      Map<String, AccountError> errors,
      List<AccountTask<Explanation.AccountPlan>> tasks) {
    Map<String, Explanation.AccountPlan> plans = new LinkedHashMap<>();
    answers.forEach(plan -> plans.put(plan.accountId(), plan));
    return new Explanation(Collections.unmodifiableMap(plans), errors);
  }
}
