package dev.crmql.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.crmql.diagnostics.DiagnosticCode;
import dev.crmql.diagnostics.QueryException;
import dev.crmql.language.Language;
import dev.crmql.spi.UpstreamResponse;
import dev.crmql.transport.Secret;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class SearchEngineTest {

  private static final String BY_NAME = "SELECT id, name FROM thing ORDER BY name";

  private final FakeTransport transport = new FakeTransport();
  private final List<Runnable> timers = new ArrayList<>();
  private final Map<Duration, Runnable> alarms = new HashMap<>();
  private final List<Account> accounts = new ArrayList<>();

  private Account account(String id, Credentials credentials) {
    return new Account(id, "fake", URI.create("https://" + id + ".example"), credentials);
  }

  private SearchEngine engine(String... ids) {
    for (String id : ids) {
      accounts.add(account(id, Credentials.fixed("token-" + id)));
    }
    return SearchEngine.builder()
        .connector(new FakeConnector("fake"))
        .accounts(AccountDirectory.of(accounts))
        .transport(transport)
        .timer(
            (delay, action) -> {
              timers.add(action);
              return () -> timers.remove(action);
            })
        .maxRows(5)
        .scanBudget(20, 6)
        .build();
  }

  private static SearchRequest request(String kql, String... ids) {
    return SearchRequest.builder().accounts(ids).text(kql).language(Language.KQL).build();
  }

  private static List<String> found(SearchResult result) {
    return result.objects().stream().map(row -> row.accountId() + row.id()).toList();
  }

  private static String page(String rows) {
    return "{\"rows\":[" + rows + "],\"next\":null}";
  }

  private static String row(String id, String name) {
    return "{\"id\":\"%s\",\"name\":%s}".formatted(id, name == null ? "null" : '"' + name + '"');
  }

  @Test
  void rowsMergeByTheKeysThenByAccountThenAsTheAccountHasThem() {
    transport
        .page("a", "/first", page(row("2", "m") + "," + row("1", "M") + "," + row("3", "z")))
        .page("b", "/first", page(row("2", null) + "," + row("1", "m")));

    assertThat(found(engine("a", "b").search(request(BY_NAME, "a", "b"))))
        .containsExactly("b2", "a2", "a1", "b1", "a3");
    assertThat(found(engine().search(request(BY_NAME, "b", "a"))))
        .containsExactly("b2", "b1", "a2", "a1", "a3");
  }

  @Test
  void limitAndOffsetHoldForTheMergedRows() {
    transport
        .page("a", "/first", page(row("1", "a") + "," + row("2", "c")))
        .page("b", "/first", page(row("1", "b") + "," + row("2", "d")));

    assertThat(found(engine("a", "b").search(request(BY_NAME + " LIMIT 2 OFFSET 1", "a", "b"))))
        .containsExactly("b1", "a2");
  }

  @Test
  void withoutAnOrderAccountsComeAsTheyWereAskedFor() {
    transport
        .page("a", "/first", page(row("2", "z") + "," + row("1", "y")))
        .page("b", "/first", page(row("1", "a")));

    assertThat(found(engine("a", "b").search(request("SELECT id FROM thing", "b", "a", "b"))))
        .containsExactly("b1", "a2", "a1");
    assertThat(transport.calls()).hasSize(2);
  }

  @Test
  void aFailedAccountLosesOnlyItsOwnRows() {
    transport
        .page("a", "/first", page(row("1", "x")))
        .answer(
            "b",
            "/first",
            call -> CompletableFuture.completedFuture(FakeTransport.response(400, "{}")));

    SearchResult result = engine("a", "b").search(request(BY_NAME, "a", "b", "c"));

    assertThat(found(result)).containsExactly("a1");
    assertThat(result.errors()).containsOnlyKeys("b", "c");
    assertThat(result.errors().get("b").code()).isEqualTo(AccountError.Code.QUERY_REJECTED);
    assertThat(result.errors().get("b").upstreamCode()).isEqualTo("E400");
    assertThat(result.errors().get("c").code()).isEqualTo(AccountError.Code.UNKNOWN_ACCOUNT);
  }

  @Test
  void anAccountThatDoesNotAnswerInTimeIsReported() {
    CompletableFuture<UpstreamResponse> never = new CompletableFuture<>();
    transport.page("a", "/first", page(row("1", "x"))).answer("b", "/first", call -> never);
    CompletableFuture<SearchResult> result =
        engine("a", "b").searchAsync(request(BY_NAME, "a", "b"));
    assertThat(result).isNotDone();

    List.copyOf(timers).forEach(Runnable::run);

    assertThat(found(result.join())).containsExactly("a1");
    assertThat(result.join().errors().get("b").code()).isEqualTo(AccountError.Code.TIMEOUT);
    assertThat(never).isCancelled();
  }

  @Test
  void cancellingEndsTheCallOnTheWire() {
    CompletableFuture<UpstreamResponse> never = new CompletableFuture<>();
    transport.answer("a", "/first", call -> never);

    engine("a").searchAsync(request(BY_NAME, "a")).cancel(true);

    assertThat(never).isCancelled();
  }

  @Test
  void pagesAreFollowedUntilTheServiceSaysThatThereAreNoMore() {
    transport
        .page("a", "/first", "{\"rows\":[" + row("1", "x") + "],\"next\":\"/2\"}")
        .page("a", "/2", "{\"rows\":[],\"next\":\"/3\"}")
        .page("a", "/3", page(row("2", "x")));

    assertThat(found(engine("a").search(request("SELECT id FROM thing", "a"))))
        .containsExactly("a1", "a2");
  }

  @Test
  void aCursorThatRepeatsIsAnError() {
    transport.page("a", "/first", "{\"rows\":[" + row("1", "x") + "],\"next\":\"/first\"}");

    SearchResult result = engine("a").search(request("SELECT id FROM thing", "a"));

    assertThat(result.objects()).isEmpty();
    assertThat(result.errors().get("a").code()).isEqualTo(AccountError.Code.UNEXPECTED_ANSWER);
  }

  @Test
  void rowsAreCheckedBeforeTheyAreCounted() {
    transport
        .page(
            "a",
            "/first",
            "{\"rows\":[" + row("1", "no") + "," + row("2", "YES") + "],\"next\":\"/2\"}")
        .page("a", "/2", page(row("3", "yes") + "," + row("4", "yes")));

    assertThat(
            found(
                engine("a")
                    .search(request("SELECT id FROM thing WHERE name = 'yes' LIMIT 2", "a"))))
        .containsExactly("a2", "a3");
  }

  @Test
  void moreRowsThanAnAnswerMayHoldFailTheSearch() {
    String rows =
        String.join(
            ",", List.of("1", "2", "3", "4", "5", "6").stream().map(i -> row(i, i)).toList());
    transport.page("a", "/first", page(rows));

    assertThatThrownBy(() -> engine("a").search(request("SELECT id FROM thing", "a")))
        .isInstanceOfSatisfying(
            QueryException.class,
            fault -> {
              assertThat(fault.diagnostics().get(0).code()).isEqualTo(DiagnosticCode.TOO_MANY_ROWS);
              assertThat(fault.diagnostics().get(0).hints().toString()).contains("LIMIT");
            });
    assertThat(found(engine().search(request("SELECT id FROM thing LIMIT 6", "a")))).hasSize(6);
  }

  @Test
  void aSearchThatReadsTooMuchIsAnErrorAndNoShortAnswer() {
    for (int i = 0; i < 9; i++) {
      String target = i == 0 ? "/first" : "/" + i;
      transport.page(
          "a", target, "{\"rows\":[" + row("" + i, "x") + "],\"next\":\"/" + (i + 1) + "\"}");
    }

    SearchResult result =
        engine("a").search(request("SELECT id FROM thing WHERE name = 'y' LIMIT 1", "a"));

    assertThat(result.objects()).isEmpty();
    assertThat(result.errors().get("a").code()).isEqualTo(AccountError.Code.SCAN_BUDGET_EXHAUSTED);
  }

  private static final String FIRST_RUNG = "SELECT id FROM ladder ORDER BY rung, id LIMIT 1";

  private static String rung(String id, int rung) {
    return "{\"id\":\"%s\",\"rung\":%d}".formatted(id, rung);
  }

  @Test
  void rowsInTheOrderOfTheFirstKeyAreReadUntilNoneCanBeWanted() {
    transport
        .page(
            "a",
            "/ladder",
            "{\"rows\":[" + rung("3", 1) + "," + rung("2", 1) + "],\"next\":\"/2\"}")
        .page("a", "/2", "{\"rows\":[" + rung("1", 1) + "," + rung("0", 2) + "],\"next\":\"/3\"}");

    assertThat(found(engine("a").search(request(FIRST_RUNG, "a")))).containsExactly("a1");
    assertThat(transport.calls()).hasSize(2);
  }

  @Test
  void allRowsAreReadWhereThoseInOrderCantBeReliedOn() {
    transport
        .page("a", "/ladder", "{\"rows\":[" + rung("2", 1) + "],\"next\":\"/2\"}")
        .page("a", "/2", page(rung("2", 1) + "," + rung("3", 2)))
        .page("a", "/first", page(rung("3", 2) + "," + rung("2", 1) + "," + rung("1", 1)));

    SearchResult result = engine("a").search(request(FIRST_RUNG, "a"));

    assertThat(found(result)).containsExactly("a1");
    assertThat(result.reports().get("a").notes().toString()).contains("record 2 came twice");
    assertThat(result.reports().get("a").rowsRead()).isEqualTo(6);
  }

  @Test
  void theBytesThatAreReadForAnAccountAreBounded() {
    transport.page("a", "/first", page(row("1", "x"))).page("b", "/first", page(""));
    SearchResult result = bounded("a", "b").search(request("SELECT id FROM thing", "a", "b"));

    assertThat(result.errors()).containsOnlyKeys("a");
    assertThat(result.errors().get("a").code()).isEqualTo(AccountError.Code.SCAN_BUDGET_EXHAUSTED);
    assertThat(result.errors().get("a").message()).contains("30 bytes").contains("one account");
  }

  @Test
  void whatIsReadForAllAccountsOfASearchIsBounded() {
    for (String id : List.of("a", "b", "c", "d")) {
      transport.page(id, "/first", page(""));
    }

    SearchResult result =
        bounded("a", "b", "c", "d").search(request("SELECT id FROM thing", "a", "b", "c", "d"));

    assertThat(result.errors()).containsOnlyKeys("d");
    assertThat(result.errors().get("d").message()).contains("3 pages").contains("one search");
  }

  /** One account may read 30 bytes, and all of a search 3 pages. */
  private SearchEngine bounded(String... ids) {
    for (String id : ids) {
      accounts.add(account(id, Credentials.fixed("token-" + id)));
    }
    return SearchEngine.builder()
        .connector(new FakeConnector("fake"))
        .accounts(AccountDirectory.of(accounts))
        .transport(transport)
        .scanBudget(20, 6, 30)
        .searchBudget(20, 3, 1_000)
        .build();
  }

  @Test
  void nothingIsSentForALimitOfZero() {
    assertThat(engine("a").search(request("SELECT id FROM thing LIMIT 0", "a")).objects())
        .isEmpty();
    assertThat(transport.calls()).isEmpty();
  }

  @Test
  void aRejectedTokenIsRefreshedOnceAndNeverShown() {
    List<Secret> refreshed = new ArrayList<>();
    accounts.add(
        account(
            "a",
            new Credentials() {
              @Override
              public CompletionStage<Secret> token() {
                return CompletableFuture.completedFuture(
                    Secret.of(refreshed.isEmpty() ? "old-token" : "new-token"));
              }

              @Override
              public CompletionStage<Optional<Secret>> refresh(Secret rejected) {
                refreshed.add(rejected);
                return CompletableFuture.completedFuture(Optional.of(Secret.of("new-token")));
              }
            }));
    transport.answer(
        "a",
        "/first",
        call ->
            CompletableFuture.completedFuture(
                call.token().equals(Secret.of("new-token"))
                    ? FakeTransport.response(200, page(row("1", "x")))
                    : FakeTransport.response(401, "{}")));

    assertThat(found(engine().search(request(BY_NAME, "a")))).containsExactly("a1");
    assertThat(refreshed).hasSize(1);
    assertThat(transport.calls().toString()).doesNotContain("old-token", "new-token");
  }

  @Test
  void aTokenThatCannotBeRefreshedIsTheAccountsError() {
    transport.answer(
        "a",
        "/first",
        call -> CompletableFuture.completedFuture(FakeTransport.response(401, "{}")));

    SearchResult result = engine("a").search(request(BY_NAME, "a"));

    assertThat(result.errors().get("a").code()).isEqualTo(AccountError.Code.TOKEN_REJECTED);
    assertThat(result.errors().toString()).doesNotContain("token-a");
  }

  @Test
  void aQueryAtFaultFailsTheSearch() {
    assertThatThrownBy(() -> engine("a").search(request("SELECT id FROM", "a")))
        .isInstanceOfSatisfying(
            QueryException.class,
            fault ->
                assertThat(fault.diagnostics().get(0).code())
                    .isEqualTo(DiagnosticCode.SYNTAX_ERROR));
    assertThatThrownBy(
            () -> engine().search(request("SELECT id FROM t WHERE n NOT LIKE 'x%'", "a")))
        .isInstanceOfSatisfying(
            QueryException.class, fault -> assertThat(fault.text()).isPresent());
    assertThat(transport.calls()).isEmpty();
  }

  @Test
  void searchesEndWithTheEngine() {
    CompletableFuture<UpstreamResponse> never = new CompletableFuture<>();
    transport.answer("a", "/first", call -> never);
    SearchEngine engine = engine("a");
    CompletableFuture<SearchResult> result = engine.searchAsync(request(BY_NAME, "a"));

    engine.close();

    assertThat(result).isDone();
    assertThat(never).isCancelled();
  }

  @Test
  void tooManyRowsOfOneAccountFailTheSearchOfAll() {
    String rows = String.join(",", IntStream.range(0, 6).mapToObj(i -> row("" + i, "x")).toList());
    transport.page("a", "/first", page(rows)).page("b", "/first", page(row("1", "x")));

    assertThatThrownBy(() -> engine("a", "b").search(request("SELECT id FROM thing", "a", "b")))
        .isInstanceOfSatisfying(
            QueryException.class,
            fault ->
                assertThat(fault.diagnostics().get(0).code())
                    .isEqualTo(DiagnosticCode.TOO_MANY_ROWS));
  }

  @Test
  void aClosedEngineSearchesNothing() {
    SearchEngine engine =
        SearchEngine.builder()
            .connector(new FakeConnector("fake"))
            .accounts(AccountDirectory.of(List.of(account("a", Credentials.fixed("t")))))
            .transport(transport)
            .build();
    transport.answer("a", "/first", call -> new CompletableFuture<>());
    engine.close();

    assertThat(engine.searchAsync(request(BY_NAME, "a"))).isCancelled();
  }

  /** An engine whose time only passes when {@link #passes} is called. */
  private SearchEngine patient(Duration account, Duration search) {
    return SearchEngine.builder()
        .connector(new FakeConnector("fake"))
        .accounts(AccountDirectory.of(accounts))
        .transport(transport)
        .accountTimeout(account)
        .searchTimeout(search)
        .timer(
            (delay, action) -> {
              alarms.put(delay, action);
              return () -> {};
            })
        .build();
  }

  private void passes(Duration delay) {
    alarms.get(delay).run();
  }

  @Test
  void anAccountHasItsOwnTimeAndTheSearchHasOneForAll() {
    transport.answer("a", "/first", call -> new CompletableFuture<>());
    accounts.add(account("a", Credentials.fixed("t")));
    Duration shorter = Duration.ofSeconds(3);
    Duration longer = Duration.ofSeconds(7);
    for (SearchEngine engine : List.of(patient(shorter, longer), patient(longer, shorter))) {
      alarms.clear();
      CompletableFuture<SearchResult> result = engine.searchAsync(request(BY_NAME, "a"));
      assertThat(alarms).containsKeys(shorter, longer);
      assertThat(result).isNotDone();

      passes(shorter);

      AccountError error = result.join().errors().get("a");
      assertThat(error.code()).isEqualTo(AccountError.Code.TIMEOUT);
      assertThat(error.message()).isEqualTo("no answer within 3000 ms");
    }
  }

  @Test
  void anAccountThatIsNotAskedBeforeTheSearchsTimeIsOverIsNotAskedAtAll() {
    Duration search = Duration.ofSeconds(7);
    accounts.add(
        account(
            "a",
            new Credentials() {
              @Override
              public CompletionStage<Secret> token() {
                passes(search);
                return CompletableFuture.completedFuture(Secret.of("late"));
              }

              @Override
              public CompletionStage<Optional<Secret>> refresh(Secret rejected) {
                return CompletableFuture.completedFuture(Optional.empty());
              }
            }));
    accounts.add(account("b", Credentials.fixed("t")));
    transport.page("a", "/first", page(row("1", "x"))).page("b", "/first", page(row("1", "x")));

    SearchResult result = patient(Duration.ofMinutes(1), search).search(request(BY_NAME, "a", "b"));

    assertThat(result.errors()).containsOnlyKeys("a", "b");
    assertThat(result.errors().values())
        .allMatch(error -> error.code() == AccountError.Code.TIMEOUT);
    assertThat(transport.calls()).noneMatch(call -> call.accountId().equals("b"));
  }
}
