package dev.crmql.search;

import dev.crmql.language.Language;
import dev.crmql.query.Query;
import dev.crmql.spi.Plan;
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
  public boolean asks(String accountId) {
    return places.get(accountId).isPresent();
  }

  @Override
  public CompletableFuture<PageRows> ask(AccountTask<PageRows> task) {
    Language language = reader.languageFor(task.connector());
    StoredPlace stored = places.get(task.accountId()).orElseThrow();
    return QueryReader.isParsed(language)
        ? searched(task, reader.query(language), stored)
        : passedOn(task, language, stored);
  }

  private CompletableFuture<PageRows> passedOn(
      AccountTask<PageRows> task, Language language, StoredPlace stored) {
    TextPlan plan = task.connector().plan(reader.passedOn(language, request.pageSize()));
    task.report(plan, plan.notes());
    Place from = stored.in(plan, false, task.account().baseUri());
    return asItComes(task, plan, from)
        .thenApply(
            page -> {
              List<String> notes = new ArrayList<>(plan.notes());
              notes.addAll(page.notes());
              task.report(plan, notes);
              return new PageRows(
                  task.account(), task.connector(), plan, from, page, Optional.empty());
            });
  }

  private CompletableFuture<PageRows> searched(
      AccountTask<PageRows> task, Query query, StoredPlace stored) {
    Assignment assignment = Assignment.ofPage(task.account(), task.connector(), query, request);
    return context
        .planner()
        .plan(assignment, task.calls())
        .thenCompose(
            planned -> {
              SearchPlan plan = planned.plan();
              task.report(plan, planned.allNotes());
              boolean guessed = !planned.schema().isKnown();
              Place from = stored.in(plan, guessed, task.account().baseUri());
              CompletableFuture<? extends AccountPage> rows =
                  plan.isPageable() ? asItComes(task, plan, from) : counted(task, plan, from);
              return rows.thenApply(
                  page ->
                      new PageRows(
                          task.account(),
                          task.connector(),
                          plan,
                          from,
                          page,
                          Optional.of(new AccountRows(assignment, planned, page.rows()))));
            });
  }

  private CompletableFuture<PlacedRows> asItComes(
      AccountTask<PageRows> task, Plan plan, Place from) {
    PlacedRows rows = new PlacedRows(plan, from.answered(), request.pageSize());
    return task.walk(plan, from, rows).thenApply(rows::endingAt);
  }

  /** What an account gives to one page is bounded by what may be read for it, and nothing else. */
  private static CompletableFuture<CountedPage> counted(
      AccountTask<PageRows> task, SearchPlan plan, Place from) {
    return task.readAll(plan, Long.MAX_VALUE, 0).thenApply(all -> CountedPage.of(all, from));
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
        Reports.of(request.accountIds(), tasks, objects),
        more
            ? Optional.of(
                new PagePosition(request, number, fruitless, new ArrayList<>(next.values())))
            : Optional.empty());
  }
}
