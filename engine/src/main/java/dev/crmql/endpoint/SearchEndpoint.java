package dev.crmql.endpoint;

import dev.crmql.diagnostics.QueryException;
import dev.crmql.search.Account;
import dev.crmql.search.AccountError;
import dev.crmql.search.Logs;
import dev.crmql.search.SearchEngine;
import dev.crmql.search.SearchRequest;
import dev.crmql.search.SearchResult;
import dev.crmql.transport.Futures;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The HTTP interface of searching, for any server to mount: {@code GET
 * /v1/accounts/{id,id,..}/crm/search} (CRM API, search for CRM content) and {@code GET
 * /v1/accounts/{id}}. Thread-safe.
 *
 * <pre>{@code
 * SearchEndpoint endpoint =
 *     SearchEndpoint.builder(engine).tokens(HashedTokens.of(accountsByHash)).pageKey(key).build();
 * }</pre>
 */
public final class SearchEndpoint {

  private static final Logger LOG = LoggerFactory.getLogger(SearchEndpoint.class);
  private static final Set<String> METHODS = Set.of("GET", "HEAD");
  private static final Pattern SEARCH = Pattern.compile("/v1/accounts/([^/]+)/crm/search/?");
  private static final Pattern ACCOUNT = Pattern.compile("/v1/accounts/([^/]+)/?");

  private final SearchEngine engine;
  private final Callers callers;
  private final PageTokens pages;
  private final int mostAccounts;

  private SearchEndpoint(Builder builder) {
    this.engine = builder.engine;
    this.callers = new Callers(Objects.requireNonNull(builder.tokens, "tokens"));
    this.pages = new PageTokens(builder.pageKey, builder.clock, builder.pageTimeToLive);
    this.mostAccounts = builder.mostAccounts;
  }

  /** Starts an endpoint over an engine, which stays the caller's to close. */
  public static Builder builder(SearchEngine engine) {
    return new Builder(engine);
  }

  /**
   * Answers a request; no thread waits while services are asked. What the endpoint is built with is
   * asked on the calling thread, and may block it: the {@link AccessTokens}, the engine's {@link
   * dev.crmql.search.AccountDirectory} and what credentials are kept in ({@link
   * dev.crmql.oauth.CredentialStore}); the query is parsed there too. So don't call from a thread
   * that other connections need, such as an event loop.
   *
   * <p>{@code HEAD} is answered like {@code GET}.
   *
   * @return the answer, whatever goes wrong; cancelling it ends the search's calls on the wire
   */
  public CompletableFuture<EndpointResponse> handle(EndpointRequest request) {
    CompletableFuture<EndpointResponse> answer = new CompletableFuture<>();
    CompletableFuture<EndpointResponse> work;
    try {
      work = routed(request);
    } catch (RuntimeException e) {
      work = CompletableFuture.failedFuture(e);
    }
    CompletableFuture<EndpointResponse> running = work;
    Futures.whenDone(
        answer,
        (response, failure) -> {
          if (failure instanceof CancellationException) {
            running.cancel(true);
          }
        });
    Futures.whenDone(
        running,
        (response, failure) ->
            answer.complete(failure == null ? response : failed(failure, request.id())));
    return answer;
  }

  private CompletableFuture<EndpointResponse> routed(EndpointRequest request) {
    Matcher search = SEARCH.matcher(request.path());
    Matcher account = ACCOUNT.matcher(request.path());
    if (!search.matches() && !account.matches()) {
      throw new RequestFault(
          404, "not-found", "there are only /v1/accounts/{ids}/crm/search and /v1/accounts/{id}");
    }
    if (!METHODS.contains(request.method())) {
      throw new RequestFault(405, "method-not-allowed", "there is only GET");
    }
    return search.matches()
        ? search(request, search.group(1))
        : CompletableFuture.completedFuture(account(request, account.group(1)));
  }

  private EndpointResponse account(EndpointRequest request, String segment) {
    List<String> ids = SearchParameters.accountIds(segment, 1);
    Predicate<String> visible = callers.visible(request, ids);
    Account account =
        Optional.of(ids.get(0))
            .filter(visible)
            .flatMap(engine::account)
            .orElseThrow(
                () ->
                    new RequestFault(404, "unknown-account", "there is no account " + ids.get(0)));
    return EndpointResponse.json(AccountBody.of(account), request.id());
  }

  private CompletableFuture<EndpointResponse> search(EndpointRequest request, String segment) {
    List<String> ids = SearchParameters.accountIds(segment, mostAccounts);
    Predicate<String> visible = callers.visible(request, ids);
    SearchParameters parameters = SearchParameters.of(request.query());
    SearchRequest search = parameters.request(request.id(), ids, visible, pages::read);
    if (parameters.explain()) {
      return then(
          engine.explainAsync(search),
          explained ->
              failureOfOne(search, explained.errors(), request.id())
                  .orElseGet(
                      () ->
                          EndpointResponse.json(
                              new ExplanationBody(explained, request.id()).toJson(),
                              request.id())));
    }
    boolean raw = wantsRaw(request);
    return then(
        engine.searchAsync(search),
        found ->
            failureOfOne(search, found.errors(), request.id())
                .orElseGet(() -> answer(found, search, parameters, raw, request.id())));
  }

  /** Unlike thenApply, cancelling the second cancels the first. */
  private static <T> CompletableFuture<EndpointResponse> then(
      CompletableFuture<T> first, Function<T, EndpointResponse> next) {
    CompletableFuture<EndpointResponse> second = first.thenApply(next);
    Futures.whenDone(
        second,
        (response, failure) -> {
          if (second.isCancelled()) {
            first.cancel(true);
          }
        });
    return second;
  }

  /** The failure of the one account that was asked, which is the answer. */
  private static Optional<EndpointResponse> failureOfOne(
      SearchRequest search, Map<String, AccountError> errors, String id) {
    return Optional.of(search.accountIds())
        .filter(ids -> ids.size() == 1)
        .map(ids -> errors.get(ids.get(0)))
        .map(failure -> EndpointResponse.error(ErrorBody.of(failure, id)));
  }

  private EndpointResponse answer(
      SearchResult found,
      SearchRequest search,
      SearchParameters parameters,
      boolean raw,
      String id) {
    boolean several = search.accountIds().size() > 1;
    ObjectList list = several ? ObjectList.ofSeveral(found, id) : ObjectList.ofOne(found);
    list =
        list.asPage(
            search.position().isPresent() ? parameters.page() : Optional.empty(),
            found.next().map(pages::write));
    if (parameters.detail()) {
      list = list.withDetails(found);
    }
    return EndpointResponse.json((raw ? list : list.withoutRawObjects()).toJson(), id);
  }

  private static boolean wantsRaw(EndpointRequest request) {
    String wanted = request.header("X-Kloudless-Raw-Data").orElse("true");
    if (!wanted.equalsIgnoreCase("true") && !wanted.equalsIgnoreCase("false")) {
      throw RequestFault.bad("invalid-header", "X-Kloudless-Raw-Data is true or false");
    }
    return wanted.equalsIgnoreCase("true");
  }

  private static EndpointResponse failed(Throwable failure, String id) {
    try {
      return EndpointResponse.error(error(failure, id));
    } catch (RuntimeException e) {
      return EndpointResponse.error(internal(e, id));
    }
  }

  private static ErrorBody error(Throwable failure, String id) {
    Throwable cause = Futures.cause(failure);
    if (cause instanceof RequestFault fault) {
      return fault.body(id);
    }
    if (cause instanceof QueryException fault) {
      return ErrorBody.of(fault, id);
    }
    if (cause instanceof CancellationException) {
      return ErrorBody.of(503, "unavailable", "the search was given up", id);
    }
    return internal(cause, id);
  }

  private static ErrorBody internal(Throwable cause, String id) {
    Logs.ofRequest(LOG.atError(), Optional.of(id)).setCause(cause).log("a request failed");
    return ErrorBody.of(500, "internal", "the search failed; the log says more", id);
  }

  /** Builds a {@link SearchEndpoint}. */
  public static final class Builder {
    private final SearchEngine engine;
    private AccessTokens tokens;
    private byte[] pageKey = randomKey();
    private Duration pageTimeToLive = Duration.ofHours(1);
    private Clock clock = Clock.systemUTC();
    private int mostAccounts = 100;

    private Builder(SearchEngine engine) {
      this.engine = Objects.requireNonNull(engine, "engine");
    }

    private static byte[] randomKey() {
      byte[] key = new byte[PageTokens.KEY_BYTES];
      new SecureRandom().nextBytes(key);
      return key;
    }

    /** Who may call; must be set. */
    public Builder tokens(AccessTokens known) {
      this.tokens = known;
      return this;
    }

    /**
     * What page tokens are signed with: 32 random bytes or more, the same for all servers that
     * answer one caller. If not set, a key of this endpoint alone, so that page tokens end with it.
     */
    public Builder pageKey(byte[] key) {
      this.pageKey = key.clone();
      return this;
    }

    /** How long a page token is good; an hour if not set. */
    public Builder pageTimeToLive(Duration duration) {
      this.pageTimeToLive = duration;
      return this;
    }

    /** Most accounts of one search, 1 or more; 100 if not set. */
    public Builder maxAccounts(int accounts) {
      this.mostAccounts = accounts;
      return this;
    }

    /** The clock that page tokens age by; the system's if not set. */
    public Builder clock(Clock source) {
      this.clock = source;
      return this;
    }

    /**
     * The endpoint.
     *
     * @throws NullPointerException if no tokens were given
     * @throws IllegalArgumentException if the page key is too short
     */
    public SearchEndpoint build() {
      return new SearchEndpoint(this);
    }
  }
}
