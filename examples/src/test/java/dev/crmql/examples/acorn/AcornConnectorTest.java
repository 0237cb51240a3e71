package dev.crmql.examples.acorn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.crmql.diagnostics.QueryException;
import dev.crmql.language.Language;
import dev.crmql.query.Conditions;
import dev.crmql.query.Query;
import dev.crmql.salesforce.SalesforceConnector;
import dev.crmql.sandbox.Sandbox;
import dev.crmql.sandbox.SandboxService;
import dev.crmql.sandbox.data.Database;
import dev.crmql.sandbox.data.Table;
import dev.crmql.search.Account;
import dev.crmql.search.AccountDirectory;
import dev.crmql.search.AccountError;
import dev.crmql.search.Credentials;
import dev.crmql.search.SearchEngine;
import dev.crmql.search.SearchObject;
import dev.crmql.search.SearchRequest;
import dev.crmql.search.SearchResult;
import dev.crmql.spi.Completion;
import dev.crmql.spi.UnifiedType;
import dev.crmql.spi.UpstreamRequest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Acorn finds what H2 finds, and is asked no more than it can be. */
final class AcornConnectorTest {

  private static final String DESCRIBED = "described";
  private static final String UNDESCRIBED = "undescribed";
  private static final String LOCKED = "locked";
  private static final String SALESFORCE = "salesforce";

  private static final Table COMPANIES = Companies.table();

  private static AcornStub acorn;
  private static AcornStub closed;
  private static Sandbox sandbox;
  private static Database h2;
  private static SearchEngine engine;

  @BeforeAll
  static void start() throws IOException {
    acorn = new AcornStub(COMPANIES, true);
    closed = new AcornStub(COMPANIES, false);
    sandbox = Sandbox.builder().service("salesforce", 0).start();
    h2 = Database.of(List.of(COMPANIES));
    SandboxService salesforce = sandbox.service("salesforce");
    engine =
        SearchEngine.builder()
            .connector(new AcornConnector())
            .connector(new SalesforceConnector())
            .accounts(
                AccountDirectory.of(
                    List.of(
                        account(DESCRIBED, acorn, AcornStub.KEY),
                        account(UNDESCRIBED, closed, AcornStub.KEY),
                        account(LOCKED, acorn, "another-key"),
                        new Account(
                                SALESFORCE,
                                "salesforce",
                                salesforce.baseUri(),
                                Credentials.fixed(salesforce.accessToken()))
                            .allowingPrivateAddress())))
            .build();
  }

  private static Account account(String id, AcornStub stub, String key) {
    return new Account(id, "acorn", stub.baseUri(), Credentials.fixed(key))
        .allowingPrivateAddress();
  }

  @AfterAll
  static void stop() {
    engine.close();
    h2.close();
    sandbox.close();
    closed.close();
    acorn.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "name = 'beech'",
        "name != 'BEECH'",
        "name < 'c'",
        "name >= 'Cedar'",
        "name LIKE 'a%'",
        "name LIKE '%H'",
        "name LIKE '%e%'",
        "name IN ('ash', 'Elm', 'nobody')",
        "name NOT IN ('ash', 'Elm')",
        "name IS NULL",
        "name IS NOT NULL",
        "city = ''",
        "city != ''",
        "city IN ('', 'Zug')",
        "city LIKE 'Bern'",
        "revenue = 3.7",
        "revenue != 3.70",
        "revenue < 20",
        "revenue >= 19.9",
        "revenue IN (3.7, 7.4, 1e1)",
        "revenue NOT IN (3.7, 7.4)",
        "active = TRUE",
        "active != TRUE",
        "active IS NULL",
        "founded = '2003-04-04'",
        "founded > '2006-06-30'",
        "founded != '2003-04-04'",
        "changed < '2026-03-04T12:00:00Z'",
        "note = 'b|c'",
        "note LIKE '%;%'",
        "note LIKE '%0!%' ESCAPE '!'",
        "note LIKE '%!_%' ESCAPE '!'",
        "note != 'd\\'",
        "ref > 'c50'",
        "name = 'ash' OR city = 'Bern' OR revenue > 30",
        "(name = 'ash' OR city = 'Bern') AND (active = TRUE OR revenue IS NULL)",
        "name LIKE 'a%' AND (city = 'zug' OR name LIKE '%er') AND revenue IS NOT NULL",
      })
  void findsWhatH2Finds(String condition) {
    for (Completion completion : Completion.values()) {
      for (String account : List.of(DESCRIBED, UNDESCRIBED)) {
        assertAllAgree(account, completion, condition);
      }
    }
  }

  /** The condition by itself and within others, with orders and windows of all kinds. */
  private static void assertAllAgree(String account, Completion completion, String condition) {
    String query = "SELECT ref, name FROM companies WHERE (" + condition + ")";
    for (String rest :
        List.of(
            "",
            " AND active = TRUE ORDER BY ref DESC",
            " ORDER BY name, ref DESC",
            " ORDER BY revenue DESC, name DESC, ref LIMIT 9",
            " ORDER BY city, changed, ref LIMIT 25 OFFSET 2",
            " ORDER BY changed LIMIT 3 OFFSET 4",
            " OR active = FALSE ORDER BY ref LIMIT 30")) {
      assertAgree(account, completion, query + rest);
    }
  }

  private static void assertAgree(String account, Completion completion, String kql) {
    String sql = kql;
    for (String empty : List.of("city = ''", "city IN ('', 'Zug')")) {
      sql = sql.replace(empty, "(city IS NULL OR " + empty + ")");
    }
    List<String> expected =
        h2.query(sql, List.of()).stream().map(row -> (String) row.get("ref")).toList();
    List<String> found = ids(search(kql, completion, account));
    if (kql.contains("ORDER BY")) {
      assertEquals(expected, found, kql);
    } else {
      assertEquals(expected.size(), found.size(), kql);
      assertEquals(new HashSet<>(expected), new HashSet<>(found), kql);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "name NOT LIKE '%e%'         | unsupported-construct",
        "NOT (name = 'ash')          | unsupported-construct",
        "NOT (name LIKE 'a%')        | unsupported-construct",
        "memo = 'memo 7'             | unsupported-construct",
        "name = 'ash' OR memo LIKE '%1' | unsupported-construct",
      })
  void whatAcornCannotBeAskedIsRefusedOrCompleted(String condition, String code) {
    String kql = "SELECT ref FROM companies WHERE " + condition + " ORDER BY ref";
    assertEquals(Set.of(code), refusal(kql, Completion.STRICT, DESCRIBED));
    assertAgree(DESCRIBED, Completion.LOCAL, kql);
  }

  @Test
  void wholeRecordsComeAsTheyAre() {
    SearchResult result = search("SELECT * FROM companies", Completion.STRICT, DESCRIBED);
    assertEquals(COMPANIES.rows().size(), result.objects().size());
    for (SearchObject object : result.objects()) {
      assertEquals(COMPANIES.columns().size(), object.raw().size());
      assertEquals(UnifiedType.ACCOUNT, object.unifiedType().orElseThrow());
    }
  }

  @Test
  void onlyWhatWasAskedForIsShown() {
    SearchResult result =
        search(
            "SELECT name FROM companies WHERE city LIKE '%n' ORDER BY revenue",
            Completion.STRICT, DESCRIBED);
    assertFalse(result.objects().isEmpty());
    result.objects().forEach(each -> assertEquals(1, each.raw().size(), each.raw().toString()));
  }

  @Test
  void valuesAreNeverSyntax() {
    for (String note : Companies.NOTES) {
      List<String> expected =
          h2.query("SELECT ref FROM companies WHERE note = ?", List.of(note)).stream()
              .map(row -> (String) row.get("ref"))
              .toList();
      assertEquals(1, expected.size(), note);
      for (Query query :
          List.of(
              Query.select("ref").from("companies").where(Conditions.equal("note", note)).build(),
              Query.select("ref")
                  .from("companies")
                  .where(Conditions.in("note", List.of(note, "another")))
                  .build(),
              Query.select("ref")
                  .from("companies")
                  .where(Conditions.startsWith("note", note))
                  .build())) {
        assertEquals(
            expected,
            ids(engine.search(SearchRequest.builder().accounts(DESCRIBED).query(query).build())),
            note);
      }
    }
  }

  @Test
  void halfOfACharacterIsNotSent() {
    Query query =
        Query.select("ref").from("companies").where(Conditions.contains("note", "\ud83c")).build();
    assertEquals(
        List.of("note:set:yes"),
        wheres(SearchRequest.builder().accounts(DESCRIBED).query(query).build()));
  }

  /** Without a description Acorn is sent a day, which it refuses where it has instants. */
  @Test
  void aDayIsTheInstantsOfIt() {
    for (String condition : List.of("changed >= '2026-03-05'", "changed < '2026-03-02'")) {
      assertAllAgree(DESCRIBED, Completion.STRICT, condition);
      assertAllAgree(DESCRIBED, Completion.LOCAL, condition);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "name = 'a;b' AND city != 'x'       | `name:eq:a\\;b;city:ne:x;city:set:yes`",
        "changed != '2026-03-01T00:00:00Z'  | changed:ne:2026-03-01T00:00:00Z",
        "city = ''                          | city:set:no city:eq:",
        "name < 'c' OR revenue > 5          | name:set:yes revenue:gt:5",
        "name LIKE '%y' AND name IN ('a','b') | `name:has:y;name:in:a|b`",
      })
  void isAskedInItsOwnTerms(String condition, String wheres) {
    String kql = "SELECT ref FROM companies WHERE " + condition + " LIMIT 5";
    assertEquals(List.of(wheres.split(" ")), wheres(request(kql, Completion.STRICT, DESCRIBED)));
  }

  @ParameterizedTest
  @CsvSource({
    "ORDER BY revenue DESC LIMIT 3,           '-revenue,ref', 3",
    "ORDER BY changed LIMIT 30,               'changed,ref',  20",
    "ORDER BY revenue LIMIT 3,                ref,            20",
    "ORDER BY changed LIMIT 3 OFFSET 1,       'changed,ref',  20",
    "ORDER BY ref DESC,                       -ref,           20",
  })
  void sortsWhereItPutsNullAsKqlDoes(String rest, String sort, String rows) {
    String kql = "SELECT ref FROM companies " + rest;
    List<UpstreamRequest> requests = requests(request(kql, Completion.STRICT, DESCRIBED));
    assertEquals(1, requests.size());
    assertEquals(sort, requests.get(0).query().get("sort"));
    assertEquals(rows, requests.get(0).query().get("per_page"));
  }

  @Test
  void tooManyAlternativesAreRefusedOrCompleted() {
    String nine =
        IntStream.range(0, 9)
            .mapToObj(i -> "revenue = " + i * 3.7)
            .collect(Collectors.joining(" OR "));
    String kql = "SELECT ref FROM companies WHERE " + nine + " ORDER BY ref";
    assertEquals(Set.of("request-too-long"), refusal(kql, Completion.STRICT, DESCRIBED));
    assertAgree(DESCRIBED, Completion.LOCAL, kql);
  }

  @Test
  void aConditionThatIsTooLongIsRefused() {
    String kql = "SELECT ref FROM companies WHERE name = '" + "x".repeat(500) + "'";
    assertEquals(Set.of("request-too-long"), refusal(kql, Completion.LOCAL, DESCRIBED));
  }

  @Test
  void aNameThatIsNoneIsNotSent() {
    String kql = "SELECT ref FROM companies WHERE \"name:eq:x;city\" = 'y'";
    assertEquals(Set.of("invalid-name"), refusal(kql, Completion.STRICT, UNDESCRIBED));
  }

  @Test
  void aFieldThatAcornDoesNotHaveIsPointedAt() {
    String kql = "SELECT ref FROM companies WHERE nmae = 'x'";
    AccountError error =
        searchAnyway(kql, Completion.STRICT, UNDESCRIBED).errors().get(UNDESCRIBED);
    assertEquals(AccountError.Code.QUERY_REJECTED, error.code());
    assertEquals("unknown_field", error.upstreamCode());
    assertEquals(kql.indexOf("nmae"), error.diagnostics().get(0).at().span().orElseThrow().start());
  }

  @Test
  void aTypeThatAcornDoesNotHaveIsRefused() {
    assertEquals(
        Set.of("unknown-object"), refusal("SELECT ref FROM trees", Completion.STRICT, DESCRIBED));
  }

  @Test
  void answersBesideAnotherService() {
    String kql = "SELECT id, name FROM Accounts WHERE name LIKE 'a%' ORDER BY name";
    SearchResult result = searchAnyway(kql, Completion.STRICT, SALESFORCE, LOCKED, DESCRIBED);

    assertEquals(Set.of(LOCKED), result.errors().keySet());
    assertEquals(AccountError.Code.TOKEN_REJECTED, result.errors().get(LOCKED).code());
    assertFalse(result.errors().toString().contains("another-key"));
    Set<String> expected = new HashSet<>(startingWithA(COMPANIES, "name"));
    Table accounts =
        sandbox.service("salesforce").tables().stream()
            .filter(table -> table.name().equals("Account"))
            .findFirst()
            .orElseThrow();
    expected.addAll(startingWithA(accounts, "Name"));
    assertEquals(expected, new HashSet<>(ids(result)));
    List<String> names = new ArrayList<>();
    result.objects().forEach(each -> names.add(name(each)));
    assertTrue(result.objects().stream().map(SearchObject::accountId).distinct().count() == 2);
    assertEquals(names.stream().sorted().toList(), names);
  }

  private static String name(SearchObject object) {
    return object.attributes((type, id) -> id).get("name").textValue().toLowerCase(Locale.ROOT);
  }

  private static List<String> startingWithA(Table table, String column) {
    return table.rows().stream()
        .filter(row -> row.get(column) != null)
        .filter(row -> row.get(column).toString().toLowerCase(Locale.ROOT).startsWith("a"))
        .map(row -> (String) row.get(table.keyColumn()))
        .toList();
  }

  private static SearchRequest request(String kql, Completion completion, String... accounts) {
    return SearchRequest.builder()
        .accounts(accounts)
        .language(Language.KQL)
        .text(kql)
        .completion(completion)
        .build();
  }

  private static SearchResult searchAnyway(String kql, Completion completion, String... accounts) {
    return engine.search(request(kql, completion, accounts));
  }

  private static SearchResult search(String kql, Completion completion, String account) {
    SearchResult result = searchAnyway(kql, completion, account);
    assertTrue(result.errors().isEmpty(), () -> kql + ": " + result.errors());
    return result;
  }

  /** The codes of all that is wrong with a query. */
  private static Set<String> refusal(String kql, Completion completion, String account) {
    QueryException refused =
        assertThrows(QueryException.class, () -> search(kql, completion, account), kql);
    return refused.diagnostics().stream()
        .map(diagnostic -> diagnostic.code().wireName())
        .collect(Collectors.toSet());
  }

  private static List<UpstreamRequest> requests(SearchRequest request) {
    return engine.explain(request).plans().get(DESCRIBED).plan().requests();
  }

  private static List<String> wheres(SearchRequest request) {
    return requests(request).stream().map(sent -> sent.query().get("where")).toList();
  }

  private static List<String> ids(SearchResult result) {
    return result.objects().stream().map(SearchObject::id).toList();
  }
}
