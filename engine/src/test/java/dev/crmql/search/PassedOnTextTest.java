package dev.crmql.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crmql.language.Language;
import dev.crmql.transport.HttpCall;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Text that a service reads itself: what it gives at most, and what it can do without. */
class PassedOnTextTest {

  private final FakeTransport transport = new FakeTransport();

  private SearchEngine engine() {
    return SearchEngine.builder()
        .connector(new FakeConnector("fake", Language.KEYWORD))
        .accounts(
            AccountDirectory.of(
                List.of(
                    new Account(
                        "a", "fake", URI.create("https://a.example"), Credentials.fixed("token")))))
        .transport(transport)
        .build();
  }

  private static SearchResult page(
      SearchEngine engine, int pageSize, Optional<PagePosition> position) {
    SearchRequest.Builder request =
        SearchRequest.builder()
            .accounts(List.of("a"))
            .language(Language.KEYWORD)
            .text("x")
            .pageSize(pageSize);
    position.ifPresent(request::position);
    return engine.search(request.build());
  }

  private static List<String> ids(SearchResult result) {
    return result.objects().stream().map(SearchObject::id).toList();
  }

  private void rejectSearch() {
    transport.answer(
        "a",
        "/search?q=x",
        call -> CompletableFuture.completedFuture(FakeTransport.response(409, "{}")));
  }

  @Test
  void rowsThatWereCutOffAreFollowedByAFault() {
    transport.page(
        "a",
        "/search?q=x",
        "{\"rows\":[{\"id\":1},{\"id\":2},{\"id\":3}],\"next\":null,\"bound\":\"3 at most\"}");
    try (SearchEngine engine = engine()) {
      SearchResult first = page(engine, 2, Optional.empty());
      assertThat(ids(first)).containsExactly("1", "2");
      assertThat(first.errors()).isEmpty();

      SearchResult second = page(engine, 2, first.next());
      assertThat(ids(second)).containsExactly("3");
      assertThat(second.errors()).isEmpty();

      SearchResult third = page(engine, 2, second.next());
      assertThat(third.objects()).isEmpty();
      assertThat(third.next()).isEmpty();
      assertThat(third.errors().get("a").code()).isEqualTo(AccountError.Code.SCAN_BUDGET_EXHAUSTED);
      assertThat(third.errors().get("a").message()).contains("3 at most");
    }
  }

  @Test
  void aPageThatHoldsAllRowsThatWereGivenIsNotTheLast() {
    transport.page(
        "a", "/search?q=x", "{\"rows\":[{\"id\":1}],\"next\":null,\"bound\":\"1 at most\"}");
    try (SearchEngine engine = engine()) {
      SearchResult first = page(engine, 30, Optional.empty());
      assertThat(ids(first)).containsExactly("1");
      assertThat(page(engine, 30, first.next()).errors()).containsOnlyKeys("a");
    }
  }

  @Test
  void whatAServiceRejectsIsLeftOutOnEveryPage() {
    rejectSearch();
    transport.page(
        "a",
        "/less",
        "{\"rows\":[{\"id\":1},{\"id\":2}],\"next\":null,\"note\":\"name is left out\"}");
    try (SearchEngine engine = engine()) {
      SearchResult first = page(engine, 1, Optional.empty());
      assertThat(ids(first)).containsExactly("1");
      assertThat(first.reports().get("a").notes()).containsExactly("name is left out");

      SearchResult second = page(engine, 1, first.next());
      assertThat(ids(second)).containsExactly("2");
      assertThat(second.reports().get("a").notes()).containsExactly("name is left out");
      assertThat(second.next()).isEmpty();
    }
    assertThat(transport.calls())
        .extracting(HttpCall::request)
        .extracting(request -> request.target())
        .containsExactly("/search?q=x", "/less", "/less");
  }

  @Test
  void whatCanNotBeLeftOutIsAFault() {
    rejectSearch();
    transport.answer(
        "a", "/less", call -> CompletableFuture.completedFuture(FakeTransport.response(409, "{}")));
    try (SearchEngine engine = engine()) {
      assertThat(page(engine, 1, Optional.empty()).errors().get("a").upstreamCode())
          .isEqualTo("E409");
    }
  }
}
