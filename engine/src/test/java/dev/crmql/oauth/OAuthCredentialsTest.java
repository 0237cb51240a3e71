package dev.crmql.oauth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crmql.search.CallListener;
import dev.crmql.spi.UpstreamException;
import dev.crmql.spi.UpstreamFault;
import dev.crmql.transport.Futures;
import dev.crmql.transport.Secret;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
final class OAuthCredentialsTest {

  private static final SecretText CONNECTED_WITH = SecretText.of("refresh-of-the-connection");
  private static final URI HOME = URI.create("https://acme.my.salesforce.com");

  private final ManualClock clock = new ManualClock();
  private final CredentialStore store = CredentialStore.inMemory();
  private TokenServer server;

  @BeforeEach
  void start() throws IOException {
    server = new TokenServer();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private static final class ManualClock extends Clock {
    private Instant now = Instant.parse("2024-03-01T12:00:00Z");

    void pass(Duration time) {
      now = now.plus(time);
    }

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }

  private OAuthCredentials.Builder builder(CredentialStore keeper) {
    return OAuthCredentials.refreshToken("1", server.endpoint(), "client", CONNECTED_WITH)
        .allowPrivateAddress()
        .store(keeper)
        .clock(clock);
  }

  private OAuthCredentials credentials() {
    return builder(store).build();
  }

  private static Secret token(OAuthCredentials credentials) {
    return credentials.token().toCompletableFuture().orTimeout(30, TimeUnit.SECONDS).join();
  }

  private static UpstreamFault fault(OAuthCredentials credentials) {
    Throwable failure =
        credentials
            .token()
            .toCompletableFuture()
            .orTimeout(30, TimeUnit.SECONDS)
            .handle((token, thrown) -> Futures.cause(thrown))
            .join();
    assertThat(failure).isInstanceOf(UpstreamException.class);
    return ((UpstreamException) failure).fault();
  }

  private List<String> refreshTokensSent() {
    return server.asked().stream().map(sent -> sent.get("refresh_token")).toList();
  }

  private void rotating() {
    server.answering(answer -> answer.put("refresh_token", "rotated-" + server.asked().size()));
  }

  @Test
  void aTokenIsUsedUntilAMinuteBeforeItsEnd() {
    server.answering(answer -> answer.put("expires_in", 3600));
    OAuthCredentials credentials = credentials();
    assertThat(token(credentials)).isEqualTo(Secret.of("access-1"));

    clock.pass(Duration.ofMinutes(59).minusSeconds(1));
    assertThat(token(credentials)).isEqualTo(Secret.of("access-1"));
    clock.pass(Duration.ofSeconds(1));
    assertThat(token(credentials)).isEqualTo(Secret.of("access-2"));
  }

  @Test
  void aShortTokenIsUsedForNineTenthsOfItsLife() {
    server.answering(answer -> answer.put("expires_in", "100"));
    OAuthCredentials credentials = credentials();
    assertThat(token(credentials)).isEqualTo(Secret.of("access-1"));

    clock.pass(Duration.ofSeconds(89));
    assertThat(token(credentials)).isEqualTo(Secret.of("access-1"));
    clock.pass(Duration.ofSeconds(1));
    assertThat(token(credentials)).isEqualTo(Secret.of("access-2"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1", "0", "-9223372036854775808", "NaN", "soon", ""})
  void aTokenWithoutAnEndIsUsedUntilItIsRejected(String lifetime) {
    server.answering(answer -> answer.put("expires_in", lifetime));
    OAuthCredentials credentials = credentials();
    assertThat(token(credentials)).isEqualTo(Secret.of("access-1"));

    clock.pass(Duration.ofDays(3000));
    assertThat(token(credentials)).isEqualTo(Secret.of("access-1"));
    assertThat(credentials.refresh(Secret.of("access-1")).toCompletableFuture().join())
        .contains(Secret.of("access-2"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"9223372036854775807", "99999999999999999999999", "1e300", "Infinity"})
  void noTokenIsTrustedForMoreThanAYear(String lifetime) {
    server.answering(answer -> answer.put("expires_in", lifetime));
    OAuthCredentials credentials = credentials();
    assertThat(token(credentials)).isEqualTo(Secret.of("access-1"));

    clock.pass(Duration.ofDays(364));
    assertThat(token(credentials)).isEqualTo(Secret.of("access-1"));
    clock.pass(Duration.ofDays(1));
    assertThat(token(credentials)).isEqualTo(Secret.of("access-2"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "0.001"})
  void aTokenThatEndsAtOnceIsNotAskedForAgainAndAgain(String lifetime) {
    server.answering(answer -> answer.put("expires_in", lifetime));
    OAuthCredentials credentials = credentials();
    token(credentials);
    clock.pass(Duration.ofSeconds(26));
    token(credentials);

    assertThat(server.asked()).hasSize(1);
  }

  @Test
  void whoAsksWhileATokenIsAskedForWaitsForThatOne() {
    CountDownLatch latch = new CountDownLatch(1);
    server.waitingFor(latch);
    OAuthCredentials credentials = credentials();
    CompletableFuture<Secret> first = credentials.token().toCompletableFuture();
    CompletableFuture<Secret> second = credentials.token().toCompletableFuture();
    assertThat(second).isNotDone();
    latch.countDown();

    assertThat(first.join()).isEqualTo(Secret.of("access-1"));
    assertThat(second.join()).isEqualTo(Secret.of("access-1"));
    assertThat(server.asked()).hasSize(1);
  }

  @Test
  void whoGivesUpDoesNotSpoilItForTheOthers() {
    CountDownLatch latch = new CountDownLatch(1);
    server.waitingFor(latch);
    OAuthCredentials credentials = credentials();
    CompletableFuture<Secret> first = credentials.token().toCompletableFuture();
    CompletableFuture<Secret> second = credentials.token().toCompletableFuture();
    first.cancel(true);
    latch.countDown();

    assertThat(second.join()).isEqualTo(Secret.of("access-1"));
  }

  @Test
  void aRejectedTokenIsReplacedOnceHoweverManyHadIt() {
    OAuthCredentials credentials = credentials();
    Secret rejected = token(credentials);
    credentials.refresh(rejected).toCompletableFuture().join();

    assertThat(credentials.refresh(rejected).toCompletableFuture().join())
        .contains(Secret.of("access-2"));
    assertThat(server.asked()).hasSize(2);
  }

  @Test
  void aRotatedRefreshTokenIsTheNextOneSentAndIsKept() {
    rotating();
    OAuthCredentials credentials = credentials();
    credentials.refresh(token(credentials)).toCompletableFuture().join();

    assertThat(refreshTokensSent()).containsExactly("refresh-of-the-connection", "rotated-1");
    assertThat(store.load("1").orElseThrow().refreshToken()).isEqualTo(SecretText.of("rotated-2"));
  }

  @Test
  void anotherProgramGoesOnWithWhatWasKept() {
    rotating();
    token(credentials());
    token(credentials());

    assertThat(refreshTokensSent()).containsExactly("refresh-of-the-connection", "rotated-1");
  }

  @Test
  void anEndpointInANetworkThatIsNotPublicIsNotAsked() {
    UpstreamFault fault =
        fault(
            OAuthCredentials.refreshToken("1", server.endpoint(), "client", CONNECTED_WITH)
                .build());

    assertThat(fault.kind()).isEqualTo(UpstreamFault.Kind.UNEXPECTED);
    assertThat(fault.message()).contains("not public");
    assertThat(server.asked()).isEmpty();
  }

  @Test
  void whatWasKeptOfAnEarlierConnectionNoLongerCounts() {
    rotating();
    token(credentials());
    token(
        OAuthCredentials.refreshToken(
                "1", server.endpoint(), "client", SecretText.of("connected-again"))
            .allowPrivateAddress()
            .store(store)
            .build());

    assertThat(refreshTokensSent()).containsExactly("refresh-of-the-connection", "connected-again");
  }

  /** Fails as often as it is told to. */
  private static final class FailingStore implements CredentialStore {
    private final CredentialStore kept = CredentialStore.inMemory();
    private int failures;

    FailingStore(int failures) {
      this.failures = failures;
    }

    @Override
    public Optional<Rotated> load(String accountId) {
      return kept.load(accountId);
    }

    @Override
    public void save(String accountId, Rotated token) {
      if (failures-- > 0) {
        throw new UncheckedIOException(new IOException("the disk is full"));
      }
      kept.save(accountId, token);
    }
  }

  @Test
  void aTokenThatCannotBeKeptIsUsedAllTheSameAndKeptAtTheNextRefresh() {
    FailingStore failing = new FailingStore(1);
    OAuthCredentials credentials = builder(failing).build();
    rotating();
    assertThat(token(credentials)).isEqualTo(Secret.of("access-1"));
    assertThat(failing.load("1")).isEmpty();

    server.answering(answer -> {});
    credentials.refresh(Secret.of("access-1")).toCompletableFuture().join();

    assertThat(refreshTokensSent()).containsExactly("refresh-of-the-connection", "rotated-1");
    assertThat(failing.load("1").orElseThrow().refreshToken())
        .isEqualTo(SecretText.of("rotated-1"));
  }

  @Test
  void aRefreshThatIsRefusedIsToldWithoutTheToken() {
    server.refusing("invalid_grant");

    UpstreamFault fault = fault(credentials());

    assertThat(fault.kind()).isEqualTo(UpstreamFault.Kind.TOKEN_REJECTED);
    assertThat(fault.code()).isEqualTo("invalid_grant");
    assertThat(fault.message())
        .contains("connect the account again")
        .doesNotContain("refresh-of-the-connection");
  }

  @Test
  void aClientThatIsRefusedIsToldSo() {
    server.refusing("invalid_client");

    UpstreamFault fault = fault(credentials());

    assertThat(fault.kind()).isEqualTo(UpstreamFault.Kind.TOKEN_REJECTED);
    assertThat(fault.message()).contains("client id").doesNotContain("refresh-of-the-connection");
  }

  @Test
  void aRefusalIsNotKept() {
    server.refusing("invalid_grant");
    OAuthCredentials credentials = credentials();
    fault(credentials);
    server.refusing("");

    assertThat(token(credentials)).isEqualTo(Secret.of("access-2"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://evil.example",
        "https://acme.my.salesforce.com.evil.example",
        "https://acme.my.salesforce.com:8443",
        "https://acme.my.salesforce.com@evil.example",
        "not a URL",
      })
  void anAccountThatLivesElsewhereFailsAndItsNewRefreshTokenIsKept(String elsewhere) {
    server.answering(
        answer -> answer.put("instance_url", elsewhere).put("refresh_token", "rotated"));

    UpstreamFault fault = fault(builder(store).home(HOME).build());

    assertThat(fault.kind()).isEqualTo(UpstreamFault.Kind.UNEXPECTED);
    assertThat(fault.message())
        .contains("acme.my.salesforce.com")
        .contains("put the account's url");
    assertThat(store.load("1").orElseThrow().refreshToken()).isEqualTo(SecretText.of("rotated"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"https://ACME.my.salesforce.com", "https://acme.my.salesforce.com:443/", ""})
  void anAccountThatLivesWhereItIsSaidToIsServed(String there) {
    server.answering(answer -> answer.put("instance_url", there));

    assertThat(token(builder(store).home(HOME).build())).isEqualTo(Secret.of("access-1"));
  }

  @Test
  void eachCallOfTheEndpointIsTold() {
    List<Integer> statuses = Collections.synchronizedList(new ArrayList<>());
    CallListener listener =
        new CallListener() {
          @Override
          public Optional<String> requestId() {
            return Optional.empty();
          }

          @Override
          public IntConsumer begin() {
            return statuses::add;
          }
        };
    OAuthCredentials credentials = credentials();
    Secret first = credentials.token(listener).toCompletableFuture().join();
    credentials.token(listener).toCompletableFuture().join();
    server.refusing("invalid_grant");
    credentials
        .refresh(first, listener)
        .toCompletableFuture()
        .handle((token, failure) -> token)
        .join();
    server.close();
    credentials.token(listener).toCompletableFuture().handle((token, failure) -> token).join();

    assertThat(statuses).containsExactly(200, 400, 0);
  }
}
