package dev.crmql.search;

import dev.crmql.language.Language;
import dev.crmql.query.Query;
import dev.crmql.spi.Connector;
import dev.crmql.spi.SearchPlan;
import dev.crmql.spi.TextPlan;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * A search of which each answer is one page. Of several accounts, rows that one query sorts are
 * merged by its keys; others are taken in turn, the first of each account, then the second of each,
 * and so on, so that what each service finds most relevant comes first. An account that failed is
 * asked again for the next page, as long as another has one; and a few times more, if asking again
 * may help.
 */
final class PagedSearch implements SearchMode<PageRows, SearchResult> {

  /** How often accounts are asked again though all others have no more rows. */
  private static final int MOST_FRUITLESS = 3;

  private final SearchContext context;
  private final SearchRequest request;
  private final QueryReader reader;
  private final Map<String, Optional<StoredPlace>> places = new LinkedHashMap<>();

  PagedSearch(SearchContext context, SearchRequest request, QueryReader reader) {
    this.context = context;
    this.request = request;
    this.reader = reader;
    List<String> ids = request.accountIds();
    for (int i = 0; i < ids.size(); i++) {
      int account = i;
      Optional<StoredPlace> place =
          request
              .position()
              .map(position -> position.places().get(account))
              .orElse(Optional.of(StoredPlace.START));
      places.put(ids.get(i), place);
    }
  }

  /** Those that have more. */
  @Override
  public List<String> accountIds() {
    return request.accountIds().stream().filter(id -> places.get(id).isPresent()).toList();
  }

  @Override
  public CompletableFuture<PageRows> ask(AccountTask<PageRows> task) {
    Account account = context.account(task.accountId(), request);
    Connector connector = context.connector(account);
    Language language = reader.languageFor(connector);
    StoredPlace stored = places.get(account.id()).orElseThrow();
    return QueryReader.isParsed(language)
        ? searched(task, account, connector, reader.query(language), stored)
        : passedOn(task, account, connector, language, stored);
  }

  private CompletableFuture<PageRows> passedOn(
      AccountTask<PageRows> task,
      Account account,
      Connector connector,
      Language language,
      StoredPlace stored) {
    TextPlan plan = connector.plan(reader.passedOn(language));
    task.report(plan, plan.notes());
    Place from = stored.in(plan);
    return PageReading.read(
            connector,
            plan,
            from,
            task.upstream(account, connector),
            task.budget(),
            request.pageSize())
        .thenApply(
            page -> {
              List<String> notes = new ArrayList<>(plan.notes());
              notes.addAll(page.notes());
              task.report(plan, notes);
              return new PageRows(account, connector, plan, from, page, Optional.empty());
            });
  }

  private CompletableFuture<PageRows> searched(
      AccountTask<PageRows> task,
      Account account,
      Connector connector,
      Query query,
      StoredPlace stored) {
    boolean several = request.accountIds().size() > 1;
    Assignment assignment =
        Assignment.ofPage(account, connector, query, request.completion(), several);
    return context
        .planner()
        .plan(assignment)
        .thenCompose(
            planned -> {
              SearchPlan plan = planned.plan();
              task.report(plan, planned.allNotes());
              Place from = stored.in(plan);
              return page(task, assignment, plan, from)
                  .thenApply(
                      page ->
                          new PageRows(
                              account,
                              connector,
                              plan,
                              from,
                              page,
                              Optional.of(new AccountRows(assignment, planned, page.rows()))));
            });
  }

  private CompletableFuture<AccountPage> page(
      AccountTask<PageRows> task, Assignment assignment, SearchPlan plan, Place from) {
    boolean asItComes =
        plan.requests().size() == 1
            && !plan.sortedByEngine()
            && plan.query().offset() == 0
            && plan.take().isEmpty();
    if (!asItComes) {
      return task.walk(assignment.account(), assignment.connector(), plan, 0)
          .thenApply(all -> CountedPage.of(all, from));
    }
    return PageReading.read(
        assignment.connector(),
        plan,
        from,
        task.upstream(assignment.account(), assignment.connector()),
        task.budget(),
        request.pageSize());
  }

  @Override
  public SearchResult result(
      List<PageRows> answers, Map<String, AccountError> errors, List<AccountTask<PageRows>> tasks) {
    List<SearchObject> objects = new PageMerge(request.pageSize()).merged(answers);
    Map<String, Integer> taken = new LinkedHashMap<>();
    objects.forEach(object -> taken.merge(object.accountId(), 1, Integer::sum));
    Map<String, Optional<StoredPlace>> next = new LinkedHashMap<>(places);
    boolean more = false;
    for (PageRows answer : answers) {
      Optional<Place> after = answer.page().after(taken.getOrDefault(answer.account().id(), 0));
      more |= after.isPresent();
      next.put(answer.account().id(), after.map(place -> StoredPlace.of(place, answer.plan())));
    }
    int fruitless = more ? 0 : request.position().map(PagePosition::fruitless).orElse(0) + 1;
    if (!more && fruitless <= MOST_FRUITLESS) {
      more = errors.values().stream().anyMatch(error -> error.code().retryable());
    }
    int number = request.position().map(PagePosition::number).orElse(1) + 1;
    return new SearchResult(
        objects,
        errors,
        Reports.of(tasks, objects),
        more
            ? Optional.of(
                new PagePosition(request, number, fruitless, new ArrayList<>(next.values())))
            : Optional.empty());
  }
}
