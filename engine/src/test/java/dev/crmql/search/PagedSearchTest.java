package dev.crmql.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.crmql.language.Language;
import dev.crmql.spi.UpstreamResponse;
import dev.crmql.transport.HttpCall;
import dev.crmql.transport.Targets;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.lifecycle.BeforeTry;

/** Whatever the sizes of pages, here and upstream, a search read page by page finds every row. */
class PagedSearchTest {

  private static final String SORTED = "SELECT id, name FROM thing ORDER BY name ASC";

  private final FakeTransport transport = new FakeTransport();
  private final List<Account> accounts = new ArrayList<>();

  @BeforeTry
  void forget() {
    accounts.clear();
  }

  private SearchEngine engine() {
    return engine(10_000, 100_000);
  }

  private SearchEngine engine(long maxRows, long scanRows) {
    return SearchEngine.builder()
        .connector(new FakeConnector("fake", Language.KQL, Language.DQL, Language.KEYWORD))
        .connector(new FakeConnector("worded", Language.KEYWORD).defaultingTo(Language.KEYWORD))
        .connector(new FakeConnector("dynamic", Language.DQL).defaultingTo(Language.DQL))
        .connector(new FakeConnector("silent", Language.KQL))
        .accounts(AccountDirectory.of(accounts))
        .transport(transport)
        .maxRows(maxRows)
        .scanBudget(scanRows, 1_000)
        .build();
  }

  private void account(String id) {
    account(id, "fake");
  }

  private void account(String id, String service) {
    accounts.add(
        new Account(
            id, service, URI.create("https://" + id + ".example"), Credentials.fixed("token")));
  }

  /** Names of an account's rows, in the pages that its service has them on. */
  @Provide
  Arbitrary<List<List<List<Integer>>>> accountsOfPages() {
    return Arbitraries.integers()
        .between(0, 9)
        .list()
        .ofMaxSize(4)
        .list()
        .ofMinSize(1)
        .ofMaxSize(4)
        .list()
        .ofMinSize(1)
        .ofMaxSize(3);
  }

  /** Has the account answer with these pages from this target on; gives its rows' ids. */
  private List<String> serve(String account, String first, List<List<Integer>> pages) {
    List<String> ids = new ArrayList<>();
    for (int page = 0; page < pages.size(); page++) {
      List<String> rows = new ArrayList<>();
      for (int name : pages.get(page)) {
        String id = account + first + ids.size();
        ids.add(id);
        rows.add("{\"id\":\"%s\",\"name\":%d}".formatted(id, name));
      }
      String next = page + 1 < pages.size() ? "\"" + first + "/" + (page + 1) + "\"" : "null";
      transport.page(
          account,
          page == 0 ? first : first + "/" + page,
          "{\"rows\":[%s],\"next\":%s}".formatted(String.join(",", rows), next));
    }
    return ids;
  }

  private static SearchRequest.Builder request(Language language, String text, int pageSize) {
    return SearchRequest.builder().text(text).language(language).pageSize(pageSize);
  }

  /** The ids of each page, read until there is no next. */
  private List<List<String>> pages(SearchRequest.Builder search) {
    List<List<String>> pages = new ArrayList<>();
    try (SearchEngine engine = engine()) {
      SearchResult result = engine.search(search.build());
      pages.add(ids(result));
      while (result.next().isPresent()) {
        PagePosition written = PagePosition.of(result.next().get().toBytes());
        assertThat(written.number()).isEqualTo(pages.size() + 1);
        result = engine.search(search.position(written).build());
        pages.add(ids(result));
      }
    }
    return pages;
  }

  private static List<String> ids(SearchResult result) {
    return result.objects().stream().map(SearchObject::id).toList();
  }

  private static void assertFull(List<List<String>> pages, int pageSize) {
    for (List<String> page : pages.subList(0, pages.size() - 1)) {
      assertThat(page).hasSize(pageSize);
    }
    assertThat(pages.get(pages.size() - 1)).hasSizeLessThanOrEqualTo(pageSize);
  }

  @Property(tries = 200)
  void rowsOfSeveralAccountsAreTakenInTurn(
      @ForAll("accountsOfPages") List<List<List<Integer>>> rows,
      @ForAll @IntRange(min = 1, max = 7) int pageSize) {
    List<List<String>> ids = new ArrayList<>();
    SearchRequest.Builder search = request(Language.KEYWORD, "x", pageSize);
    for (int i = 0; i < rows.size(); i++) {
      account("a" + i);
      search.accounts("a" + i);
      ids.add(serve("a" + i, "/search?q=x", rows.get(i)));
    }
    List<String> inTurn = new ArrayList<>();
    for (int rank = 0; rank < 100; rank++) {
      for (List<String> own : ids) {
        if (rank < own.size()) {
          inTurn.add(own.get(rank));
        }
      }
    }

    List<List<String>> pages = pages(search);

    assertFull(pages, pageSize);
    assertThat(pages.stream().flatMap(List::stream)).isEqualTo(inTurn);
  }

  @Property(tries = 200)
  void rowsThatAQuerySortsAreMergedByItsKeys(
      @ForAll("accountsOfPages") List<List<List<Integer>>> rows,
      @ForAll @IntRange(min = 1, max = 7) int pageSize) {
    Map<String, Integer> names = new HashMap<>();
    List<String> merged = new ArrayList<>();
    SearchRequest.Builder search = request(Language.DQL, SORTED, pageSize);
    for (int i = 0; i < rows.size(); i++) {
      account("a" + i);
      search.accounts("a" + i);
      List<List<Integer>> sorted = sorted(rows.get(i));
      List<String> ids = serve("a" + i, "/first", sorted);
      List<Integer> all = sorted.stream().flatMap(List::stream).toList();
      for (int row = 0; row < ids.size(); row++) {
        names.put(ids.get(row), all.get(row));
      }
      merged.addAll(ids);
    }
    merged.sort(Comparator.comparing(names::get));

    List<List<String>> pages = pages(search);

    assertFull(pages, pageSize);
    assertThat(pages.stream().flatMap(List::stream)).isEqualTo(merged);
  }

  /** The same pages with their numbers in order. */
  private static List<List<Integer>> sorted(List<List<Integer>> pages) {
    List<Integer> all = new ArrayList<>();
    pages.forEach(all::addAll);
    Collections.sort(all);
    List<List<Integer>> sorted = new ArrayList<>();
    int from = 0;
    for (List<Integer> page : pages) {
      sorted.add(all.subList(from, from + page.size()));
      from += page.size();
    }
    return sorted;
  }

  /** One account is asked for words, one in DQL, and the third has no language of its own. */
  @Property(tries = 200)
  void accountsOfSeveralLanguagesArePagedThroughTogether(
      @ForAll("pagesOfOne") List<List<Integer>> one,
      @ForAll("pagesOfOne") List<List<Integer>> two,
      @ForAll @IntRange(min = 1, max = 7) int pageSize) {
    account("a", "worded");
    account("b", "dynamic");
    account("c", "silent");
    Set<String> expected = new HashSet<>(serve("a", "/search?q=SELECT%20id%20FROM%20thing", one));
    expected.addAll(serve("b", "/first", two));
    SearchRequest.Builder search =
        SearchRequest.builder()
            .accounts("a", "b", "c")
            .text("SELECT id FROM thing")
            .pageSize(pageSize);
    List<String> found = new ArrayList<>();
    try (SearchEngine engine = engine()) {
      Optional<PagePosition> next = Optional.empty();
      do {
        next.ifPresent(search::position);
        SearchResult page = engine.search(search.build());
        assertThat(page.errors()).containsOnlyKeys("c");
        found.addAll(ids(page));
        next = page.next();
      } while (next.isPresent());
    }

    assertThat(found).doesNotHaveDuplicates().hasSameElementsAs(expected);
  }

  @Provide
  Arbitrary<List<List<Integer>>> pagesOfOne() {
    return Arbitraries.integers()
        .between(0, 9)
        .list()
        .ofMaxSize(4)
        .list()
        .ofMinSize(1)
        .ofMaxSize(4);
  }

  @Property(tries = 200)
  void whereAFeatureIsOffItsOtherWayIsPagedThrough(
      @ForAll @Size(min = 1, max = 3) List<@Size(max = 3) List<@IntRange(max = 9) Integer>> one,
      @ForAll @Size(min = 1, max = 3) List<@Size(max = 3) List<@IntRange(max = 9) Integer>> two,
      @ForAll @IntRange(min = 1, max = 5) int pageSize) {
    account("a");
    transport.answer("a", "/search?q=x", call -> answered(501));
    List<String> all = new ArrayList<>(serve("a", "/one", one));
    all.addAll(serve("a", "/two", two));

    List<List<String>> pages = pages(request(Language.KEYWORD, "x", pageSize).accounts("a"));

    assertThat(pages.stream().flatMap(List::stream)).isEqualTo(all);
  }

  private static CompletableFuture<UpstreamResponse> answered(int status) {
    return CompletableFuture.completedFuture(FakeTransport.response(status, "{}"));
  }

  @Example
  void anAccountThatFailsIsAskedAgainForTheNextPageAndNothingIsLost() {
    account("a");
    account("b");
    List<String> expected = new ArrayList<>(serve("a", "/search?q=x", List.of(List.of(1, 2, 3))));
    transport.answer("b", "/search?q=x", call -> answered(400));
    SearchRequest.Builder search = request(Language.KEYWORD, "x", 2).accounts("a", "b");
    try (SearchEngine engine = engine()) {
      SearchResult first = engine.search(search.build());
      assertThat(first.errors()).containsOnlyKeys("b");
      expected.addAll(serve("b", "/search?q=x", List.of(List.of(1))));
      SearchResult second = engine.search(search.position(first.next().orElseThrow()).build());

      assertThat(second.errors()).isEmpty();
      List<String> found = new ArrayList<>(ids(first));
      found.addAll(ids(second));
      assertThat(found).containsExactlyInAnyOrderElementsOf(expected);
      assertThat(second.next()).isEmpty();
    }
  }

  @Example
  void whereOnlyFailedAccountsAreLeftThereIsNoNextPage() {
    account("a");
    account("b");
    serve("a", "/search?q=x", List.of(List.of(1)));
    transport.answer("b", "/search?q=x", call -> answered(400));
    try (SearchEngine engine = engine()) {
      SearchResult result =
          engine.search(request(Language.KEYWORD, "x", 30).accounts("a", "b").build());

      assertThat(ids(result)).hasSize(1);
      assertThat(result.errors()).containsOnlyKeys("b");
      assertThat(result.next()).isEmpty();
    }
  }

  @Example
  void anAccountThatMayYetAnswerIsAskedThreeTimesMore() {
    account("a");
    account("b");
    serve("a", "/search?q=x", List.of(List.of(1)));
    transport.answer("b", "/search?q=x", call -> answered(429));
    SearchRequest.Builder search = request(Language.KEYWORD, "x", 30).accounts("a", "b");

    List<List<String>> pages = pages(search);

    assertThat(pages).hasSize(4);
    assertThat(pages.get(0)).hasSize(1);
    assertThat(pages.subList(1, 4)).allMatch(List::isEmpty);
  }

  @Example
  void aPositionIsOfItsOwnSearchAlone() {
    account("a");
    serve("a", "/search?q=x", List.of(List.of(1, 2, 3)));
    try (SearchEngine engine = engine()) {
      PagePosition position =
          engine
              .search(request(Language.KEYWORD, "x", 2).accounts("a").build())
              .next()
              .orElseThrow();

      for (SearchRequest.Builder other :
          List.of(
              request(Language.KEYWORD, "y", 2).accounts("a"),
              request(Language.KEYWORD, "x", 3).accounts("a"),
              request(Language.DQL, "x", 2).accounts("a"),
              request(Language.KEYWORD, "x", 2).accounts("b"),
              request(Language.KEYWORD, "x", 2).accounts("a", "b"))) {
        assertThatThrownBy(() -> other.position(position).build())
            .isInstanceOf(IllegalArgumentException.class)
            .hasMessage("the page is of another search");
      }
    }
  }

  @Example
  void bytesThatAreNoPositionAreRefused() {
    account("a");
    serve("a", "/search?q=x", List.of(List.of(1, 2), List.of(3)));
    byte[] bytes;
    try (SearchEngine engine = engine()) {
      bytes =
          engine
              .search(request(Language.KEYWORD, "x", 2).accounts("a").build())
              .next()
              .orElseThrow()
              .toBytes();
    }
    for (int length = 0; length < bytes.length; length++) {
      byte[] cut = Arrays.copyOf(bytes, length);
      assertThatThrownBy(() -> PagePosition.of(cut)).isInstanceOf(IllegalArgumentException.class);
    }
    byte[] longer = Arrays.copyOf(bytes, bytes.length + 1);
    assertThatThrownBy(() -> PagePosition.of(longer)).isInstanceOf(IllegalArgumentException.class);
  }

  @Example
  void anAccountThatTheCallerMayNotSeeIsAnsweredLikeOneThatDoesNotExist() {
    account("a");
    account("b");
    serve("a", "/search?q=x", List.of(List.of(1)));
    serve("b", "/search?q=x", List.of(List.of(1)));
    try (SearchEngine engine = engine()) {
      SearchResult result =
          engine.search(
              request(Language.KEYWORD, "x", 9)
                  .accounts("a", "b", "c")
                  .visible("a"::equals)
                  .build());

      assertThat(ids(result)).containsExactly("a/search?q=x0");
      assertThat(result.errors().get("b").code()).isEqualTo(AccountError.Code.UNKNOWN_ACCOUNT);
      assertThat(result.errors().get("b").message().replace("b", "c"))
          .isEqualTo(result.errors().get("c").message().replace("b", "c"));
    }
  }

  @Example
  void aNextPageOnAnotherHostFailsTheAccountAndIsNotKeptForTheNextAnswer() {
    account("a");
    account("b");
    transport.page(
        "a",
        "/search?q=x",
        """
        {"rows":[{"id":"1"},{"id":"2"}],"next":"https://elsewhere.example/search/2"}""");
    List<String> others = serve("b", "/search?q=x", List.of(List.of(1, 2, 3)));
    try (SearchEngine engine = engine()) {
      SearchResult first =
          engine.search(request(Language.KEYWORD, "x", 2).accounts("a", "b").build());
      SearchResult second =
          engine.search(
              request(Language.KEYWORD, "x", 2)
                  .accounts("a", "b")
                  .position(first.next().orElseThrow())
                  .build());

      for (SearchResult result : List.of(first, second)) {
        assertThat(result.errors().get("a").code()).isEqualTo(AccountError.Code.UNEXPECTED_ANSWER);
        assertThat(result.errors().get("a").message()).contains("another host");
      }
      assertThat(ids(first)).isEqualTo(others.subList(0, 2));
      assertThat(ids(second)).isEqualTo(others.subList(2, 3));
      assertThat(transport.calls())
          .extracting(call -> call.request().target())
          .containsOnly("/search?q=x");
    }
  }

  @Example
  void aLinkIsTheSameInTheNextAnswerWhereTheAccountHasAPathToo() {
    accounts.add(
        new Account("a", "fake", URI.create("https://a.example/crm"), Credentials.fixed("token")));
    transport.page(
        "a",
        "/search?q=x",
        """
        {"rows":[{"id":"1"}],"next":"https://A.example:443/crm/2"}""");
    transport.page(
        "a",
        "/crm/2",
        """
        {"rows":[{"id":"2"}],"next":null}""");

    assertThat(pages(request(Language.KEYWORD, "x", 1).accounts("a")))
        .containsExactly(List.of("1"), List.of("2"));
    HttpCall last = transport.calls().get(transport.calls().size() - 1);
    assertThat(Targets.of(last.baseUri(), last.request()))
        .isEqualTo(URI.create("https://a.example:443/crm/2"));
  }

  @Example
  void aQueryThatTheEngineSortsIsPagedThroughWhateverAnAnswerOfAWholeQueryMayHold() {
    account("a");
    serve("a", "/first", List.of(List.of(3, 1, 2), List.of(5, 4)));
    List<String> names = new ArrayList<>();
    try (SearchEngine engine = engine(2, 5)) {
      SearchRequest.Builder search =
          request(Language.DQL, "SELECT id, name FROM heap ORDER BY name ASC", 3).accounts("a");
      SearchResult first = engine.search(search.build());
      SearchResult second = engine.search(search.position(first.next().orElseThrow()).build());
      for (SearchResult result : List.of(first, second)) {
        result.objects().forEach(object -> names.add(object.raw().get("name").asText()));
      }
      assertThat(second.next()).isEmpty();
    }

    assertThat(names).containsExactly("1", "2", "3", "4", "5");
  }

  @Example
  void moreRowsThanTheEngineMaySortAreTheirAccountsFailureAndNoOthers() {
    account("a");
    account("b");
    serve("a", "/first", List.of(List.of(3, 1, 2), List.of(5, 4, 0)));
    List<String> others = serve("b", "/first", List.of(List.of(7)));
    try (SearchEngine engine = engine(2, 5)) {
      SearchResult result =
          engine.search(
              request(Language.DQL, "SELECT id FROM heap ORDER BY name ASC", 3)
                  .accounts("a", "b")
                  .build());

      assertThat(ids(result)).isEqualTo(others);
      assertThat(result.errors()).containsOnlyKeys("a");
      AccountError error = result.errors().get("a");
      assertThat(error.code()).isEqualTo(AccountError.Code.SCAN_BUDGET_EXHAUSTED);
      assertThat(error.message()).contains("add conditions, or sort by").doesNotContain("LIMIT");
    }
  }

  @Example
  void anAccountIsLookedUpOnceInASearch() {
    account("a");
    account("b");
    transport.answer("a", "/search?q=x", call -> answered(400));
    serve("b", "/search?q=x", List.of(List.of(1)));
    List<String> found = new ArrayList<>();
    AccountDirectory directory = AccountDirectory.of(accounts);
    try (SearchEngine engine =
        SearchEngine.builder()
            .connector(new FakeConnector("fake", Language.KEYWORD))
            .accounts(
                id -> {
                  found.add(id);
                  return directory.find(id);
                })
            .transport(transport)
            .build()) {
      engine.search(request(Language.KEYWORD, "x", 9).accounts("a", "b").build());
    }

    assertThat(found).containsExactly("a", "b");
  }

  @Example
  void aDirectoryThatFailsForOneAccountLeavesTheOthersTheirRows() {
    account("a");
    serve("a", "/search?q=x", List.of(List.of(1)));
    AccountDirectory directory = AccountDirectory.of(accounts);
    try (SearchEngine engine =
        SearchEngine.builder()
            .connector(new FakeConnector("fake", Language.KEYWORD))
            .accounts(
                id -> {
                  if (id.equals("b")) {
                    throw new IllegalStateException("no connection");
                  }
                  return directory.find(id);
                })
            .transport(transport)
            .build()) {
      SearchResult result =
          engine.search(request(Language.KEYWORD, "x", 9).accounts("a", "b").build());

      assertThat(ids(result)).hasSize(1);
      assertThat(result.errors().get("b").code()).isEqualTo(AccountError.Code.INTERNAL);
    }
  }
}
