package dev.crmql.search;

import dev.crmql.diagnostics.QueryException;
import dev.crmql.spi.Connector;
import dev.crmql.transport.DaemonThreads;
import dev.crmql.transport.Futures;
import dev.crmql.transport.HttpTransport;
import dev.crmql.transport.Transport;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/**
 * Searches accounts of many services at once. Thread-safe; keep one for as long as the program
 * runs, since it remembers what services say of their object types.
 *
 * <pre>{@code
 * SearchEngine engine =
 *     SearchEngine.builder()
 *         .connector(new SalesforceConnector())
 *         .accounts(AccountDirectory.of(accounts))
 *         .build();
 * SearchResult result = engine.search(request);
 * }</pre>
 *
 * <p>A fault of the query fails the search with a {@link QueryException}: text that is not of its
 * language, what every account's service refuses, more rows than an answer may hold. Everything
 * else that goes wrong is the error of the account that it went wrong for, beside the rows of the
 * others. A request is sent again where it failed for the moment, within the account's time and as
 * {@link RetrySettings} have it, and once more if its token was rejected and could be refreshed.
 */
public final class SearchEngine implements AutoCloseable {

  /** Credentials may wait on them for a token. */
  private static final int RETRY_THREADS = 4;

  private final SearchContext context;
  private final DaemonTimer ownTimer;
  private final Set<Runnable> running = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  private SearchEngine(Builder builder) {
    ownTimer = builder.timer == null ? new DaemonTimer() : null;
    Timer timer = builder.timer == null ? ownTimer : builder.timer;
    Transport transport =
        builder.transport == null ? HttpTransport.builder().build() : builder.transport;
    Upstreams upstreams =
        new Upstreams(
            transport,
            new TokenRefresher(),
            new AccountGuards(builder.retries, builder.breaker),
            new Retries(builder.retries, () -> ThreadLocalRandom.current().nextDouble()),
            timer,
            DaemonThreads.of("crmql-retry", RETRY_THREADS));
    SchemaCache schemas = new SchemaCache(builder.clock, builder.schemaTimeToLive);
    SearchSettings settings =
        new SearchSettings(
            builder.accountTimeout,
            builder.searchTimeout,
            builder.maxRows,
            builder.ofAccount,
            builder.ofSearch);
    Planner planner = new Planner(schemas, upstreams, settings.describeTimeout());
    context =
        new SearchContext(
            Map.copyOf(builder.connectors),
            Objects.requireNonNull(builder.accounts, "accounts"),
            upstreams,
            planner,
            timer,
            settings,
            builder.observer);
  }

  /** Starts an engine. */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * Searches, and waits for the result.
   *
   * @throws QueryException if the query is at fault
   * @throws CancellationException if the thread is interrupted or the engine closed
   */
  public SearchResult search(SearchRequest request) {
    return await(searchAsync(request));
  }

  /**
   * Searches without blocking a thread. What is done with the result must not block either, since
   * it runs where answers are read; the {@code ..Async} methods run it elsewhere.
   *
   * @return the result; failed with a {@link QueryException} if the query is at fault. Cancelling
   *     it ends the search's calls on the wire.
   */
  public CompletableFuture<SearchResult> searchAsync(SearchRequest request) {
    return run(() -> FanOut.searching(context, request));
  }

  /**
   * Searches for any number of rows, which are read as they are taken: neither the most rows of an
   * answer nor the page size of the request bounds them, and the bounds on what may be read, and
   * how long that may take, hold for each page. To be closed.
   *
   * @throws QueryException if the text is not of the language that the request names
   * @throws IllegalArgumentException if the request is to go on somewhere
   */
  public SearchStream stream(SearchRequest request) {
    if (request.position().isPresent()) {
      throw new IllegalArgumentException("a stream begins with the first row");
    }
    AtomicReference<Runnable> end = new AtomicReference<>();
    SearchStream stream = new SearchStream(context, request, () -> running.remove(end.get()));
    end.set(stream::close);
    running.add(end.get());
    if (closed) {
      stream.close();
    }
    return stream;
  }

  /** The account of this id, if there is one, whoever may see it. */
  public Optional<Account> account(String accountId) {
    return context.accounts().find(accountId);
  }

  /**
   * Says what a search would send. Services are asked to describe the object type, unless they have
   * of late, and for nothing else.
   *
   * @throws QueryException if the query is at fault
   * @throws CancellationException if the thread is interrupted or the engine closed
   */
  public Explanation explain(SearchRequest request) {
    return await(explainAsync(request));
  }

  /** As {@link #explain}, without blocking a thread. */
  public CompletableFuture<Explanation> explainAsync(SearchRequest request) {
    return run(() -> FanOut.explaining(context, request));
  }

  private <T> CompletableFuture<T> run(Supplier<FanOut<?, T>> start) {
    FanOut<?, T> search;
    try {
      search = start.get();
    } catch (QueryException e) {
      return CompletableFuture.failedFuture(e);
    }
    Runnable end = search::cancel;
    running.add(end);
    CompletableFuture<T> result = search.start();
    Futures.whenDone(result, (found, failure) -> running.remove(end));
    if (closed) {
      search.cancel();
    }
    return result;
  }

  private static <T> T await(CompletableFuture<T> result) {
    try {
      return result.get();
    } catch (InterruptedException e) {
      result.cancel(true);
      Thread.currentThread().interrupt();
      throw new CancellationException("interrupted");
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      throw new IllegalStateException(e.getCause());
    }
  }

  /** Cancels what is running. The transport stays open: it may be shared. */
  @Override
  public void close() {
    closed = true;
    running.forEach(Runnable::run);
    if (ownTimer != null) {
      ownTimer.close();
    }
  }

  /** Builds a {@link SearchEngine}. */
  public static final class Builder {
    private final Map<String, Connector> connectors = new HashMap<>();
    private AccountDirectory accounts;
    private Transport transport;
    private Timer timer;
    private Clock clock = Clock.systemUTC();
    private SearchObserver observer = new SearchObserver() {};
    private Duration accountTimeout = Duration.ofSeconds(10);
    private Duration searchTimeout = Duration.ofSeconds(30);
    private Duration schemaTimeToLive = Duration.ofMinutes(10);
    private long maxRows = 10_000;
    private ReadBounds ofAccount = ReadBounds.OF_ACCOUNT;
    private ReadBounds ofSearch = ReadBounds.OF_SEARCH;
    private RetrySettings retries = RetrySettings.DEFAULT;
    private BreakerSettings breaker = BreakerSettings.DEFAULT;

    private Builder() {}

    /** Adds a service; the last connector for a service counts. */
    public Builder connector(Connector connector) {
      connectors.put(connector.service(), connector);
      return this;
    }

    /** Where accounts are found; must be set. */
    public Builder accounts(AccountDirectory directory) {
      this.accounts = directory;
      return this;
    }

    /** How calls are carried; an {@link HttpTransport} with its defaults if not set. */
    public Builder transport(Transport carrier) {
      this.transport = carrier;
      return this;
    }

    /**
     * How long one account may take, from when it is asked; 10 seconds if not set. One that has not
     * answered by then fails with {@link AccountError.Code#TIMEOUT}.
     */
    public Builder accountTimeout(Duration timeout) {
      this.accountTimeout = timeout;
      return this;
    }

    /**
     * How long a search may take; 30 seconds if not set. Accounts that have not answered by then
     * fail with {@link AccountError.Code#TIMEOUT}. All accounts are asked at once, so it only
     * counts if it is shorter than {@link #accountTimeout}, or where {@link Credentials} block the
     * thread that searches.
     */
    public Builder searchTimeout(Duration timeout) {
      this.searchTimeout = timeout;
      return this;
    }

    /** Most rows of an answer to a query without LIMIT, 0 or more; 10,000 if not set. */
    public Builder maxRows(long rows) {
      this.maxRows = rows;
      return this;
    }

    /** As the other, with the same bound on bytes as before. */
    public Builder scanBudget(long rows, int pages) {
      return scanBudget(rows, pages, ofAccount.bytes());
    }

    /**
     * What may be read for one account in one search, whatever the query: 100,000 rows, 1,000 pages
     * and 256 MiB of their bodies if not set. Where an answer takes more, the account fails with
     * {@link AccountError.Code#SCAN_BUDGET_EXHAUSTED}.
     *
     * @see ReadBounds#OF_ACCOUNT
     */
    public Builder scanBudget(long rows, int pages, long bytes) {
      this.ofAccount = new ReadBounds(rows, pages, bytes);
      return this;
    }

    /**
     * What may be read in one search for all its accounts: 1,000,000 rows, 10,000 pages and 1 GiB
     * of their bodies if not set. The account that would read more fails.
     *
     * @see ReadBounds#OF_SEARCH
     */
    public Builder searchBudget(long rows, int pages, long bytes) {
      this.ofSearch = new ReadBounds(rows, pages, bytes);
      return this;
    }

    /** How calls are made again that failed; {@link RetrySettings#DEFAULT} if not set. */
    public Builder retries(RetrySettings settings) {
      this.retries = settings;
      return this;
    }

    /** When a failing account is left alone; {@link BreakerSettings#DEFAULT} if not set. */
    public Builder breaker(BreakerSettings settings) {
      this.breaker = settings;
      return this;
    }

    /** How long a service's description of an object type is good; 10 minutes if not set. */
    public Builder schemaTimeToLive(Duration duration) {
      this.schemaTimeToLive = duration;
      return this;
    }

    /** The clock that descriptions age by; the system's if not set. */
    public Builder clock(Clock source) {
      this.clock = source;
      return this;
    }

    /** Who is told what the engine does; nobody if not set. */
    public Builder observer(SearchObserver told) {
      this.observer = told;
      return this;
    }

    Builder timer(Timer source) {
      this.timer = source;
      return this;
    }

    /**
     * The engine.
     *
     * @throws NullPointerException if no accounts were given
     */
    public SearchEngine build() {
      return new SearchEngine(this);
    }
  }
}
