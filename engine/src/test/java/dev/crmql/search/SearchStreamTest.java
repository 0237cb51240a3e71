package dev.crmql.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.COLLECTION;

import dev.crmql.diagnostics.DiagnosticCode;
import dev.crmql.diagnostics.QueryException;
import dev.crmql.language.Language;
import dev.crmql.spi.UpstreamResponse;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Any number of rows, read as they are taken. */
final class SearchStreamTest {

  private static final String ALL = "SELECT id FROM thing";
  private static final String BY_NAME = "SELECT id, name FROM thing ORDER BY name";

  private final FakeTransport transport = new FakeTransport();
  private final List<SearchEngine> engines = new ArrayList<>();

  @AfterEach
  void close() {
    engines.forEach(SearchEngine::close);
  }

  private SearchEngine engine(FakeConnector connector) {
    SearchEngine engine =
        SearchEngine.builder()
            .connector(connector)
            .accounts(
                id ->
                    Optional.of(
                        new Account(
                            id,
                            "fake",
                            URI.create("https://" + id + ".example"),
                            Credentials.fixed("t"))))
            .transport(transport)
            .retries(RetrySettings.NEVER)
            .maxRows(5)
            .scanBudget(20, 3)
            .build();
    engines.add(engine);
    return engine;
  }

  private SearchStream stream(String kql, String... accounts) {
    return engine(new FakeConnector("fake")).stream(request(kql, accounts));
  }

  private static SearchRequest request(String kql, String... accounts) {
    return SearchRequest.builder().accounts(accounts).text(kql).language(Language.KQL).build();
  }

  private static List<String> rest(SearchStream stream) {
    List<String> found = new ArrayList<>();
    stream.forEachRemaining(row -> found.add(row.accountId() + row.id()));
    return found;
  }

  /** Lets an account have these pages, the texts of one with blanks between. */
  private void pages(String account, String... pages) {
    for (int i = 0; i < pages.length; i++) {
      String rows =
          String.join(
              ",",
              Arrays.stream(pages[i].split(" "))
                  .filter(name -> !name.isEmpty())
                  .map("{\"id\":\"%1$s\",\"name\":\"%1$s\"}"::formatted)
                  .toList());
      String next = i + 1 < pages.length ? "\"/" + (i + 1) + "\"" : "null";
      transport.page(
          account, i == 0 ? "/first" : "/" + i, "{\"rows\":[" + rows + "],\"next\":" + next + "}");
    }
  }

  @Test
  void nothingIsReadBeforeARowIsWantedAndThenOnePageAhead() {
    pages("a", "1 2", "3", "4", "5");

    try (SearchStream stream = stream(ALL, "a")) {
      assertThat(transport.calls()).isEmpty();
      assertThat(stream.next().id()).isEqualTo("1");
      assertThat(stream.next().id()).isEqualTo("2");
      assertThat(transport.calls()).hasSize(2);
      assertThat(stream.next().id()).isEqualTo("3");
      assertThat(transport.calls()).hasSize(3);
      assertThat(rest(stream)).containsExactly("a4", "a5");
      assertThat(stream.errors()).isEmpty();
      assertThat(stream.reports().get("a").rowsReturned()).isEqualTo(5);
      assertThat(stream.reports().get("a").calls()).isEqualTo(4);
    }
  }

  @Test
  void thereAreMoreRowsThanAnAnswerMayHold() {
    pages("a", "1 2 3", "4 5 6", "7 8 9", "10 11 12", "13 14 15");

    try (SearchStream stream = stream(ALL, "a")) {
      assertThat(rest(stream)).hasSize(15);
    }
  }

  @Test
  void rowsAreCheckedAndPagesWithoutAnyPassedOver() {
    pages("a", "no1", "no2 yes", "", "no3", "YES");

    try (SearchStream stream = stream(ALL + " WHERE name = 'yes'", "a")) {
      assertThat(rest(stream)).containsExactly("ayes", "aYES");
    }
  }

  @Test
  void aRowThatTwoRequestsFindComesOnce() {
    pages("a", "1 2", "3");
    transport.page("a", "/second", "{\"rows\":[{\"id\":\"3\"},{\"id\":\"4\"}],\"next\":null}");

    try (SearchStream stream = stream("SELECT id FROM halves", "a")) {
      assertThat(rest(stream)).containsExactly("a1", "a2", "a3", "a4");
    }
  }

  @Test
  void aStreamThatIsClosedIsForgotten() {
    SearchEngine engine = engine(new FakeConnector("fake"));

    try (SearchStream stream = engine.stream(request(ALL, "a"))) {
      assertThat(stream).isNotNull();
      assertThat(engine).extracting("running", COLLECTION).hasSize(1);
    }

    assertThat(engine).extracting("running", COLLECTION).isEmpty();
  }

  @Test
  void whatIsReadForOnePageIsBounded() {
    pages("a", "yes", "no1", "no2", "no3", "YES");

    try (SearchStream stream = stream(ALL + " WHERE name = 'yes'", "a")) {
      assertThat(rest(stream)).containsExactly("ayes");
      assertThat(stream.errors().get("a").code())
          .isEqualTo(AccountError.Code.SCAN_BUDGET_EXHAUSTED);
    }
  }

  @Test
  void accountsComeOneAfterTheOtherAndAFailureIsOneOfItsOwn() {
    pages("a", "1", "2");
    pages("c", "1");
    transport.answer(
        "b",
        "/first",
        call -> CompletableFuture.completedFuture(FakeTransport.response(400, "{}")));

    try (SearchStream stream = stream(ALL, "a", "b", "c")) {
      assertThat(rest(stream)).containsExactly("a1", "a2", "c1");
      assertThat(stream.errors()).containsOnlyKeys("b");
      assertThat(stream.errors().get("b").code()).isEqualTo(AccountError.Code.QUERY_REJECTED);
    }
  }

  @Test
  void anAccountThatFailsHalfWayHasGivenItsRowsAndHasAnError() {
    pages("a", "1", "2");
    pages("b", "1");
    transport.answer(
        "a", "/1", call -> CompletableFuture.completedFuture(FakeTransport.response(503, "{}")));

    try (SearchStream stream = stream(ALL, "a", "b")) {
      assertThat(rest(stream)).containsExactly("a1", "b1");
      assertThat(stream.errors().get("a").code()).isEqualTo(AccountError.Code.UNAVAILABLE);
    }
  }

  @Test
  void severalAccountsAreMergedByTheKeysAndThenAsTheyWereNamed() {
    pages("a", "a c", "e");
    pages("b", "b", "c d");

    try (SearchStream stream = stream(BY_NAME, "b", "a")) {
      assertThat(rest(stream)).containsExactly("aa", "bb", "bc", "ac", "bd", "ae");
    }
    try (SearchStream stream = stream(BY_NAME + " LIMIT 2 OFFSET 1", "b", "a")) {
      assertThat(rest(stream)).containsExactly("bb", "bc");
    }
  }

  @Test
  void limitAndOffsetHold() {
    pages("a", "1 2", "3 4", "5 6", "7");
    pages("b", "1 2 3");

    try (SearchStream stream = stream(ALL + " LIMIT 3 OFFSET 1", "a")) {
      assertThat(rest(stream)).containsExactly("a2", "a3", "a4");
      assertThat(transport.calls()).hasSize(2);
    }
    try (SearchStream stream = stream(ALL + " LIMIT 7 OFFSET 2", "a", "b")) {
      assertThat(rest(stream)).containsExactly("a3", "a4", "a5", "a6", "a7", "b1", "b2");
    }
  }

  @Test
  void whatTheEngineSortsIsReadFirst() {
    pages("a", "3 1", "2");

    try (SearchStream stream = stream("SELECT id, name FROM heap ORDER BY name", "a")) {
      assertThat(rest(stream)).containsExactly("a1", "a2", "a3");
    }
    pages("a", "3 1", "2 4 5 6");
    try (SearchStream stream = stream("SELECT id, name FROM heap ORDER BY name", "a")) {
      assertThatThrownBy(stream::hasNext)
          .isInstanceOfSatisfying(
              QueryException.class,
              fault ->
                  assertThat(fault.diagnostics().get(0).code())
                      .isEqualTo(DiagnosticCode.TOO_MANY_ROWS));
    }
  }

  @Test
  void aCursorThatLeadsBackIsAnError() {
    pages("a", "1", "2", "3");
    transport.page("a", "/2", "{\"rows\":[{\"id\":\"3\",\"name\":\"\"}],\"next\":\"/first\"}");

    try (SearchStream stream = stream(ALL, "a")) {
      assertThat(rest(stream)).containsExactly("a1", "a2", "a3");
      assertThat(stream.errors().get("a").message()).contains("leads back");
    }
  }

  @Test
  void pagesInACircleUnderEverNewLinksAreAnError() {
    pages("a", "1", "2", "3", "2", "3");

    try (SearchStream stream = stream(ALL, "a")) {
      assertThat(rest(stream)).containsExactly("a1", "a2", "a3");
      assertThat(stream.errors().get("a").message()).contains("leads back");
    }
  }

  @Test
  void rowsThatAreCutOffAreAnErrorAfterThoseThereAre() {
    transport.page(
        "a",
        "/search?q=x",
        "{\"rows\":[{\"id\":\"1\",\"name\":\"\"}],\"next\":null,\"bound\":\"at most 1 row\"}");

    try (SearchStream stream =
        engine(new FakeConnector("fake", Language.KEYWORD)).stream(
            SearchRequest.builder().accounts("a").text("x").language(Language.KEYWORD).build())) {
      assertThat(rest(stream)).containsExactly("a1");
      assertThat(stream.errors().get("a").message()).contains("at most 1 row");
    }
  }

  @Test
  void aQueryThatEveryAccountRefusesIsAtFault() {
    try (SearchStream stream = stream(ALL + " WHERE name NOT LIKE 'x%'", "a", "b")) {
      assertThatThrownBy(stream::hasNext).isInstanceOf(QueryException.class);
    }
    assertThatThrownBy(() -> stream("SELECT", "a")).isInstanceOf(QueryException.class);
  }

  @Test
  void theLastRowIsTheLast() {
    pages("a", "1");

    try (SearchStream stream = stream(ALL, "a")) {
      assertThat(stream.next().id()).isEqualTo("1");
      assertThat(stream.hasNext()).isFalse();
      assertThatThrownBy(stream::next).isInstanceOf(NoSuchElementException.class);
    }
  }

  @Test
  void closingEndsTheCallOnTheWire() {
    CompletableFuture<UpstreamResponse> never = new CompletableFuture<>();
    pages("a", "1", "2");
    transport.answer("a", "/1", call -> never);
    SearchStream stream = stream(ALL, "a");
    assertThat(stream.next().id()).isEqualTo("1");

    stream.close();

    assertThat(never).isCancelled();
    assertThatThrownBy(stream::hasNext).isInstanceOf(CancellationException.class);
  }

  @Test
  void whoWaitsForARowIsFreed() throws Exception {
    for (int way = 0; way < 3; way++) {
      CompletableFuture<UpstreamResponse> never = new CompletableFuture<>();
      CompletableFuture<Void> asked = new CompletableFuture<>();
      transport.answer(
          "a",
          "/first",
          call -> {
            asked.complete(null);
            return never;
          });
      SearchEngine engine = engine(new FakeConnector("fake"));
      SearchStream stream = engine.stream(request(ALL, "a"));
      CompletableFuture<Throwable> outcome = new CompletableFuture<>();
      Thread waiting =
          new Thread(
              () -> {
                try {
                  var unused = stream.hasNext();
                } catch (RuntimeException e) {
                  outcome.complete(e);
                }
              });
      waiting.start();
      asked.get(10, TimeUnit.SECONDS);

      List.<Runnable>of(stream::close, engine::close, waiting::interrupt).get(way).run();

      assertThat(outcome.get(10, TimeUnit.SECONDS)).isInstanceOf(CancellationException.class);
      assertThat(never).isCancelled();
    }
  }

  @Test
  void aFaultStaysOne() {
    pages("a", "3 1", "2 4 5 6");
    pages("b", "1");

    try (SearchStream stream = stream("SELECT id, name FROM heap ORDER BY name", "b", "a")) {
      assertThatThrownBy(stream::hasNext).isInstanceOf(QueryException.class);
      assertThatThrownBy(stream::hasNext).isInstanceOf(QueryException.class);
    }
  }

  @Test
  void streamsEndWithTheEngine() {
    CompletableFuture<UpstreamResponse> never = new CompletableFuture<>();
    pages("a", "1", "2");
    transport.answer("a", "/1", call -> never);
    SearchStream stream = stream(ALL, "a");
    assertThat(stream.next().id()).isEqualTo("1");

    engines.forEach(SearchEngine::close);

    assertThat(never).isCancelled();
    assertThatThrownBy(stream::hasNext).isInstanceOf(CancellationException.class);
  }
}
