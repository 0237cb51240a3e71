package dev.crmql.search;

import dev.crmql.language.Language;
import dev.crmql.spi.Plan;
import dev.crmql.spi.Row;
import dev.crmql.spi.SearchPlan;
import dev.crmql.spi.TextPlan;
import dev.crmql.transport.Futures;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/**
 * One account's rows, page by page: while one page is taken the next is read, and no more. Each
 * page may take as long, and be looked for as far, as a whole search may for the account. Rows that
 * are only known to be the wanted ones once all are there are all read first.
 *
 * <p>For one thread, but for {@link #close}.
 */
final class AccountStream {

  private final NamedAccount named;
  private final SearchContext context;
  private final SearchRequest request;
  private final QueryReader reader;
  private final PagesSeen seen = new PagesSeen();
  private final Set<String> notes = new LinkedHashSet<>();
  private volatile AccountTask<Step> reading;
  private volatile boolean closed;
  private Optional<Step> last = Optional.empty();
  private Optional<Plan> plan = Optional.empty();
  private Optional<Throwable> failure = Optional.empty();
  private List<Row> rows = List.of();
  private int at;
  private long skip;
  private long left = Long.MAX_VALUE;
  private long rowsRead;
  private long rowsReturned;
  private int callsMade;
  private Duration elapsed = Duration.ZERO;

  /**
   * How the account is asked.
   *
   * @param sorted the account's part in a query that is read here; empty for other text
   * @param ids those of the rows so far; empty where each row comes once
   * @param skip how many rows at the start are not wanted
   * @param take how many of those after them are
   */
  private record Start(
      Plan plan, Optional<AccountRows> sorted, Optional<Set<String>> ids, long skip, long take) {}

  /**
   * A page.
   *
   * @param after where the next page is; empty if there is none
   * @param bound what cuts off the rows after these; empty if nothing does
   * @param notes what a person may want to know of it
   */
  private record Step(
      Start start,
      List<Row> rows,
      Optional<Place> after,
      Optional<String> bound,
      Set<String> notes) {}

  /** An account of which nothing is asked yet. */
  AccountStream(
      NamedAccount named, SearchContext context, SearchRequest request, QueryReader reader) {
    this.named = named;
    this.context = context;
    this.request = request;
    this.reader = reader;
  }

  NamedAccount named() {
    return named;
  }

  /** Why there are no more rows; empty if nothing went wrong. */
  Optional<Throwable> failure() {
    return failure;
  }

  /** The account's part in the query, without rows; empty before the first row, or for text. */
  Optional<AccountRows> sorted() {
    return last.flatMap(step -> step.start().sorted());
  }

  /** Begins to read, unless that has begun. */
  void open() {
    if (reading == null && last.isEmpty() && failure.isEmpty()) {
      read();
    }
  }

  /**
   * The next row, which stays the next; waits for it.
   *
   * @return empty if there are no more
   * @throws InterruptedException if the thread is interrupted while it waits
   * @throws CancellationException if the stream is closed
   */
  Optional<Row> head() throws InterruptedException {
    open();
    while (at == rows.size() && reading != null) {
      take();
    }
    return at < rows.size() ? Optional.of(rows.get(at)) : Optional.empty();
  }

  /** Takes the row that {@link #head} gave. */
  Row remove() {
    rowsReturned++;
    return rows.get(at++);
  }

  /** A failure as the account's error, of which the observer is told. */
  AccountError error(Throwable reason) {
    AccountError error = AccountErrors.of(named.id(), reason, request);
    new AccountCalls(named.id(), request.requestId(), context.observer())
        .accountFailed(named.service(), error.code());
    return error;
  }

  /** Gives up; what is read ends on the wire. */
  void close() {
    closed = true;
    AccountTask<Step> current = reading;
    if (current != null) {
      current.cancel();
    }
  }

  AccountReport report() {
    return new AccountReport(rowsRead, rowsReturned, callsMade, elapsed, plan, List.copyOf(notes));
  }

  private void read() {
    AccountTask<Step> task =
        new AccountTask<>(named, context, request.requestId(), Optional.empty());
    reading = task;
    task.start(this::ask);
    if (closed) {
      task.cancel();
    }
  }

  private void take() throws InterruptedException {
    AccountTask<Step> task = reading;
    Optional<Step> step = Optional.empty();
    try {
      step = Optional.of(task.outcome().get());
    } catch (ExecutionException e) {
      failure = Optional.of(AccountTask.withText(Futures.cause(e.getCause()), request));
    }
    reading = null;
    AccountReport report = task.report(0);
    report.plan().ifPresent(how -> plan = Optional.of(how));
    notes.addAll(report.notes());
    rowsRead += report.rowsRead();
    callsMade += report.calls();
    elapsed = elapsed.plus(report.elapsed());
    step.ifPresent(this::take);
  }

  private void take(Step step) {
    if (last.isEmpty()) {
      skip = step.start().skip();
      left = step.start().take();
    }
    notes.addAll(step.notes());
    int from = (int) Math.min(skip, step.rows().size());
    int to = (int) Math.min(RowCollector.saturated(from, left), step.rows().size());
    rows = step.rows().subList(from, to);
    at = 0;
    skip -= from;
    left -= rows.size();
    last = Optional.of(step);
    if (left == 0) {
      return;
    }
    if (step.bound().isPresent()) {
      failure = Optional.of(RowCollector.cutOffBy(step.bound().get()));
    } else if (step.after().isPresent()) {
      read();
    }
  }

  private CompletableFuture<Step> ask(AccountTask<Step> task) {
    return last.isPresent()
        ? page(task, last.get().start(), last.get().after().orElseThrow())
        : begin(task);
  }

  private CompletableFuture<Step> begin(AccountTask<Step> task) {
    Language language = reader.languageFor(task.connector());
    if (!QueryReader.isParsed(language)) {
      TextPlan how = task.connector().plan(reader.passedOn(language, SearchRequest.MAX_PAGE_SIZE));
      task.report(how, how.notes());
      Start start = new Start(how, Optional.empty(), Optional.empty(), 0, Long.MAX_VALUE);
      return page(task, start, Place.START);
    }
    Assignment assignment =
        Assignment.of(
            task.account(),
            task.connector(),
            reader.query(language),
            request.completion(),
            request.accountIds().size() > 1);
    return context
        .planner()
        .plan(assignment, task.calls())
        .thenCompose(
            planned -> {
              task.report(planned.plan(), planned.allNotes());
              return planned.plan().isInOrderAsRead()
                  ? page(task, inOrder(assignment, planned), Place.START)
                  : whole(task, assignment, planned);
            });
  }

  private static Start inOrder(Assignment assignment, Planned planned) {
    SearchPlan search = planned.plan();
    return new Start(
        search,
        Optional.of(new AccountRows(assignment, planned, List.of())),
        search.requests().size() > 1 ? Optional.of(new HashSet<>()) : Optional.empty(),
        search.skip(),
        search.take().orElse(Long.MAX_VALUE));
  }

  private CompletableFuture<Step> whole(
      AccountTask<Step> task, Assignment assignment, Planned planned) {
    AccountRows part = new AccountRows(assignment, planned, List.of());
    Start start = new Start(planned.plan(), Optional.of(part), Optional.empty(), 0, Long.MAX_VALUE);
    return task.readAll(planned.plan(), context.settings().maxRows(), assignment.leftOutLater())
        .thenApply(all -> new Step(start, all, Optional.empty(), Optional.empty(), Set.of()));
  }

  private CompletableFuture<Step> page(AccountTask<Step> task, Start start, Place from) {
    StreamedRows page = new StreamedRows(start.plan(), start.ids());
    return task.walk(start.plan(), from, page, seen)
        .thenApply(after -> new Step(start, page.rows(), after, page.bound(), page.notes()));
  }
}
