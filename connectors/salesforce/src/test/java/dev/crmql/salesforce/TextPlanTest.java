package dev.crmql.salesforce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.crmql.diagnostics.Diagnostic;
import dev.crmql.language.Language;
import dev.crmql.spi.TextPlan;
import dev.crmql.spi.UpstreamRequest;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The requests that SOQL, SOSL and keywords become. */
class TextPlanTest {

  @Test
  void salesforceIsAskedInFourLanguages() {
    assertThat(Answers.CONNECTOR.languages())
        .containsExactlyInAnyOrder(Language.KQL, Language.SOQL, Language.SOSL, Language.KEYWORD);
    assertThat(Answers.CONNECTOR.defaultLanguage()).contains(Language.SOQL);
  }

  @Test
  void soqlIsSentAsItIs() {
    String soql =
        " select Id, (SELECT Name FROM Contacts) FROM Account\n WHERE Name = 'for view \\' & +' ";
    UpstreamRequest request = Texts.plan(Language.SOQL, soql).requests().get(0);
    assertThat(request.query()).containsExactly(Map.entry("q", soql));
    assertThat(request.path()).isEqualTo("/services/data/v60.0/query");
    assertThat(request.method()).isEqualTo(UpstreamRequest.Method.GET);
    assertThat(
            Texts.plan(Language.SOQL, "SELECT Id FROM Lead WHERE Name = 'A & B+'")
                .requests()
                .get(0)
                .target())
        .isEqualTo(
            "/services/data/v60.0/query"
                + "?q=SELECT%20Id%20FROM%20Lead%20WHERE%20Name%20%3D%20%27A%20%26%20B%2B%27");
  }

  @ParameterizedTest
  @CsvSource({"1, 200", "200, 200", "201, 201", "1000, 1000"})
  void aPageIsAskedForInTheSizeThatSalesforceTakes(int pageSize, String batchSize) {
    assertThat(
            Texts.plan(Language.SOQL, "SELECT Id FROM Lead", pageSize).requests().get(0).headers())
        .containsExactly(Map.entry("Sforce-Query-Options", "batchSize=" + batchSize));
  }

  @Test
  void longSoqlGoesIntoABody() {
    String soql = "SELECT Id FROM Lead WHERE Name = '" + "é".repeat(2000) + "'";
    UpstreamRequest request = Texts.plan(Language.SOQL, soql).requests().get(0);
    assertThat(request.path()).isEqualTo("/services/data/v60.0/composite");
    assertThat(request.body().orElseThrow())
        .startsWith(
            "{\"compositeRequest\":[{\"method\":\"GET\",\"referenceId\":\"q0\","
                + "\"url\":\"/services/data/v60.0/query?q=SELECT%20Id%20FROM%20Lead")
        .endsWith("%C3%A9%27\"}]}");
  }

  @Test
  void soslIsSentAsItIs() {
    String sosl =
        "FIND {hello world} IN ALL FIELDS RETURNING Account(Id, Name LIMIT 30),"
            + " Contact(Id, Name LIMIT 30), Lead(Id, Name LIMIT 30)";
    assertThat(Texts.plan(Language.SOSL, sosl).requests())
        .singleElement()
        .satisfies(
            request ->
                assertThat(request.target())
                    .isEqualTo(
                        "/services/data/v60.0/search?q=FIND%20%7Bhello%20world%7D%20IN%20ALL"
                            + "%20FIELDS%20RETURNING%20Account%28Id%2C%20Name%20LIMIT%2030%29%2C"
                            + "%20Contact%28Id%2C%20Name%20LIMIT%2030%29%2C%20Lead%28Id%2C%20Name"
                            + "%20LIMIT%2030%29"));
    String escaped = "find {\"FOR VIEW\" c\\+\\+ \\(\\}\\{\\\"} RETURNING Lead";
    assertThat(Texts.sent(Language.SOSL, escaped)).isEqualTo(escaped);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "hello world      | hello world",
        "c++ (beta)       | c\\+\\+ \\(beta\\)",
        "  a \t b\u00A0c  | a b c",
        "cats AND Or not  | cats \"AND\" \"Or\" \"not\"",
        "android nothing  | android nothing",
        "x} RETURNING User | x\\} RETURNING User",
        "AND               | \"AND\"",
        "ö1                | ö1",
      })
  void aKeywordIsLookedForAsItIsWritten(String keyword, String term) {
    assertThat(Texts.sent(Language.KEYWORD, keyword))
        .startsWith("FIND {" + term + "} IN ALL FIELDS RETURNING ");
  }

  @Test
  void everyReservedCharacterIsEscaped() {
    assertThat(Texts.sent(Language.KEYWORD, "?&|!{}[]()^~*:\\\"'+-"))
        .startsWith("FIND {\\?\\&\\|\\!\\{\\}\\[\\]\\(\\)\\^\\~\\*\\:\\\\\\\"\\'\\+\\-} IN ");
  }

  @Test
  void aKeywordIsLookedForInEveryUnifiedType() {
    TextPlan plan = Texts.plan(Language.KEYWORD, "hello world");
    assertThat(plan.requests())
        .singleElement()
        .satisfies(request -> assertThat(request.path()).isEqualTo("/services/data/v60.0/search"));
    assertThat(SoslJudge.clauses(Texts.sent(plan)))
        .isEqualTo(
            "IN ALL FIELDS RETURNING"
                + " Account(Id, Name, Phone, Website, Industry, NumberOfEmployees, AnnualRevenue,"
                + " Rating, Description, CreatedDate, LastModifiedDate LIMIT 333),"
                + " Contact(Id, Name, FirstName, LastName, Title, Email, Phone, AccountId,"
                + " Description, CreatedDate, LastModifiedDate LIMIT 333),"
                + " Lead(Id, Name, FirstName, LastName, Company, Status, AnnualRevenue, Rating,"
                + " Email, Phone, Description, CreatedDate, LastModifiedDate LIMIT 333),"
                + " Opportunity(Id, Name, AccountId, StageName, CloseDate, NextStep, Amount,"
                + " Probability, Type, Description, CreatedDate, LastModifiedDate LIMIT 333),"
                + " Campaign(Id, Name, Type, Status, StartDate, EndDate, BudgetedCost, ActualCost,"
                + " Description, CreatedDate, LastModifiedDate LIMIT 333),"
                + " Task(Id, Subject, Status, Priority, AccountId, Description, CreatedDate,"
                + " LastModifiedDate LIMIT 333) LIMIT 2000");
    assertThat(plan.otherwise()).isEmpty();
    assertThat(plan.notes()).anySatisfy(note -> assertThat(note).contains("333 rows"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {"`` | search-term at ", "x | search-term at x", "` x ` | search-term at  x "})
  void aKeywordOfOneCharacterIsRefused(String keyword, String fault) {
    assertThat(Texts.faults(Language.KEYWORD, keyword).get(0).strip()).isEqualTo(fault.strip());
  }

  @Test
  void aKeywordThatSalesforceWouldReadOtherwiseIsRefused() {
    assertThat(Texts.faults(Language.KEYWORD, "+".repeat(2001)))
        .containsExactly("search-term at " + "+".repeat(2001));
    assertThat(Texts.faults(Language.KEYWORD, "ab\uD800"))
        .containsExactly("unexpected-character at \uD800");
    assertThat(Texts.diagnostics(Language.KEYWORD, "é".repeat(1500)))
        .extracting(Diagnostic::code)
        .map(code -> code.wireName())
        .containsExactly("request-too-long");
  }

  @ParameterizedTest
  @EnumSource(names = {"KQL", "DQL"})
  void whatTheEngineParsesIsNoText(Language language) {
    assertThatThrownBy(() -> Texts.plan(language, "SELECT Id FROM Account"))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
