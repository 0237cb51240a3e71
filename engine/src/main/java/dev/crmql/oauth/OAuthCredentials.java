package dev.crmql.oauth;

import dev.crmql.oauth.CredentialStore.Rotated;
import dev.crmql.search.CallListener;
import dev.crmql.search.Credentials;
import dev.crmql.search.Logs;
import dev.crmql.transport.Futures;
import dev.crmql.transport.Hashes;
import dev.crmql.transport.Secret;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An account's access tokens, got from a token endpoint: with a refresh token (RFC 6749, section 6)
 * or with the client's own credentials (section 4.4).
 *
 * <p>A token is kept until shortly before it ends, where the service says when that is, else until
 * it is rejected. Whoever needs one while it is being asked for waits for the same answer. A
 * refresh token that replaces another is in the {@link CredentialStore} before the access token
 * that came with it is used. Failures are not kept: the next search asks again.
 */
public final class OAuthCredentials implements Credentials {

  private static final Logger LOG = LoggerFactory.getLogger(OAuthCredentials.class);

  /** A token is not used in its last minute, or the last tenth of its life if that is shorter. */
  private static final Duration MARGIN = Duration.ofMinutes(1);

  private final String accountId;
  private final TokenEndpoint endpoint;
  private final Map<String, String> parameters;
  private final Optional<SecretText> connectedWith;
  private final CredentialStore store;
  private final Duration timeout;
  private final boolean privateAddressAllowed;
  private final Clock clock;
  private final Optional<URI> home;
  private final Consumer<SecretText> told;

  private Secret current;
  private Instant until = Instant.MIN;
  private CompletableFuture<Secret> running;
  private Optional<Rotated> unsaved = Optional.empty();

  private OAuthCredentials(Builder builder) {
    this.accountId = builder.accountId;
    this.endpoint = builder.endpoint;
    this.parameters = Map.copyOf(builder.parameters());
    this.connectedWith = builder.refreshToken;
    this.store = builder.store;
    this.timeout = builder.timeout;
    this.privateAddressAllowed = builder.privateAddressAllowed;
    this.clock = builder.clock;
    this.home = builder.home;
    this.told = builder.told;
  }

  /**
   * Credentials that a refresh token renews.
   *
   * @param accountId the account's id, by which the store keeps its tokens
   * @param clientId the id of the client, as the service calls a registered program
   * @param refreshToken the one that the account was connected with
   */
  public static Builder refreshToken(
      String accountId, TokenEndpoint endpoint, String clientId, SecretText refreshToken) {
    return new Builder(accountId, endpoint, clientId, Optional.of(refreshToken));
  }

  /** Credentials of a client that acts for itself. */
  public static Builder clientCredentials(
      String accountId, TokenEndpoint endpoint, String clientId, SecretText clientSecret) {
    return new Builder(accountId, endpoint, clientId, Optional.empty()).clientSecret(clientSecret);
  }

  @Override
  public CompletionStage<Secret> token() {
    return token(CallListener.untold());
  }

  @Override
  public CompletionStage<Secret> token(CallListener calls) {
    CompletableFuture<Secret> mine;
    synchronized (this) {
      if (clock.instant().isBefore(until)) {
        return CompletableFuture.completedFuture(current);
      }
      if (running != null) {
        return running.copy();
      }
      mine = new CompletableFuture<>();
      running = mine;
    }
    Futures.whenDone(ask(calls), (answer, failure) -> finish(mine, answer, failure, calls));
    return mine.copy();
  }

  @Override
  public CompletionStage<Optional<Secret>> refresh(Secret rejected) {
    return refresh(rejected, CallListener.untold());
  }

  @Override
  public CompletionStage<Optional<Secret>> refresh(Secret rejected, CallListener calls) {
    synchronized (this) {
      if (rejected.equals(current)) {
        until = Instant.MIN;
      }
    }
    return token(calls).thenApply(Optional::of);
  }

  private CompletableFuture<TokenAnswer> ask(CallListener calls) {
    try {
      Map<String, String> sent = new LinkedHashMap<>(parameters);
      connectedWith.ifPresent(
          token -> sent.put("refresh_token", newest(token).refreshToken().reveal()));
      return post(sent, calls)
          .thenApply(
              response -> TokenAnswer.of(response, endpoint, connectedWith.isPresent(), told));
    } catch (RuntimeException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  private CompletableFuture<HttpResponse<byte[]>> post(
      Map<String, String> sent, CallListener calls) {
    IntConsumer end = calls.begin();
    return TokenCalls.post(endpoint, sent, timeout, privateAddressAllowed)
        .whenComplete(
            (response, failure) -> end.accept(response == null ? 0 : response.statusCode()));
  }

  /** What replaced the token that the account was connected with, or that token itself. */
  private Rotated newest(SecretText given) {
    String origin = Hashes.sha256(given.reveal());
    Optional<Rotated> replacing =
        unsaved().or(() -> store.load(accountId).filter(kept -> kept.origin().equals(origin)));
    replacing.ifPresent(kept -> told.accept(kept.refreshToken()));
    return replacing.orElseGet(() -> new Rotated(given, origin));
  }

  private synchronized Optional<Rotated> unsaved() {
    return unsaved;
  }

  /** A new refresh token is kept even if the access token that came with it can't be used. */
  private void finish(
      CompletableFuture<Secret> mine, TokenAnswer answer, Throwable failure, CallListener calls) {
    Optional<Throwable> fault = Optional.ofNullable(failure);
    if (fault.isEmpty() && connectedWith.isPresent()) {
      keep(connectedWith.get(), answer.refreshToken(), calls);
    }
    if (fault.isEmpty()) {
      fault = home.flatMap(answer::elsewhere);
    }
    synchronized (this) {
      running = null;
      if (fault.isEmpty()) {
        current = answer.accessToken();
        until = answer.lifetime().map(this::end).orElse(Instant.MAX);
      }
    }
    if (fault.isEmpty()) {
      mine.complete(answer.accessToken());
    } else {
      mine.completeExceptionally(fault.get());
    }
  }

  /**
   * Hands a new refresh token to the store. The old one is void by now, so where the store fails
   * the new one is held here and handed over again after the next refresh; the search goes on, as
   * failing it would save nothing.
   */
  private void keep(SecretText given, Optional<SecretText> replacing, CallListener calls) {
    Optional<Rotated> rotated =
        replacing.map(token -> new Rotated(token, Hashes.sha256(given.reveal()))).or(this::unsaved);
    if (rotated.isEmpty()) {
      return;
    }
    Optional<Rotated> left = Optional.empty();
    try {
      store.save(accountId, rotated.get());
    } catch (RuntimeException e) {
      Logs.ofRequest(LOG.atError(), calls.requestId())
          .setCause(e)
          .log(
              "The new refresh token of account {} can't be kept; it is lost if the program ends"
                  + " now",
              accountId);
      left = rotated;
    }
    synchronized (this) {
      unsaved = left;
    }
  }

  private Instant end(Duration lifetime) {
    Duration tenth = lifetime.dividedBy(10);
    return clock.instant().plus(lifetime).minus(tenth.compareTo(MARGIN) < 0 ? tenth : MARGIN);
  }

  @Override
  public String toString() {
    return "credentials of account " + accountId + " from " + endpoint.host();
  }

  /** Builds {@link OAuthCredentials}. */
  public static final class Builder {

    private final String accountId;
    private final TokenEndpoint endpoint;
    private final String clientId;
    private final Optional<SecretText> refreshToken;
    private Optional<SecretText> clientSecret = Optional.empty();
    private Optional<String> scope = Optional.empty();
    private CredentialStore store = CredentialStore.inMemory();
    private Duration timeout = Duration.ofSeconds(15);
    private boolean privateAddressAllowed;
    private Clock clock = Clock.systemUTC();
    private Optional<URI> home = Optional.empty();
    private Consumer<SecretText> told = secret -> {};

    private Builder(
        String accountId,
        TokenEndpoint endpoint,
        String clientId,
        Optional<SecretText> refreshToken) {
      this.accountId = Objects.requireNonNull(accountId, "accountId");
      this.endpoint = Objects.requireNonNull(endpoint, "endpoint");
      this.clientId = Objects.requireNonNull(clientId, "clientId");
      this.refreshToken = refreshToken;
    }

    /** The client's secret; none if not set, as for programs that can't keep one. */
    public Builder clientSecret(SecretText secret) {
      this.clientSecret = Optional.of(secret);
      return this;
    }

    /** What the token is asked for; nothing said if not set. Dynamics needs it. */
    public Builder scope(String wanted) {
      this.scope = Optional.of(wanted);
      return this;
    }

    /** Where replaced refresh tokens are kept; in memory if not set. */
    public Builder store(CredentialStore keeper) {
      this.store = keeper;
      return this;
    }

    /** How long the endpoint may take to answer; 15 seconds if not set. */
    public Builder timeout(Duration most) {
      this.timeout = most;
      return this;
    }

    /**
     * Lets the endpoint's host have an address that is not public, such as one of this machine; if
     * this is not called, nothing is sent to one that has.
     */
    public Builder allowPrivateAddress() {
      this.privateAddressAllowed = true;
      return this;
    }

    /** By which tokens end; the system's if not set. */
    public Builder clock(Clock given) {
      this.clock = given;
      return this;
    }

    /**
     * Where the account lives. If the answer of a token endpoint names another host, as
     * Salesforce's does in {@code instance_url} after an organisation was moved, the account fails
     * and says so: its token is sent nowhere else, so its address must be put right. Not checked if
     * not set.
     */
    public Builder home(URI accountUrl) {
      this.home = Optional.of(accountUrl);
      return this;
    }

    /**
     * Who is told of each token that is handed out or was kept, such as what takes them out of
     * logs; nobody if not set. Must be quick.
     */
    public Builder secrets(Consumer<SecretText> listener) {
      this.told = listener;
      return this;
    }

    /** The credentials. */
    public OAuthCredentials build() {
      return new OAuthCredentials(this);
    }

    /** SugarCRM wants a secret even where it is empty. */
    private Map<String, String> parameters() {
      Map<String, String> sent = new LinkedHashMap<>(endpoint.parameters());
      sent.put("grant_type", refreshToken.isPresent() ? "refresh_token" : "client_credentials");
      sent.put("client_id", clientId);
      clientSecret.ifPresent(secret -> sent.put("client_secret", secret.reveal()));
      if (endpoint.format() == TokenEndpoint.Format.JSON) {
        sent.putIfAbsent("client_secret", "");
      }
      scope.ifPresent(wanted -> sent.put("scope", wanted));
      return sent;
    }
  }
}
