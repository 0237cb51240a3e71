package dev.crmql.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crmql.conformance.ThreeAccounts.Found;
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
import net.jqwik.api.lifecycle.BeforeContainer;

/** What holds for any search over several accounts. */
class MergeLawsTest {

  private static final int TRIES = 25;

  private static final String TEXT = "Name";
  private static final String NUMBER = "NumberOfEmployees";

  private static final List<String> NUMBERED =
      List.of(ThreeAccounts.SALESFORCE, ThreeAccounts.DYNAMICS);

  private static ThreeAccounts accounts;
  private static SearchEngine engine;

  @BeforeContainer
  static void start() {
    accounts = new ThreeAccounts();
    engine = accounts.engine(Duration.ofMinutes(2), Credentials::fixed);
  }

  @AfterContainer
  static void stop() {
    engine.close();
    accounts.close();
  }

  /** What all accounts' services can be asked, if the engine may help. */
  @Provide
  Arbitrary<String> unsorted() {
    Arbitrary<String> pieces =
        Arbitraries.of("jim", "a", "o", "kloud", "ACME", "é", "no such name");
    return Combinators.combine(
            pieces,
            Arbitraries.of("'", "'%"),
            Arbitraries.of("'", "%'"),
            Arbitraries.of("", "NOT "))
        .as(
            (piece, before, after, not) ->
                "SELECT id FROM Accounts WHERE name " + not + "LIKE " + before + piece + after);
  }

  /** Sorted by a key that two of the services have. */
  @Provide
  Arbitrary<String> sorted() {
    return sortedBy(TEXT, NUMBER);
  }

  /** Sorted by a key that all services sort alike. */
  @Provide
  Arbitrary<String> sortedAlike() {
    return sortedBy(NUMBER);
  }

  private static Arbitrary<String> sortedBy(String... keys) {
    return Combinators.combine(conditions(), Arbitraries.of(keys), Arbitraries.of("", " DESC"))
        .as(
            (where, key, direction) ->
                "SELECT id FROM Accounts WHERE " + where + " ORDER BY " + key + direction);
  }

  @Provide
  Arbitrary<List<String>> orders() {
    return Arbitraries.shuffle(NUMBERED);
  }

  private static Arbitrary<String> conditions() {
    Table table = accounts.service(ThreeAccounts.SALESFORCE).tables().get(0);
    return new ConditionGenerator(
            table,
            column -> column.name().equals(TEXT) || column.name().equals(NUMBER),
            column -> true,
            new LiteralGenerator(true))
        .conditions(2);
  }

  private static SearchResult search(String kql, List<String> of) {
    return accounts.searchCompleted(engine, kql, of);
  }

  private static List<Found> rows(String kql, List<String> of) {
    SearchResult result = search(kql, of);
    assertThat(result.errors()).isEmpty();
    return ThreeAccounts.found(result);
  }

  private static List<Found> only(String account, List<Found> rows) {
    return rows.stream().filter(row -> row.account().equals(account)).toList();
  }

  @Property(tries = TRIES, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.BOUNDED)
  void pagesOfAnySizeGiveTheRowsOfOneFetch(
      @ForAll("sorted") String kql,
      @ForAll("orders") List<String> order,
      @ForAll @IntRange(min = 1, max = 6) int pages) {
    List<Found> whole = rows(kql, order);
    int size = Math.max(1, whole.size() / pages);

    List<Found> paged = new ArrayList<>();
    for (int from = 0; from < whole.size(); from += size) {
      paged.addAll(rows(kql + " LIMIT " + size + " OFFSET " + from, order));
    }

    assertThat(paged).isEqualTo(whole);
  }

  @Property(tries = TRIES, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.BOUNDED)
  void limitAndOffsetTakeASliceOfTheMergedWhole(
      @ForAll("sorted") String kql,
      @ForAll("orders") List<String> order,
      @ForAll @IntRange(max = 60) int limit,
      @ForAll @IntRange(max = 100) int offset) {
    List<Found> whole = rows(kql, order);

    List<Found> slice = rows(kql + " LIMIT " + limit + " OFFSET " + offset, order);

    assertThat(slice).isEqualTo(whole.stream().skip(offset).limit(limit).toList());
  }

  @Property(tries = TRIES, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.BOUNDED)
  void theOrderOfAccountsChangesOnlyTies(@ForAll("sortedAlike") String kql) {
    SearchResult one = search(kql, NUMBERED);
    SearchResult other = search(kql, List.of(NUMBERED.get(1), NUMBERED.get(0)));

    assertThat(ThreeAccounts.found(other))
        .containsExactlyInAnyOrderElementsOf(ThreeAccounts.found(one));
    assertThat(keys(other)).isEqualTo(keys(one));
    for (String account : NUMBERED) {
      assertThat(only(account, ThreeAccounts.found(other)))
          .isEqualTo(only(account, ThreeAccounts.found(one)));
    }
  }

  /** The sort key of each row, in the order of the rows. */
  private static List<String> keys(SearchResult result) {
    Map<Found, String> known = new HashMap<>();
    for (String account : NUMBERED) {
      accounts.values(account, NUMBER).forEach((id, key) -> known.put(new Found(account, id), key));
    }
    return ThreeAccounts.found(result).stream().map(known::get).toList();
  }

  @Property(tries = TRIES, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.BOUNDED)
  void eachAccountsRowsAreThoseOfTheAccountAlone(@ForAll("sorted") String kql) {
    List<Found> both = rows(kql, NUMBERED);

    for (String account : NUMBERED) {
      assertThat(only(account, both)).isEqualTo(rowsOfOne(kql, account));
    }
  }

  @Property(tries = TRIES, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.BOUNDED)
  void withoutOrderByAccountsFollowEachOther(@ForAll("unsorted") String kql) {
    List<Found> alone = new ArrayList<>();
    ThreeAccounts.ids().forEach(account -> alone.addAll(rowsOfOne(kql, account)));

    assertThat(rows(kql, ThreeAccounts.ids())).isEqualTo(alone);
  }

  /** A search over one account names no account. */
  private static List<Found> rowsOfOne(String kql, String account) {
    SearchResult result = search(kql, List.of(account));
    assertThat(result.errors()).isEmpty();
    return result.objects().stream().map(object -> new Found(account, object.id())).toList();
  }

  /** Not shrunk: a trial that jqwik gives up goes on, and its fault would hit the next property. */
  @Property(tries = TRIES, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
  void aFailingAccountTakesOnlyItsOwnRowsAway(
      @ForAll("unsorted") String kql, @ForAll @IntRange(max = 2) int failing) {
    String failed = ThreeAccounts.ids().get(failing);
    List<Found> whole = rows(kql, ThreeAccounts.ids());
    SandboxService service = accounts.service(failed);
    service.inject(new Fault.Unauthorized(), SandboxService.ALWAYS, request -> true);
    try {
      SearchResult result = search(kql, ThreeAccounts.ids());

      assertThat(result.errors()).containsOnlyKeys(failed);
      assertThat(ThreeAccounts.found(result))
          .isEqualTo(whole.stream().filter(row -> !row.account().equals(failed)).toList());
    } finally {
      service.clearFaults();
    }
  }
}
