package dev.crmql.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crmql.conformance.SandboxAccounts.Found;
import dev.crmql.sandbox.Fault;
import dev.crmql.sandbox.SandboxService;
import dev.crmql.sandbox.data.Table;
import dev.crmql.search.Credentials;
import dev.crmql.search.SearchEngine;
import dev.crmql.search.SearchResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AddLifecycleHook;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** What holds for any search over several accounts. */
@AddLifecycleHook(TenthOfTries.class)
class MergeLawsTest {

  private static final String EMPLOYEES = "numberofemployees";
  private static final String SCORE = "score_c";
  private static final int MOST_PAGES = 6;

  /** SugarCRM keeps the number of employees as text. */
  private static final List<String> WITH_EMPLOYEES =
      List.of(SandboxAccounts.DYNAMICS, SandboxAccounts.SALESFORCE);

  private static final List<String> TWO_OF_SUGARCRM =
      List.of(SandboxAccounts.SUGARCRM, SandboxAccounts.SUGARCRM_AGAIN);

  private static final List<Fault> FAULTS =
      List.of(
          new Fault.Unauthorized(),
          new Fault.TooManyRequests(Duration.ofHours(1)),
          new Fault.Unavailable(),
          new Fault.ConnectionClosed(),
          new Fault.TruncatedJson(),
          new Fault.HtmlBody());

  /**
   * A query and the accounts that it is asked of.
   *
   * @param key the property that it sorts by; null if it does not sort
   */
  record Search(String kql, String key, List<String> accounts) {

    Search of(List<String> others) {
      return new Search(kql, key, others);
    }

    Search with(String window) {
      return new Search(kql + window, key, accounts);
    }
  }

  private static SandboxAccounts accounts;
  private static SearchEngine engine;

  @BeforeContainer
  static void start() {
    accounts =
        new SandboxAccounts(
            Stream.concat(
                    SandboxAccounts.ofAllServices().stream(),
                    Stream.of(SandboxAccounts.SUGARCRM_AGAIN))
                .toList());
    engine = accounts.engine(Duration.ofMinutes(2), Credentials::fixed);
  }

  @AfterContainer
  static void stop() {
    engine.close();
    accounts.close();
  }

  /** What some accounts' services can be asked, if the engine may help. */
  @Provide
  Arbitrary<Search> unsorted() {
    return Arbitraries.oneOf(
        named(),
        someOf(SandboxAccounts.ofAllServices())
            .map(ids -> new Search("SELECT id FROM Accounts", null, ids)));
  }

  private static Arbitrary<List<String>> someOf(List<String> ids) {
    return Arbitraries.of(ids).list().uniqueElements().ofMinSize(2).ofMaxSize(4);
  }

  private static Arbitrary<Search> named() {
    Arbitrary<String> pieces =
        Arbitraries.of("jim", "a", "o", "kloud", "ACME", "é", "no such name");
    return Combinators.combine(
            pieces,
            Arbitraries.of("'", "'%"),
            Arbitraries.of("'", "%'"),
            Arbitraries.of("", "NOT "),
            someOf(SandboxAccounts.withName()))
        .as(
            (piece, before, after, not, ids) ->
                new Search(
                    "SELECT id FROM Accounts WHERE name " + not + "LIKE " + before + piece + after,
                    null,
                    ids));
  }

  /** Sorted in any way, over all services or some. */
  @Provide
  Arbitrary<Search> sorted() {
    return Arbitraries.oneOf(
        named().flatMap(asked -> sorted(asked.kql(), "name", asked.accounts())),
        unsorted().flatMap(asked -> sorted(asked.kql(), "id", asked.accounts())),
        conditions(WITH_EMPLOYEES, "name", EMPLOYEES)
            .flatMap(kql -> sorted(kql, "name", WITH_EMPLOYEES)),
        sortedAlike());
  }

  /** Sorted by numbers, which services and engine sort alike; no two services sort texts alike. */
  @Provide
  Arbitrary<Search> sortedAlike() {
    return Arbitraries.oneOf(
        conditions(WITH_EMPLOYEES, "name", EMPLOYEES)
            .flatMap(kql -> sorted(kql, EMPLOYEES, WITH_EMPLOYEES)),
        conditions(TWO_OF_SUGARCRM, SCORE).flatMap(kql -> sorted(kql, SCORE, TWO_OF_SUGARCRM)));
  }

  /** Sorted or not, over several accounts or one. */
  @Provide
  Arbitrary<Search> streamed() {
    return Arbitraries.oneOf(
        unsorted(), sorted(), sorted().map(asked -> asked.of(asked.accounts().subList(0, 1))));
  }

  /** Accounts that are asked something, and that fail by themselves. */
  @Provide
  Arbitrary<Search> failing() {
    return Arbitraries.oneOf(
        unsorted(), named().flatMap(asked -> sorted(asked.kql(), EMPLOYEES, WITH_EMPLOYEES)));
  }

  @Provide
  Arbitrary<Fault> faults() {
    return Arbitraries.of(FAULTS);
  }

  /** The values are those of the last account. SugarCRM may not tell NULL from an empty value. */
  private static Arbitrary<String> conditions(List<String> of, String... columns) {
    Table table = accounts.table(of.get(of.size() - 1));
    return new ConditionGenerator(
            table,
            column -> Stream.of(columns).anyMatch(column.name()::equalsIgnoreCase),
            column -> !column.name().equals(SCORE),
            new LiteralGenerator(true))
        .conditions(2)
        .map(condition -> "SELECT id FROM Accounts WHERE " + condition);
  }

  private static Arbitrary<Search> sorted(String kql, String key, List<String> of) {
    return Combinators.combine(Arbitraries.of("", " DESC"), Arbitraries.shuffle(of))
        .as((direction, order) -> new Search(kql + " ORDER BY " + key + direction, key, order));
  }

  private static SearchResult search(Search asked) {
    return accounts.searchCompleted(engine, asked.kql(), asked.accounts());
  }

  private static List<Found> rows(Search asked) {
    SearchResult result = search(asked);
    assertThat(result.errors()).isEmpty();
    return SandboxAccounts.found(result);
  }

  private static List<Found> only(String account, List<Found> rows) {
    return rows.stream().filter(row -> row.account().equals(account)).toList();
  }

  @Property(edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.BOUNDED)
  void pagesOfAnySizeGiveTheRowsOfOneFetch(
      @ForAll("sorted") Search asked,
      @ForAll @IntRange(min = 1, max = 50) int size,
      @ForAll @IntRange(max = 1000) int start) {
    List<Found> whole = rows(asked);
    int unpaged = Math.max(0, whole.size() - MOST_PAGES * size);
    int first = start % (unpaged + 1);

    List<Found> paged = new ArrayList<>();
    for (int page = 0; page < MOST_PAGES; page++) {
      paged.addAll(rows(asked.with(" LIMIT " + size + " OFFSET " + (first + page * size))));
      if (first + paged.size() >= whole.size()) {
        break;
      }
    }

    assertThat(paged)
        .isEqualTo(whole.stream().skip(first).limit((long) MOST_PAGES * size).toList());
  }

  @Property(edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.BOUNDED)
  void limitAndOffsetTakeASliceOfTheMergedWhole(
      @ForAll("sorted") Search asked,
      @ForAll @IntRange(max = 60) int limit,
      @ForAll @IntRange(max = 100) int offset) {
    List<Found> whole = rows(asked);

    List<Found> slice = rows(asked.with(" LIMIT " + limit + " OFFSET " + offset));

    assertThat(slice).isEqualTo(whole.stream().skip(offset).limit(limit).toList());
  }

  @Property(edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.BOUNDED)
  void theOrderOfAccountsChangesOnlyTies(@ForAll("sortedAlike") Search asked) {
    List<String> turned = List.of(asked.accounts().get(1), asked.accounts().get(0));

    List<Found> one = rows(asked);
    List<Found> other = rows(asked.of(turned));

    assertThat(other).containsExactlyInAnyOrderElementsOf(one);
    assertThat(keys(asked, other)).isEqualTo(keys(asked, one));
    for (String account : turned) {
      assertThat(only(account, other)).isEqualTo(only(account, one));
    }
  }

  /** The sort key of each row, in the order of the rows. */
  private static List<String> keys(Search asked, List<Found> rows) {
    Map<Found, String> known = new HashMap<>();
    for (String account : asked.accounts()) {
      accounts
          .values(account, asked.key())
          .forEach((id, key) -> known.put(new Found(account, id), key));
    }
    return rows.stream().map(known::get).toList();
  }

  @Property(edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.BOUNDED)
  void eachAccountsRowsAreThoseOfTheAccountAlone(@ForAll("sorted") Search asked) {
    List<Found> merged = rows(asked);

    for (String account : asked.accounts()) {
      assertThat(only(account, merged)).isEqualTo(rowsOfOne(asked, account));
    }
  }

  @Property(edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.BOUNDED)
  void withoutOrderByAccountsFollowEachOther(@ForAll("unsorted") Search asked) {
    List<Found> alone = new ArrayList<>();
    asked.accounts().forEach(account -> alone.addAll(rowsOfOne(asked, account)));

    assertThat(rows(asked)).isEqualTo(alone);
  }

  /** A search over one account names no account. */
  private static List<Found> rowsOfOne(Search asked, String account) {
    SearchResult result = search(asked.of(List.of(account)));
    assertThat(result.errors()).isEmpty();
    return result.objects().stream().map(object -> new Found(account, object.id())).toList();
  }

  @Property(edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.BOUNDED)
  void aStreamGivesTheRowsOfOneFetch(
      @ForAll("streamed") Search asked,
      @ForAll @IntRange(max = 300) int limit,
      @ForAll @IntRange(max = 100) int offset) {
    for (Search each : List.of(asked, asked.with(" LIMIT " + limit + " OFFSET " + offset))) {
      assertThat(SandboxAccounts.streamed(engine, each.kql(), each.accounts()))
          .isEqualTo(rows(each));
    }
  }

  /** Not shrunk: a trial that jqwik gives up goes on, and its fault would hit the next property. */
  @Property(edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
  void aFailingAccountTakesOnlyItsOwnRowsAway(
      @ForAll("failing") Search asked,
      @ForAll @IntRange(max = 2) int failing,
      @ForAll("faults") Fault fault) {
    String failed = asked.accounts().get(failing % asked.accounts().size());
    List<Found> whole = rows(asked);
    SandboxService service = accounts.service(failed);
    service.inject(fault, SandboxService.ALWAYS, request -> true);
    try {
      SearchResult result = search(asked);

      assertThat(result.errors()).containsOnlyKeys(failed);
      assertThat(SandboxAccounts.found(result))
          .isEqualTo(whole.stream().filter(row -> !row.account().equals(failed)).toList());
    } finally {
      service.clearFaults();
    }
  }
}
