package dev.crmql.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crmql.language.Language;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A page goes on in the plan that the page before was read with, or not at all. */
final class ChangedPlanTest {

  private static final String CHECKED = "SELECT id FROM thing WHERE name != 'z'";
  private static final String SORTED = "SELECT id FROM pile ORDER BY name ASC";
  private static final String SENT = "SELECT id FROM moved";
  private static final String ROWS =
      """
      {"rows":[{"id":"1","name":"b"},{"id":"2","name":"c"},{"id":"3","name":"a"},
      {"id":"4","name":"b"}],"next":null}""";

  private final FakeTransport transport =
      new FakeTransport().page("a", "/first", ROWS).page("a", "/moved", ROWS);
  private final FakeConnector guessing = new FakeConnector("fake", Language.DQL);
  private final FakeConnector described = new FakeConnector("fake", Language.DQL).describing();

  private SearchResult search(FakeConnector connector, SearchRequest.Builder request) {
    Account account =
        new Account("a", "fake", URI.create("https://a.example"), Credentials.fixed("token"));
    try (SearchEngine engine =
        SearchEngine.builder()
            .connector(connector)
            .accounts(AccountDirectory.of(List.of(account)))
            .transport(transport)
            .build()) {
      return engine.search(request.build());
    }
  }

  private static SearchRequest.Builder request(String dql) {
    return SearchRequest.builder().accounts("a").text(dql).language(Language.DQL).pageSize(2);
  }

  private static SearchRequest.Builder after(SearchResult page, String dql) {
    return request(dql).position(PagePosition.of(page.next().orElseThrow().toBytes()));
  }

  @ParameterizedTest
  @ValueSource(strings = {CHECKED, SORTED, SENT})
  void aPageOfAPlanThatHasChangedIsRefused(String dql) {
    SearchResult first = search(guessing, request(dql));

    SearchResult second = search(described, after(first, dql));

    assertThat(second.objects()).isEmpty();
    AccountError error = second.errors().get("a");
    assertThat(error.code()).isEqualTo(AccountError.Code.QUERY_REFUSED);
    assertThat(error.message()).contains("start again without page");
    assertThat(second.next()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {CHECKED, SORTED, SENT})
  void aPageWhoseDescriptionIsMissingForTheMomentCanBeAskedForAgain(String dql) {
    SearchResult first = search(described, request(dql));

    SearchResult second = search(guessing, after(first, dql));
    SearchResult third = search(described, after(second, dql));

    assertThat(second.objects()).isEmpty();
    AccountError error = second.errors().get("a");
    assertThat(error.code()).isEqualTo(AccountError.Code.UNAVAILABLE);
    assertThat(error.message()).contains("ask for the page again");
    assertThat(third.errors()).isEmpty();
    assertThat(third.objects()).extracting(SearchObject::id).containsExactly("3", "4");
  }

  @Test
  void theFirstPageIsTheSameInEveryPlan() {
    transport.answer(
        "a",
        "/first",
        call -> CompletableFuture.completedFuture(FakeTransport.response(429, "{}")));
    SearchResult failed = search(guessing, request(SENT));

    SearchResult again = search(described, after(failed, SENT));

    assertThat(again.errors()).isEmpty();
    assertThat(again.objects()).extracting(SearchObject::id).containsExactly("1", "2");
  }
}
