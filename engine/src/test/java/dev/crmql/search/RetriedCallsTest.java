package dev.crmql.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crmql.language.Language;
import dev.crmql.spi.UpstreamException;
import dev.crmql.spi.UpstreamFault;
import dev.crmql.spi.UpstreamResponse;
import dev.crmql.transport.OverloadedException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What failed for the moment is asked again, in a measured way. */
final class RetriedCallsTest {

  private static final Duration ACCOUNT = Duration.ofSeconds(10);
  private static final UpstreamResponse ROWS =
      FakeTransport.response(200, "{\"rows\":[{\"id\":\"1\",\"name\":\"x\"}],\"next\":null}");
  private static final UpstreamResponse DOWN = FakeTransport.response(503, "{}");

  private final FakeTransport transport = new FakeTransport();
  private final List<Duration> delays = new CopyOnWriteArrayList<>();
  private final List<Runnable> deadlines = new ArrayList<>();

  /** An engine whose waiting is over at once, unless it is for a deadline. */
  private SearchEngine engine(RetrySettings retries, BreakerSettings breaker) {
    return SearchEngine.builder()
        .connector(new FakeConnector("fake"))
        .accounts(
            AccountDirectory.of(
                List.of(
                    new Account(
                        "a", "fake", URI.create("https://a.example"), Credentials.fixed("t")))))
        .transport(transport)
        .accountTimeout(ACCOUNT)
        .searchTimeout(ACCOUNT.multipliedBy(3))
        .retries(retries)
        .breaker(breaker)
        .timer(
            (delay, action) -> {
              if (delay.compareTo(ACCOUNT.dividedBy(2)) < 0) {
                delays.add(delay);
                action.run();
              } else {
                deadlines.add(action);
              }
              return () -> {};
            })
        .build();
  }

  private SearchEngine engine() {
    return engine(RetrySettings.DEFAULT, BreakerSettings.DEFAULT);
  }

  /** One answer after the other, the last one for ever. */
  private void answers(UpstreamResponse... answers) {
    Deque<UpstreamResponse> left = new ArrayDeque<>(Arrays.asList(answers));
    transport.answer(
        "a",
        "/first",
        call ->
            CompletableFuture.completedFuture(left.size() > 1 ? left.removeFirst() : left.peek()));
  }

  private static UpstreamResponse throttled(String retryAfter) {
    return FakeTransport.response(429, Map.of("Retry-After", List.of(retryAfter)), "{}");
  }

  private static SearchRequest request() {
    return SearchRequest.builder()
        .accounts("a")
        .text("SELECT id FROM thing")
        .language(Language.KQL)
        .build();
  }

  private static AccountError error(SearchEngine engine) {
    return engine.search(request()).errors().get("a");
  }

  private static Optional<AccountError> anyError(SearchEngine engine) {
    return Optional.ofNullable(error(engine));
  }

  @Test
  void whatFailsForTheMomentIsAskedAgain() {
    answers(DOWN, throttled("0"), ROWS);

    assertThat(engine().search(request()).objects()).hasSize(1);
    assertThat(transport.calls()).hasSize(3);
  }

  @Test
  void aConnectionThatBreaksIsMadeAgain() {
    UpstreamException broken =
        new UpstreamException(UpstreamFault.of(UpstreamFault.Kind.TRANSIENT, "", "broke"));
    Deque<CompletableFuture<UpstreamResponse>> answers =
        new ArrayDeque<>(
            List.of(
                CompletableFuture.failedFuture(broken), CompletableFuture.completedFuture(ROWS)));
    transport.answer("a", "/first", call -> answers.removeFirst());

    assertThat(engine().search(request()).objects()).hasSize(1);
  }

  @Test
  void theWaitIsDoubledAndFromHalfToAllOfItIsTaken() {
    RetrySettings four =
        new RetrySettings(4, Optional.of(Duration.ofMillis(100)), Duration.ofMillis(350), 10);
    answers(DOWN);

    assertThat(error(engine(four, BreakerSettings.DEFAULT)).code())
        .isEqualTo(AccountError.Code.UNAVAILABLE);
    assertThat(transport.calls()).hasSize(4);
    assertThat(delays).hasSize(3);
    assertThat(delays.get(0)).isBetween(Duration.ofMillis(50), Duration.ofMillis(100));
    assertThat(delays.get(1)).isBetween(Duration.ofMillis(100), Duration.ofMillis(200));
    assertThat(delays.get(2)).isBetween(Duration.ofMillis(175), Duration.ofMillis(350));
  }

  @Test
  void theServiceSaysHowLongToWait() {
    answers(throttled("3"), ROWS);

    assertThat(engine().search(request()).objects()).hasSize(1);
    assertThat(delays).hasSize(1);
    assertThat(delays.get(0)).isBetween(Duration.ofSeconds(3), Duration.ofMillis(3100));
  }

  @Test
  void nobodyWaitsBeyondTheAccountsTime() {
    answers(throttled("60"), ROWS);

    AccountError error = error(engine());

    assertThat(error.code()).isEqualTo(AccountError.Code.THROTTLED);
    assertThat(error.retryAfter()).contains(Duration.ofSeconds(60));
    assertThat(transport.calls()).hasSize(1);
  }

  @Test
  void whatWouldFailAgainIsNotAskedAgain() {
    for (int status : new int[] {400, 401, 501}) {
      transport.calls().clear();
      answers(FakeTransport.response(status, "{}"));

      assertThat(anyError(engine())).isPresent();
      assertThat(transport.calls()).hasSize(1);
    }
  }

  @Test
  void anOutageDoesNotBecomeManyTimesAsManyCalls() {
    SearchEngine engine =
        engine(
            new RetrySettings(3, Optional.empty(), Duration.ofSeconds(1), 4),
            new BreakerSettings(100, 100, Duration.ofSeconds(1)));
    answers(DOWN);

    for (int search = 0; search < 10; search++) {
      assertThat(error(engine).code()).isEqualTo(AccountError.Code.UNAVAILABLE);
    }

    assertThat(transport.calls()).hasSize(10 + 4);
    answers(ROWS);
    for (int search = 0; search < 5; search++) {
      assertThat(anyError(engine)).isEmpty();
    }
    transport.calls().clear();
    answers(DOWN);
    assertThat(anyError(engine)).isPresent();
    assertThat(transport.calls()).hasSize(2);
  }

  @Test
  void anAccountThatFailsAgainAndAgainIsLeftAlone() {
    SearchEngine engine =
        engine(RetrySettings.NEVER, new BreakerSettings(3, 4, Duration.ofMinutes(1)));
    answers(DOWN);
    for (int search = 0; search < 3; search++) {
      assertThat(error(engine).message()).isEqualTo("refused");
    }

    AccountError error = error(engine);

    assertThat(error.code()).isEqualTo(AccountError.Code.UNAVAILABLE);
    assertThat(error.message())
        .isEqualTo(
            "not called, since 3 of the account's last 4 calls failed; it is left alone for"
                + " 60000 ms");
    assertThat(error.retryAfter().orElseThrow()).isLessThanOrEqualTo(Duration.ofMinutes(1));
    assertThat(transport.calls()).hasSize(3);
  }

  @Test
  void aTransportThatDoesAllItMaySaysNothingOfTheAccount() {
    SearchEngine engine =
        engine(RetrySettings.DEFAULT, new BreakerSettings(1, 1, Duration.ofMinutes(1)));
    transport.answer(
        "a",
        "/first",
        call -> CompletableFuture.failedFuture(new OverloadedException("7 bytes are enough")));

    AccountError error = error(engine);

    assertThat(error.code()).isEqualTo(AccountError.Code.OVERLOADED);
    assertThat(error.message()).isEqualTo("7 bytes are enough");
    assertThat(transport.calls()).hasSize(1);
    answers(ROWS);
    assertThat(anyError(engine)).isEmpty();
  }

  @Test
  void aFailureWhoseBodyCannotBeReadIsWhatItsStatusSays() {
    SearchEngine engine =
        engine(RetrySettings.DEFAULT, new BreakerSettings(1, 1, Duration.ofMinutes(1)));
    AtomicInteger opened = new AtomicInteger();
    answers(
        new UpstreamResponse(
            400,
            Map.of(),
            () -> {
              opened.incrementAndGet();
              throw UpstreamException.unexpected("no gzip");
            }));

    AccountError error = error(engine);

    assertThat(error.code()).isEqualTo(AccountError.Code.QUERY_REJECTED);
    assertThat(opened).hasValue(1);
    answers(ROWS);
    assertThat(anyError(engine)).isEmpty();
  }

  @Test
  void anAccountThatIsLeftAloneIsTriedAgain() {
    SearchEngine engine = engine(RetrySettings.NEVER, new BreakerSettings(1, 1, Duration.ZERO));
    answers(DOWN, DOWN, ROWS);

    assertThat(anyError(engine)).isPresent();
    assertThat(anyError(engine)).isPresent();
    assertThat(anyError(engine)).isEmpty();
    assertThat(anyError(engine)).isEmpty();
    assertThat(transport.calls()).hasSize(4);
  }

  @Test
  void anAccountThatDoesNotAnswerInTimeHasFailed() {
    SearchEngine engine =
        engine(RetrySettings.NEVER, new BreakerSettings(1, 1, Duration.ofMinutes(1)));
    transport.answer(
        "a",
        "/first",
        call -> {
          call.begun().run();
          return new CompletableFuture<>();
        });
    CompletableFuture<SearchResult> result = engine.searchAsync(request());

    List.copyOf(deadlines).forEach(Runnable::run);

    assertThat(result.join().errors().get("a").code()).isEqualTo(AccountError.Code.TIMEOUT);
    assertThat(error(engine).message()).startsWith("not called");
  }

  @Test
  void anAccountWhoseCallNeverGotItsTurnHasNotFailed() {
    SearchEngine engine =
        engine(RetrySettings.NEVER, new BreakerSettings(1, 1, Duration.ofMinutes(1)));
    transport.answer("a", "/first", call -> new CompletableFuture<>());
    CompletableFuture<SearchResult> result = engine.searchAsync(request());

    List.copyOf(deadlines).forEach(Runnable::run);

    assertThat(result.join().errors().get("a").code()).isEqualTo(AccountError.Code.TIMEOUT);
    answers(ROWS);
    assertThat(anyError(engine)).isEmpty();
  }

  @Test
  void whoIsLeftAloneIsNotWaitedForEither() {
    SearchEngine engine =
        engine(RetrySettings.DEFAULT, new BreakerSettings(1, 1, Duration.ofSeconds(1)));
    answers(DOWN);
    assertThat(error(engine).message()).startsWith("not called");
    assertThat(transport.calls()).hasSize(1);
    int waits = delays.size();

    assertThat(error(engine).message()).startsWith("not called");

    assertThat(delays).hasSize(waits);
    assertThat(transport.calls()).hasSize(1);
  }

  @Test
  void aTrialThatIsGivenUpIsFollowedByAnother() {
    SearchEngine engine = engine(RetrySettings.NEVER, new BreakerSettings(1, 1, Duration.ZERO));
    answers(DOWN);
    assertThat(anyError(engine)).isPresent();
    transport.answer("a", "/first", call -> new CompletableFuture<>());
    assertThat(engine.searchAsync(request()).cancel(true)).isTrue();
    answers(ROWS);

    assertThat(anyError(engine)).isEmpty();
  }

  @Test
  void aTransportThatFailsDoesNotLeaveATrialOpen() {
    SearchEngine engine = engine(RetrySettings.NEVER, new BreakerSettings(1, 1, Duration.ZERO));
    answers(DOWN);
    assertThat(anyError(engine)).isPresent();
    transport.answer(
        "a",
        "/first",
        call -> {
          throw new IllegalStateException("no transport");
        });
    assertThat(error(engine).code()).isEqualTo(AccountError.Code.INTERNAL);
    answers(ROWS);

    assertThat(anyError(engine)).isEmpty();
  }

  @Test
  void aTokenIsRefreshedOnceHoweverOftenACallIsMadeAgain() {
    answers(FakeTransport.response(401, "{}"), DOWN, FakeTransport.response(401, "{}"), ROWS);

    assertThat(error(engine()).code()).isEqualTo(AccountError.Code.TOKEN_REJECTED);
  }

  @Test
  void aCallerWhoGivesUpSaysNothingOfTheAccount() {
    SearchEngine engine =
        engine(RetrySettings.NEVER, new BreakerSettings(1, 1, Duration.ofMinutes(1)));
    transport.answer("a", "/first", call -> new CompletableFuture<>());

    assertThat(engine.searchAsync(request()).cancel(true)).isTrue();

    answers(ROWS);
    assertThat(anyError(engine)).isEmpty();
  }

  @Test
  void whoGivesUpWhileWaitingIsNotAskedFor() {
    List<Runnable> waiting = new ArrayList<>();
    List<Runnable> stopped = new ArrayList<>();
    SearchEngine engine =
        SearchEngine.builder()
            .connector(new FakeConnector("fake"))
            .accounts(
                AccountDirectory.of(
                    List.of(
                        new Account(
                            "a", "fake", URI.create("https://a.example"), Credentials.fixed("t")))))
            .transport(transport)
            .timer(
                (delay, action) -> {
                  waiting.add(action);
                  return () -> stopped.add(action);
                })
            .build();
    answers(DOWN, ROWS);
    CompletableFuture<SearchResult> result = engine.searchAsync(request());
    assertThat(result).isNotDone();

    result.cancel(true);

    assertThat(stopped).containsExactlyInAnyOrderElementsOf(waiting);
    waiting.forEach(Runnable::run);
    assertThat(transport.calls()).hasSize(1);
    assertThat(result).isCancelled();
  }
}
