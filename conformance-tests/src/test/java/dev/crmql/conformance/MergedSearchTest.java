package dev.crmql.conformance;

import static dev.crmql.conformance.SandboxAccounts.DYNAMICS;
import static dev.crmql.conformance.SandboxAccounts.SALESFORCE;
import static dev.crmql.conformance.SandboxAccounts.SUGARCRM;
import static dev.crmql.conformance.SandboxAccounts.found;
import static org.assertj.core.api.Assertions.assertThat;

import dev.crmql.conformance.SandboxAccounts.Found;
import dev.crmql.sandbox.Fault;
import dev.crmql.sandbox.SandboxService;
import dev.crmql.sandbox.http.Request;
import dev.crmql.search.AccountError;
import dev.crmql.search.Credentials;
import dev.crmql.search.SearchEngine;
import dev.crmql.search.SearchResult;
import dev.crmql.transport.Secret;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** One query over an account of each service: rows in one order, and failures beside them. */
final class MergedSearchTest {

  private static final Duration PATIENT = Duration.ofMinutes(1);
  private static final String JIM = "name LIKE '%jim%'";
  private static final String BY_NAME =
      "SELECT id, name FROM Accounts WHERE " + JIM + " ORDER BY name";
  private static final List<String> ALL = SandboxAccounts.ids();
  private static final String ANY = "SELECT id FROM Accounts";
  private static final List<String> EVERY = SandboxAccounts.ofAllServices();

  private static SandboxAccounts accounts;
  private static SearchEngine engine;

  @BeforeAll
  static void start() {
    accounts = new SandboxAccounts(EVERY);
    engine = accounts.engine(PATIENT, Credentials::fixed);
  }

  @AfterAll
  static void stop() {
    engine.close();
    accounts.close();
  }

  @AfterEach
  void clearFaults() {
    EVERY.forEach(id -> accounts.service(id).clearFaults());
  }

  private static List<String> allBut(String account) {
    return ALL.stream().filter(id -> !id.equals(account)).toList();
  }

  private static List<Found> byName(List<String> of) {
    return accounts.byName(of, JIM, false);
  }

  @Test
  void rowsOfAllServicesComeInOneOrder() {
    SearchResult result = accounts.search(engine, BY_NAME, ALL);

    assertThat(result.errors()).isEmpty();
    assertThat(found(result)).isEqualTo(byName(ALL));
    assertThat(result.objects()).extracting(o -> o.accountId()).contains("123", "456", "789");
  }

  @ParameterizedTest
  @CsvSource({"10, 0", "1, 0", "25, 13", "7, 60", "5, 100000"})
  void limitAndOffsetHoldForTheMergedRows(int limit, int offset) {
    String window = " LIMIT " + limit + " OFFSET " + offset;

    SearchResult result = accounts.search(engine, BY_NAME + " DESC" + window, ALL);

    List<Found> all = accounts.byName(ALL, JIM, true);
    assertThat(result.errors()).isEmpty();
    assertThat(found(result)).isEqualTo(all.stream().skip(offset).limit(limit).toList());
  }

  @Test
  void rowsWithTheSameKeysComeInTheOrderOfTheAccounts() {
    List<String> order = List.of(SUGARCRM, SALESFORCE, DYNAMICS);

    SearchResult result =
        accounts.search(
            engine, "SELECT id, name FROM Accounts WHERE name = 'acme' ORDER BY name", order);

    assertThat(found(result))
        .hasSizeGreaterThan(5)
        .isEqualTo(accounts.byName(order, "name = 'acme'", false));
    assertThat(result.objects().stream().map(o -> o.accountId()).distinct())
        .containsExactlyElementsOf(order);
  }

  @Test
  void pagesOfRowsWithTheSameKeysMakeUpTheWhole() {
    List<String> two = List.of(SALESFORCE, DYNAMICS);
    String kql =
        "SELECT id FROM Accounts WHERE name LIKE '%o%' AND numberofemployees IN (5, 10)"
            + " ORDER BY numberofemployees DESC";
    List<Found> whole = found(accounts.search(engine, kql, two));

    List<Found> pages = new ArrayList<>();
    for (int offset = 0; offset < whole.size(); offset += 7) {
      String window = " LIMIT 7 OFFSET " + offset;
      pages.addAll(found(accounts.search(engine, kql + window, two)));
    }

    assertThat(pages).hasSizeGreaterThan(40).isEqualTo(whole);
  }

  @ParameterizedTest
  @CsvSource({SALESFORCE, DYNAMICS, SUGARCRM})
  void anAccountAloneFindsWhatItFindsAmongOthers(String account) {
    String kql = "SELECT id FROM Accounts WHERE name > 'é'";

    SearchResult alone = accounts.search(engine, kql, List.of(account));
    SearchResult among = accounts.search(engine, kql, ALL);

    assertThat(alone.errors()).isEmpty();
    assertThat(among.errors()).isEmpty();
    assertThat(alone.objects())
        .isNotEmpty()
        .extracting(object -> object.id())
        .isEqualTo(
            found(among).stream()
                .filter(row -> row.account().equals(account))
                .map(Found::id)
                .toList());
  }

  @Test
  void withoutOrderByAccountsComeAsAsked() {
    List<String> order = List.of(DYNAMICS, SUGARCRM, SALESFORCE);

    SearchResult result = accounts.search(engine, "SELECT id FROM Accounts WHERE " + JIM, order);

    assertThat(found(result)).containsExactlyInAnyOrderElementsOf(accounts.expected(order, JIM));
    assertThat(result.objects().stream().map(o -> o.accountId()).distinct())
        .containsExactlyElementsOf(order);
  }

  /** Text is sorted by some services and by the engine for others, in orders of their own. */
  @Test
  void everyServiceThatHasNamesFindsRowsByThem() {
    List<String> named = SandboxAccounts.withName();

    SearchResult result = accounts.searchCompleted(engine, BY_NAME, named);

    assertThat(result.errors()).isEmpty();
    assertThat(found(result)).containsExactlyInAnyOrderElementsOf(accounts.expected(named, JIM));
    assertThat(result.objects()).extracting(o -> o.accountId()).containsAll(named);
  }

  @Test
  void accountsOfEveryServiceFollowEachOther() {
    List<String> order = new ArrayList<>(EVERY);
    Collections.reverse(order);

    SearchResult result = accounts.search(engine, ANY, order);

    assertThat(result.errors()).isEmpty();
    assertThat(found(result))
        .containsExactlyInAnyOrderElementsOf(accounts.expected(order, "1 = 1"));
    assertThat(result.objects().stream().map(o -> o.accountId()).distinct())
        .containsExactlyElementsOf(order);
  }

  @Test
  void aStoppedServiceIsOneErrorBesideTheOthersRows() {
    try (SandboxAccounts own = new SandboxAccounts(ALL);
        SearchEngine asked = own.engine(PATIENT, Credentials::fixed)) {
      own.service(DYNAMICS).close();

      SearchResult result = own.search(asked, BY_NAME, ALL);

      assertThat(result.errors()).containsOnlyKeys(DYNAMICS);
      assertThat(result.errors().get(DYNAMICS).code()).isEqualTo(AccountError.Code.UNAVAILABLE);
      assertThat(found(result)).isEqualTo(byName(allBut(DYNAMICS)));
    }
  }

  static Stream<Arguments> faults() {
    List<Arguments> cases =
        List.of(
            Arguments.of(new Fault.Unavailable(), AccountError.Code.UNAVAILABLE),
            Arguments.of(
                new Fault.TooManyRequests(Duration.ofSeconds(7)), AccountError.Code.THROTTLED),
            Arguments.of(new Fault.ConnectionClosed(), AccountError.Code.UNAVAILABLE),
            Arguments.of(new Fault.TruncatedJson(), AccountError.Code.UNEXPECTED_ANSWER),
            Arguments.of(new Fault.HtmlBody(), AccountError.Code.UNEXPECTED_ANSWER),
            Arguments.of(new Fault.Unauthorized(), AccountError.Code.TOKEN_REJECTED));
    return EVERY.stream()
        .flatMap(account -> cases.stream().map(c -> Arguments.of(account, c.get()[0], c.get()[1])));
  }

  @ParameterizedTest
  @MethodSource("faults")
  void anAccountsFailureStandsBesideTheOthersRows(
      String account, Fault fault, AccountError.Code code) {
    List<String> asked = Stream.concat(ALL.stream(), Stream.of(account)).distinct().toList();
    List<String> others = asked.stream().filter(id -> !id.equals(account)).toList();
    accounts.service(account).inject(fault, SandboxService.ALWAYS, request -> true);

    SearchResult result = accounts.search(engine, ANY, asked);

    assertThat(result.errors()).containsOnlyKeys(account);
    AccountError error = result.errors().get(account);
    assertThat(error.code()).as(error.toString()).isEqualTo(code);
    if (fault instanceof Fault.TooManyRequests throttled) {
      assertThat(error.retryAfter()).contains(throttled.retryAfter());
    }
    assertThat(found(result))
        .containsExactlyInAnyOrderElementsOf(accounts.expected(others, "1 = 1"));
  }

  static List<String> everyAccount() {
    return EVERY;
  }

  @ParameterizedTest
  @MethodSource("everyAccount")
  void aTokenThatHasExpiredIsRefreshedOnce(String account) {
    accounts.service(account).inject(new Fault.Unauthorized());

    try (SearchEngine asked = accounts.engine(PATIENT, Renewed::new)) {
      List<String> two = List.of(account, account.equals(DYNAMICS) ? SALESFORCE : DYNAMICS);
      SearchResult result = accounts.search(asked, ANY, two);

      assertThat(result.errors()).isEmpty();
      assertThat(found(result))
          .containsExactlyInAnyOrderElementsOf(accounts.expected(two, "1 = 1"));
    }
  }

  /** Credentials that renew a token by the same one: the sandbox knows no other. */
  private record Renewed(String value) implements Credentials {
    @Override
    public CompletionStage<Secret> token() {
      return CompletableFuture.completedFuture(Secret.of(value));
    }

    @Override
    public CompletionStage<Optional<Secret>> refresh(Secret rejected) {
      return CompletableFuture.completedFuture(Optional.of(Secret.of(value)));
    }

    @Override
    public String toString() {
      return "renewed";
    }
  }

  @Test
  void anAccountPastItsDeadlineIsReported() {
    Fault slow = new Fault.Latency(Duration.ofMinutes(5));
    accounts.service(SUGARCRM).inject(slow, SandboxService.ALWAYS, MergedSearchTest::isFilter);

    try (SearchEngine asked = accounts.engine(Duration.ofSeconds(4), Credentials::fixed)) {
      SearchResult result = accounts.search(asked, BY_NAME, ALL);

      assertThat(result.errors()).containsOnlyKeys(SUGARCRM);
      assertThat(result.errors().get(SUGARCRM).code()).isEqualTo(AccountError.Code.TIMEOUT);
      assertThat(found(result)).isEqualTo(byName(allBut(SUGARCRM)));
    }
  }

  private static boolean isFilter(Request request) {
    return request.path().endsWith("/filter");
  }

  @Test
  void whatOneServiceCannotBeAskedIsThatAccountsError() {
    SearchResult result =
        accounts.search(
            engine, "SELECT id, name FROM Accounts WHERE name NOT LIKE '%jim%' ORDER BY name", ALL);

    assertThat(result.errors()).containsOnlyKeys(SUGARCRM);
    assertThat(result.errors().get(SUGARCRM).code()).isEqualTo(AccountError.Code.QUERY_REFUSED);
    assertThat(found(result))
        .isEqualTo(accounts.byName(allBut(SUGARCRM), "name NOT LIKE '%jim%'", false));
  }

  @Test
  void eachServiceGetsItsOwnTokenAlone() {
    accounts.search(engine, ANY, EVERY);

    for (String id : EVERY) {
      String token = accounts.service(id).accessToken();
      assertThat(accounts.service(id).received())
          .isNotEmpty()
          .allMatch(request -> request.header("Authorization").contains(sent(id, token)))
          .noneMatch(request -> request.target().contains(token));
      for (String other : EVERY) {
        String foreign = sent(other, accounts.service(other).accessToken());
        assertThat(accounts.service(id).received())
            .noneMatch(
                request ->
                    !other.equals(id)
                        && (request + " " + request.headers() + request.body()).contains(foreign));
      }
    }
  }

  /** Pipeliner CRM's token is a user and a password (RFC 7617, section 2). */
  private static String sent(String account, String token) {
    return account.equals(SandboxAccounts.PIPELINER)
        ? Base64.getEncoder().encodeToString(token.getBytes(StandardCharsets.UTF_8))
        : token;
  }
}
