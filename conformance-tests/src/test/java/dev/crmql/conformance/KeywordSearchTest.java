package dev.crmql.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crmql.conformance.SandboxAccounts.Found;
import dev.crmql.language.Language;
import dev.crmql.sandbox.Fault;
import dev.crmql.sandbox.SandboxService;
import dev.crmql.sandbox.data.Table;
import dev.crmql.search.AccountError;
import dev.crmql.search.Credentials;
import dev.crmql.search.PagePosition;
import dev.crmql.search.SearchEngine;
import dev.crmql.search.SearchObject;
import dev.crmql.search.SearchRequest;
import dev.crmql.search.SearchResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Keywords on every service that looks for them, over HTTP and page by page. */
final class KeywordSearchTest {

  private static final List<String> DYNAMICS = List.of(SandboxAccounts.DYNAMICS);
  private static final List<String> SUGARCRM = List.of(SandboxAccounts.SUGARCRM);

  private static final Map<String, List<String>> SEARCHED =
      Map.of(
          "account", List.of("name", "emailaddress1"),
          "contact", List.of("fullname", "emailaddress1"),
          "lead", List.of("fullname", "emailaddress1"),
          "opportunity", List.of("name"),
          "campaign", List.of("name"),
          "task", List.of("subject"));

  private static SandboxAccounts accounts;
  private static SearchEngine engine;

  @BeforeAll
  static void start() {
    accounts = new SandboxAccounts(SandboxAccounts.ofAllServices());
    engine = accounts.engine(Duration.ofSeconds(30), Credentials::fixed);
  }

  @AfterEach
  void clear() {
    accounts.service(SandboxAccounts.DYNAMICS).clearFaults();
  }

  @AfterAll
  static void stop() {
    engine.close();
    accounts.close();
  }

  /** All pages, each of which has no more rows than were asked for. */
  private static List<SearchObject> all(List<String> ids, String keyword, int pageSize) {
    List<SearchObject> all = new ArrayList<>();
    Optional<PagePosition> place = Optional.empty();
    do {
      SearchRequest.Builder request =
          SearchRequest.builder()
              .accounts(ids)
              .language(Language.KEYWORD)
              .text(keyword)
              .pageSize(pageSize);
      place.ifPresent(request::position);
      SearchResult page = engine.search(request.build());
      assertThat(page.errors()).isEmpty();
      assertThat(page.objects()).hasSizeLessThanOrEqualTo(pageSize);
      all.addAll(page.objects());
      place = page.next();
    } while (place.isPresent());
    return all;
  }

  private static List<Found> found(List<SearchObject> objects) {
    return objects.stream().map(o -> new Found(o.accountId(), o.id())).toList();
  }

  private static String shown(Map<String, Object> row, String table) {
    StringBuilder shown = new StringBuilder();
    for (String column : SEARCHED.get(table)) {
      shown.append(row.get(column) == null ? "" : row.get(column)).append('\n');
    }
    return shown.toString().toLowerCase(Locale.ROOT);
  }

  /** The rows of the service that show each of the words, as a whole word or within others. */
  private static List<Found> expected(boolean whole, String... words) {
    List<Found> found = new ArrayList<>();
    for (Table table : accounts.service(SandboxAccounts.DYNAMICS).tables()) {
      for (Map<String, Object> row : table.rows()) {
        String shown = shown(row, table.name());
        List<String> tokens = words(shown);
        boolean all =
            Arrays.stream(words).allMatch(w -> whole ? tokens.contains(w) : shown.contains(w));
        if (all) {
          found.add(new Found(SandboxAccounts.DYNAMICS, (String) row.get(table.keyColumn())));
        }
      }
    }
    return found;
  }

  private static void switchSearchOff() {
    failSearch(new Fault.SearchOff());
  }

  private static void failSearch(Fault fault) {
    accounts
        .service(SandboxAccounts.DYNAMICS)
        .inject(fault, SandboxService.ALWAYS, request -> request.path().startsWith("/api/search/"));
  }

  @ParameterizedTest
  @ValueSource(ints = {7, 100, 1000})
  void dynamicsFindsEachRowOnceBestFirst(int pageSize) {
    List<SearchObject> objects = all(DYNAMICS, "EXAMPLE info", pageSize);
    assertThat(found(objects))
        .containsExactlyInAnyOrderElementsOf(expected(true, "example", "info"))
        .hasSizeGreaterThan(20);
    double before = Double.MAX_VALUE;
    for (SearchObject object : objects) {
      double score = object.raw().get("@search.score").doubleValue();
      assertThat(score).isLessThanOrEqualTo(before);
      before = score;
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {7, 30, 1000})
  void withoutSearchDynamicsIsAskedTableByTable(int pageSize) {
    switchSearchOff();
    List<SearchObject> objects = all(DYNAMICS, "exampl nfo", pageSize);
    assertThat(found(objects))
        .containsExactlyInAnyOrderElementsOf(expected(false, "exampl", "nfo"))
        .hasSizeGreaterThan(20);
    assertThat(objects).allSatisfy(object -> assertThat(object.unifiedType()).isPresent());
  }

  @Test
  void aSearchThatSaysWithinASuccessThatItIsOffIsAnsweredByTheTables() {
    failSearch(new Fault.SearchFailed("0x80048d0b", "the feature is disabled"));
    assertThat(found(all(DYNAMICS, "exampl nfo", 1000)))
        .containsExactlyInAnyOrderElementsOf(expected(false, "exampl", "nfo"));
  }

  @ParameterizedTest
  @CsvSource({
    "0x80072322, THROTTLED",
    "0x80048573, QUERY_REJECTED",
    "0x80040203, UNEXPECTED_ANSWER"
  })
  void aSearchThatFailsOtherwiseIsTheAccountsFault(String code, AccountError.Code expected) {
    failSearch(new Fault.SearchFailed(code, "no"));
    SearchResult result =
        engine.search(SearchRequest.builder().accounts(DYNAMICS).text("example").build());
    assertThat(result.objects()).isEmpty();
    assertThat(result.errors().get(SandboxAccounts.DYNAMICS).code()).isEqualTo(expected);
    assertThat(result.errors().get(SandboxAccounts.DYNAMICS).upstreamCode()).isEqualTo(code);
  }

  @Test
  void aTextThatSearchDoesNotTakeIsAnsweredByTheTables() {
    assertThat(found(all(DYNAMICS, "&", 1000)))
        .containsExactlyInAnyOrderElementsOf(expected(false, "&"))
        .isNotEmpty();
  }

  @Test
  void keywordIsTheLanguageOfDynamicsUnlessAnotherIsNamed() {
    SearchResult result =
        engine.search(SearchRequest.builder().accounts(DYNAMICS).text("example").build());
    assertThat(result.objects()).hasSize(SearchRequest.DEFAULT_PAGE_SIZE);
  }

  @ParameterizedTest
  @ValueSource(ints = {50, 1000})
  void sugarCrmFindsEachRecordOnce(int pageSize) {
    List<SearchObject> objects = all(SUGARCRM, "example", pageSize);
    List<String> expected = new ArrayList<>();
    for (Table table : accounts.service(SandboxAccounts.SUGARCRM).tables()) {
      for (Map<String, Object> row : table.rows()) {
        for (String field : List.of("name", "email1", "description")) {
          if (words(String.valueOf(row.get(field))).contains("example")) {
            expected.add((String) row.get("id"));
            break;
          }
        }
      }
    }
    assertThat(objects)
        .extracting(SearchObject::id)
        .containsExactlyInAnyOrderElementsOf(expected)
        .hasSizeGreaterThan(100);
    assertThat(objects).allSatisfy(object -> assertThat(object.unifiedType()).isPresent());
    assertThat(objects.get(0).attributes((type, id) -> id).has("name")).isTrue();
  }

  static List<String> accountsOfServicesWithKeywords() {
    return SandboxAccounts.ofAllServices().stream()
        .filter(id -> SandboxAccounts.connector(id).languages().contains(Language.KEYWORD))
        .toList();
  }

  /** Where else a service looks is its own matter, as is whether it looks within words. */
  @ParameterizedTest
  @MethodSource("accountsOfServicesWithKeywords")
  void everyServiceFindsTheRowsThatHoldTheWord(String account) {
    List<String> rows = new ArrayList<>();
    List<String> named = new ArrayList<>();
    for (Table table : accounts.service(account).tables()) {
      for (Map<String, Object> row : table.rows()) {
        String id = record(table.name(), String.valueOf(row.get(table.keyColumn())));
        if (row.values().toString().toLowerCase(Locale.ROOT).contains("kloud")) {
          rows.add(id);
        }
        if (table.equals(accounts.table(account))
            && words(String.valueOf(row.get(accounts.nameProperty(account)))).contains("kloud")) {
          named.add(id);
        }
      }
    }
    assertThat(named).isNotEmpty();

    List<String> small = ids(all(List.of(account), "KLOUD", 7));

    assertThat(small).doesNotHaveDuplicates().isSubsetOf(rows).containsAll(named);
    assertThat(ids(all(List.of(account), "KLOUD", 1000)))
        .containsExactlyInAnyOrderElementsOf(small);
  }

  private static List<String> ids(List<SearchObject> objects) {
    return objects.stream().map(object -> record(object.type(), object.id())).toList();
  }

  /** Of some services only type and id together are one record's alone. */
  private static String record(String type, String id) {
    return type.toLowerCase(Locale.ROOT) + " " + id;
  }

  private static List<String> words(String text) {
    return Arrays.asList(text.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}]+", -1));
  }

  @Test
  void accountsTakeTurns() {
    List<SearchObject> objects =
        all(List.of(SandboxAccounts.DYNAMICS, SandboxAccounts.SUGARCRM), "example", 31);
    assertThat(objects.subList(0, 4))
        .extracting(SearchObject::accountId)
        .containsExactly(
            SandboxAccounts.DYNAMICS,
            SandboxAccounts.SUGARCRM,
            SandboxAccounts.DYNAMICS,
            SandboxAccounts.SUGARCRM);
    assertThat(found(objects)).doesNotHaveDuplicates();
  }
}
