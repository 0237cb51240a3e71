package dev.crmql.search;

import dev.crmql.diagnostics.QueryException;
import dev.crmql.query.Query;
import dev.crmql.spi.Row;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.CancellationException;

/**
 * The rows of a search as they come: pages are read as rows are taken, so that any number of them
 * takes the room of a few pages. While one page is taken, the next is read.
 *
 * <pre>{@code
 * try (SearchStream rows = engine.stream(request)) {
 *   while (rows.hasNext()) {
 *     write(rows.next().raw());
 *   }
 *   rows.errors().forEach(this::warn);
 * }
 * }</pre>
 *
 * <p>Rows are in the query's order; without ORDER BY, and for text that services read themselves,
 * account by account as they were asked for. An account that fails gives no more rows and has its
 * entry in {@link #errors}, so that at the end it is known whether the rows are all there are.
 *
 * <p>For one thread at a time, which waits for rows; {@link #close} may be called by any.
 */
public final class SearchStream implements Iterator<SearchObject>, AutoCloseable {

  private final List<AccountStream> accounts;
  private final StreamOrder order;
  private final Runnable onClose;
  private final Refusals refusals = new Refusals();
  private final Map<String, AccountError> errors = new LinkedHashMap<>();
  private Optional<AccountStream> next = Optional.empty();
  private long skip;
  private long left = Long.MAX_VALUE;
  private Optional<QueryException> fault = Optional.empty();
  private boolean any;
  private volatile boolean closed;

  /**
   * A stream.
   *
   * @param onClose runs when it is closed
   * @throws QueryException if the text is not of the language that the request names
   */
  SearchStream(SearchContext context, SearchRequest request, Runnable onClose) {
    this.onClose = onClose;
    QueryReader reader = new QueryReader(request);
    this.accounts =
        request.accountIds().stream()
            .map(id -> new NamedAccount(id, request, context))
            .map(named -> new AccountStream(named, context, request, reader))
            .toList();
    Optional<Query> query = reader.ofAll().filter(ofAll -> accounts.size() > 1);
    query.ifPresent(
        ofAll -> {
          skip = ofAll.offset().orElse(0);
          left = ofAll.limit().orElse(Long.MAX_VALUE);
        });
    this.order =
        query.isPresent() && !query.get().orderBy().isEmpty()
            ? new StreamOrder.ByKeys(query.get().orderBy(), accounts, this::end)
            : new StreamOrder.InTurn(accounts, this::end);
  }

  /**
   * Whether there is another row; waits until that is known.
   *
   * @throws QueryException if the query is at fault: every account's service refuses it, or the
   *     engine would have to sort more rows than an answer may hold
   * @throws CancellationException if the stream or its engine is closed, or the thread interrupted,
   *     which closes it
   */
  @Override
  public boolean hasNext() {
    if (closed) {
      throw new CancellationException("the stream is closed");
    }
    try {
      return find();
    } catch (InterruptedException e) {
      close();
      Thread.currentThread().interrupt();
      throw new CancellationException("interrupted");
    }
  }

  private boolean find() throws InterruptedException {
    fault.ifPresent(SearchStream::rethrow);
    while (next.isEmpty() && left > 0) {
      next = order.next();
      if (next.isEmpty()) {
        left = 0;
        if (!any) {
          refusals.ofAll(accounts.size()).ifPresent(this::fail);
        }
      } else if (skip > 0) {
        skip--;
        take();
      }
    }
    return next.isPresent();
  }

  /**
   * The next row.
   *
   * @throws NoSuchElementException if there is none
   */
  @Override
  public SearchObject next() {
    if (!hasNext()) {
      throw new NoSuchElementException("there are no more rows");
    }
    any = true;
    left--;
    NamedAccount from = next.orElseThrow().named();
    return SearchObject.of(from.account(), from.connector(), take());
  }

  private Row take() {
    Row row = next.orElseThrow().remove();
    next = Optional.empty();
    return row;
  }

  private void end(AccountStream account) {
    if (account.failure().isEmpty()) {
      return;
    }
    Throwable reason = account.failure().get();
    if (Refusals.isFatal(reason)) {
      fail((QueryException) reason);
    }
    errors.put(account.named().id(), account.error(reason));
    if (reason instanceof QueryException refusal) {
      refusals.add(refusal);
    }
  }

  private void fail(QueryException what) {
    fault = Optional.of(what);
    throw what;
  }

  private static void rethrow(QueryException what) {
    throw what;
  }

  /**
   * The accounts that have failed so far and why, by account id; their rows before that were given.
   */
  public Map<String, AccountError> errors() {
    return Collections.unmodifiableMap(new LinkedHashMap<>(errors));
  }

  /** What was done so far for each account, by account id, in the order asked. */
  public Map<String, AccountReport> reports() {
    Map<String, AccountReport> reports = new LinkedHashMap<>();
    accounts.forEach(account -> reports.put(account.named().id(), account.report()));
    return Collections.unmodifiableMap(reports);
  }

  /** Ends what is being read, on the wire too; a thread that waits for a row is freed. */
  @Override
  public void close() {
    closed = true;
    accounts.forEach(AccountStream::close);
    onClose.run();
  }
}
