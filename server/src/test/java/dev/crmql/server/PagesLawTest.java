package dev.crmql.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.crmql.sandbox.Fault;
import dev.crmql.sandbox.SandboxService;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.AfterTry;
import net.jqwik.api.lifecycle.BeforeContainer;

/**
 * What holds for the pages of any search over an account of each service, asked for over HTTP by
 * {@code next_page} until there is none, while one account fails.
 */
class PagesLawTest {

  private static final String AUTHORIZATION = "Bearer [TOKEN]";
  private static final int TRIES = 25;

  private static final Map<String, String> SERVICES =
      Map.of("123", "dynamics", "456", "salesforce", "789", "sugarcrm");

  /** Asking again does not help against these. */
  private static final List<Fault> LASTING =
      List.of(new Fault.Unauthorized(), new Fault.TruncatedJson(), new Fault.HtmlBody());

  private static final Fault PASSING = new Fault.TooManyRequests(Duration.ofHours(1));

  /**
   * A search.
   *
   * @param languages what each account is asked in; an account that is not in it can't be asked,
   *     and so fails
   */
  record Search(String parameters, List<String> accounts, Set<String> languages) {}

  /** An object, by the account that it is of. */
  record Row(String account, String id) {}

  private static DemoServer demo;

  @BeforeContainer
  static void start() {
    demo = new DemoServer();
  }

  @AfterTry
  void clear() {
    SERVICES.values().forEach(service -> demo.service(service).clearFaults());
  }

  @AfterContainer
  static void stop() {
    demo.close();
  }

  /**
   * Words, in keyword for all accounts or, with no language named, for Dynamics alone; or SOQL with
   * no language named, which is a keyword to Dynamics. SugarCRM has no default language.
   */
  @Provide
  Arbitrary<Search> searches() {
    Arbitrary<String> words =
        Arbitraries.of("hello world", "eliot", "bikes", "rocket", "mcdonald", "kloud nine");
    Arbitrary<String> soql =
        Arbitraries.of(
            "SELECT Id, Name FROM Account WHERE Name LIKE 'Jim%' ORDER BY Name, Id",
            "SELECT Id FROM Campaign ORDER BY Id",
            "SELECT Id FROM Task WHERE Status = 'Completed' ORDER BY Id DESC");
    Arbitrary<List<String>> orders =
        Arbitraries.shuffle(SERVICES.keySet().stream().sorted().toList());
    return Arbitraries.oneOf(
        searches(words, "&lang=keyword", orders, Set.of("123", "456", "789")),
        searches(words, "", orders, Set.of("123")),
        searches(soql, "", orders, Set.of("123", "456")));
  }

  private static Arbitrary<Search> searches(
      Arbitrary<String> texts, String lang, Arbitrary<List<String>> orders, Set<String> asked) {
    return Combinators.combine(texts, orders)
        .as(
            (text, order) ->
                new Search(
                    "q=" + URLEncoder.encode(text, StandardCharsets.UTF_8) + lang, order, asked));
  }

  @Provide
  Arbitrary<Fault> lasting() {
    return Arbitraries.of(LASTING);
  }

  private static JsonNode page(String accounts, String parameters)
      throws IOException, InterruptedException {
    return demo.get("/v1/accounts/" + accounts + "/crm/search?" + parameters, AUTHORIZATION);
  }

  /** What each account that can be asked finds alone, in one page. */
  private static Map<String, List<Row>> alone(Search asked)
      throws IOException, InterruptedException {
    Map<String, List<Row>> found = new LinkedHashMap<>();
    for (String account : asked.accounts()) {
      if (asked.languages().contains(account)) {
        JsonNode page = page(account, asked.parameters() + "&page_size=1000");
        assertThat(page.get("next_page").isNull()).isTrue();
        List<Row> rows = new ArrayList<>();
        page.get("objects").forEach(o -> rows.add(new Row(account, o.at("/raw/id").textValue())));
        found.put(account, rows);
      }
    }
    return found;
  }

  /** Each account's first, then each account's second, and so on. */
  private static List<Row> inTurn(Search asked, List<Row> rows, Map<String, List<Row>> alone) {
    return rows.stream()
        .sorted(
            Comparator.<Row>comparingInt(row -> alone.get(row.account()).indexOf(row))
                .thenComparingInt(row -> asked.accounts().indexOf(row.account())))
        .toList();
  }

  private static List<Row> rows(JsonNode page) {
    List<Row> rows = new ArrayList<>();
    for (JsonNode object : page.get("objects")) {
      rows.add(new Row(object.get("account_id").textValue(), object.at("/raw/id").textValue()));
    }
    assertThat(page.get("count").intValue()).isEqualTo(rows.size());
    return rows;
  }

  private static Set<String> failed(JsonNode page) {
    Set<String> failed = new LinkedHashSet<>();
    page.get("errors").fieldNames().forEachRemaining(failed::add);
    return failed;
  }

  /** The accounts whose service has no language for the search. */
  private static Set<String> unasked(Search asked) {
    Set<String> unasked = new LinkedHashSet<>(asked.accounts());
    unasked.removeAll(asked.languages());
    return unasked;
  }

  private static boolean rowsAreLeft(
      String account, Map<String, List<Row>> alone, Map<String, Integer> taken) {
    return taken.getOrDefault(account, 0) < alone.getOrDefault(account, List.of()).size();
  }

  private static JsonNode next(Search asked, int size, JsonNode page)
      throws IOException, InterruptedException {
    String parameters = asked.parameters() + "&page_size=" + size;
    return page(
        String.join(",", asked.accounts()),
        page == null ? parameters : parameters + "&page=" + page.get("next_page").textValue());
  }

  @Property(tries = TRIES, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
  void anAccountThatFailsIsNamedByEveryPageAndTakesOnlyItsOwnRowsAway(
      @ForAll("searches") Search asked,
      @ForAll @IntRange(min = 1, max = 40) int size,
      @ForAll @IntRange(max = 2) int failing,
      @ForAll("lasting") Fault fault)
      throws Exception {
    Map<String, List<Row>> alone = alone(asked);
    String down = asked.accounts().get(failing);
    alone.remove(down);
    demo.service(SERVICES.get(down)).inject(fault, SandboxService.ALWAYS, request -> true);
    Set<String> failures = unasked(asked);
    failures.add(down);

    List<Row> found = new ArrayList<>();
    JsonNode page = null;
    do {
      page = next(asked, size, page);
      List<Row> rows = rows(page);
      found.addAll(rows);
      assertThat(failed(page)).isEqualTo(failures);
      assertThat(rows).hasSizeLessThanOrEqualTo(size);
    } while (!page.get("next_page").isNull());

    List<Row> all = alone.values().stream().flatMap(List::stream).toList();
    assertThat(found).isEqualTo(inTurn(asked, all, alone));
  }

  @Property(tries = TRIES, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
  void anAccountThatFailsOnOnePageLosesNoRow(
      @ForAll("searches") Search asked,
      @ForAll @IntRange(min = 1, max = 40) int size,
      @ForAll @IntRange(max = 2) int failing,
      @ForAll @IntRange(min = 1, max = 4) int failingPage)
      throws Exception {
    Map<String, List<Row>> alone = alone(asked);
    String down = asked.accounts().get(failing);
    SandboxService service = demo.service(SERVICES.get(down));
    Map<String, Integer> taken = new LinkedHashMap<>();

    List<Row> found = new ArrayList<>();
    JsonNode page = null;
    int number = 0;
    do {
      number++;
      if (number == failingPage) {
        service.inject(PASSING, SandboxService.ALWAYS, request -> true);
      }
      page = next(asked, size, page);
      service.clearFaults();
      List<Row> rows = rows(page);
      found.addAll(rows);
      assertThat(rows).hasSizeLessThanOrEqualTo(size).isEqualTo(inTurn(asked, rows, alone));
      Set<String> failures = unasked(asked);
      if (number == failingPage && rowsAreLeft(down, alone, taken)) {
        assertThat(failed(page)).contains(down);
      }
      if (number == failingPage && failed(page).contains(down)) {
        failures.add(down);
      }
      assertThat(failed(page)).isEqualTo(failures);
      rows.forEach(row -> taken.merge(row.account(), 1, Integer::sum));
    } while (!page.get("next_page").isNull());

    assertThat(found)
        .doesNotHaveDuplicates()
        .containsExactlyInAnyOrderElementsOf(
            alone.values().stream().flatMap(List::stream).toList());
    alone.forEach(
        (account, rows) ->
            assertThat(found.stream().filter(row -> row.account().equals(account)).toList())
                .isEqualTo(rows));
  }
}
