package dev.crmql.dynamics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.crmql.diagnostics.Diagnostic;
import dev.crmql.diagnostics.DiagnosticCode;
import dev.crmql.diagnostics.QueryException;
import dev.crmql.language.Language;
import dev.crmql.query.FieldPath;
import dev.crmql.spi.Page;
import dev.crmql.spi.Row;
import dev.crmql.spi.TextPlan;
import dev.crmql.spi.TextQuery;
import dev.crmql.spi.UpstreamException;
import dev.crmql.spi.UpstreamFault;
import dev.crmql.spi.UpstreamFault.Kind;
import dev.crmql.spi.UpstreamRequest;
import dev.crmql.spi.UpstreamResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class KeywordTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  private static TextPlan plan(String text) {
    return plan(text, 30);
  }

  private static TextPlan plan(String text, int pageSize) {
    return Plans.CONNECTOR.plan(new TextQuery(Language.KEYWORD, text, pageSize));
  }

  private static JsonNode body(UpstreamRequest request) throws IOException {
    return JSON.readTree(request.body().orElseThrow());
  }

  private static UpstreamResponse answer(int status, String body) {
    return new UpstreamResponse(status, Map.of(), body.getBytes(StandardCharsets.UTF_8));
  }

  private static UpstreamResponse found(String response) throws IOException {
    return answer(200, JSON.writeValueAsString(Map.of("response", response)));
  }

  @Test
  void keywordIsTheDefault() {
    assertThat(Plans.CONNECTOR.defaultLanguage()).contains(Language.KEYWORD);
    assertThat(Plans.CONNECTOR.languages())
        .containsExactlyInAnyOrder(Language.KQL, Language.DQL, Language.KEYWORD);
    assertThatThrownBy(() -> Plans.CONNECTOR.plan(new TextQuery(Language.SOQL, "x", 30)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void wordsAreSearchedInTheUnifiedTypesBestFirst() throws IOException {
    TextPlan plan = plan("  eliot \t sun ");
    assertThat(plan.requests()).hasSize(1);
    UpstreamRequest request = plan.requests().get(0);
    assertThat(request.method()).isEqualTo(UpstreamRequest.Method.POST);
    assertThat(request.path()).isEqualTo("/api/search/v2.0/query");
    JsonNode body = body(request);
    assertThat(JSON.readTree(body.get("entities").textValue()))
        .isEqualTo(
            JSON.readTree(
                """
                [{"name": "account", "selectColumns": ["name", "emailaddress1"],
                  "searchColumns": ["name", "emailaddress1"]},
                 {"name": "contact", "selectColumns": ["fullname", "emailaddress1"],
                  "searchColumns": ["fullname", "emailaddress1"]},
                 {"name": "lead", "selectColumns": ["fullname", "emailaddress1"],
                  "searchColumns": ["fullname", "emailaddress1"]},
                 {"name": "opportunity", "selectColumns": ["name"], "searchColumns": ["name"]},
                 {"name": "campaign", "selectColumns": ["name"], "searchColumns": ["name"]},
                 {"name": "task", "selectColumns": ["subject"], "searchColumns": ["subject"]}]
                """));
    assertThat(body.get("orderby").textValue())
        .isEqualTo("[\"@search.score desc\",\"createdon desc\"]");
    assertThat(body.get("search").textValue()).isEqualTo("eliot+sun");
    assertThat(body.get("count").booleanValue()).isTrue();
    assertThat(body.get("top").intValue()).isEqualTo(30);
    assertThat(body.get("skip").intValue()).isZero();
    assertThat(body).hasSize(6);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      value = {
        "555-1234 ~ 555\\-1234",
        "a+b c|d ~ a\\+b+c\\|d",
        "say \"hi\" ~ say+\\\"hi\\\"",
        "name:(x* y?) ~ name\\:\\(x\\*+y\\?\\)",
        "AT & T ~ AT+T",
        "{a}[b]^c!/\\d ~ \\{a\\}\\[b\\]\\^c\\!\\/\\\\d",
        "O'Neil 50% ж😀 ~ O'Neil+50%+ж😀"
      })
  void nothingInAWordIsAnOperator(String text, String search) throws IOException {
    assertThat(body(plan(text).requests().get(0)).get("search").textValue()).isEqualTo(search);
  }

  @Test
  void aPageHasAtMostAHundredRows() throws IOException {
    assertThat(body(plan("abc", 1000).requests().get(0)).get("top").intValue()).isEqualTo(100);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "  ", "\n\t", "\u00a0"})
  void aKeywordNeedsAWord(String text) {
    assertThat(Plans.faults(() -> plan(text)))
        .extracting(Diagnostic::code)
        .containsExactly(DiagnosticCode.SYNTAX_ERROR);
  }

  @Test
  void halfACharacterIsRefused() {
    assertThatThrownBy(() -> plan("abc \ud83d def")).isInstanceOf(QueryException.class);
  }

  @Test
  void withoutSearchTheTablesAreAsked() {
    TextPlan plan = plan("eliot");
    List<UpstreamRequest> walks = plan.otherwise().orElseThrow().requests();
    assertThat(walks)
        .extracting(Plans::decoded)
        .containsExactly(
            "$select=accountid,name,emailaddress1"
                + "&$filter=contains(name,'eliot') or contains(emailaddress1,'eliot')"
                + "&$orderby=name asc,accountid asc",
            "$select=contactid,fullname,emailaddress1"
                + "&$filter=contains(fullname,'eliot') or contains(emailaddress1,'eliot')"
                + "&$orderby=fullname asc,contactid asc",
            "$select=leadid,fullname,emailaddress1"
                + "&$filter=contains(fullname,'eliot') or contains(emailaddress1,'eliot')"
                + "&$orderby=fullname asc,leadid asc",
            "$select=opportunityid,name&$filter=contains(name,'eliot')"
                + "&$orderby=name asc,opportunityid asc",
            "$select=campaignid,name&$filter=contains(name,'eliot')"
                + "&$orderby=name asc,campaignid asc",
            "$select=activityid,subject&$filter=contains(subject,'eliot')"
                + "&$orderby=subject asc,activityid asc");
    assertThat(walks)
        .extracting(UpstreamRequest::path)
        .startsWith("/api/data/v9.2/accounts", "/api/data/v9.2/contacts")
        .endsWith("/api/data/v9.2/campaigns", "/api/data/v9.2/tasks");
    assertThat(walks)
        .extracting(UpstreamRequest::headers)
        .containsOnly(Map.of("Prefer", "odata.maxpagesize=30"));
    ODataJudge.read(walks.get(0));
    ODataJudge.read(walks.get(1));
  }

  @Test
  void theTablesAreAskedForEveryWordItself() {
    UpstreamRequest contacts = plan("50% o'neil_[x]").otherwise().orElseThrow().requests().get(1);
    ODataJudge.read(contacts);
    assertThat(contacts.query().get("$filter"))
        .isEqualTo(
            "(contains(fullname,'50[%]') or contains(emailaddress1,'50[%]'))"
                + " and (contains(fullname,'o''neil[_][[]x]')"
                + " or contains(emailaddress1,'o''neil[_][[]x]'))");
  }

  @ParameterizedTest
  @ValueSource(strings = {"ab", "é", "& | -", "--"})
  void textThatSearchDoesNotTakeGoesToTheTables(String text) {
    TextPlan plan = plan(text);
    assertThat(plan.requests()).hasSize(6);
    assertThat(plan.otherwise()).isEmpty();
    ODataJudge.read(plan.requests().get(0));
  }

  @Test
  void longTextGoesToTheTablesTooUntilTheyCanNotBeAsked() {
    assertThat(plan("a".repeat(100)).requests()).hasSize(1);
    assertThat(plan("a".repeat(101)).requests()).hasSize(6);
    assertThat(plan("-".repeat(50) + "a").requests()).hasSize(6);
    assertThat(Plans.faults(() -> plan("word ".repeat(300))))
        .extracting(Diagnostic::code)
        .containsExactly(DiagnosticCode.REQUEST_TOO_LONG);
  }

  private static final String TWO =
      """
      {"Error": null, "Value": [
         {"Id": "00000016-0000-4000-8000-000000000016", "EntityName": "contact",
          "ObjectTypeCode": 2, "Attributes": {"fullname": "Eliot Sun"}, "Score": 4.2},
         {"Id": "00000017-0000-4000-8000-000000000017", "EntityName": "task",
          "ObjectTypeCode": 4212, "Attributes": {"subject": "Call", "activityid": "x"},
          "Score": 1}],
       "Facets": {}, "QueryContext": null, "Count": %d}
      """;

  @Test
  void rowsAreReadFromTheTextWithinTheAnswer() throws IOException {
    TextPlan plan = plan("eliot");
    Page page = Plans.CONNECTOR.decode(plan.requests().get(0), found(TWO.formatted(2)), plan);

    assertThat(page.next()).isEmpty();
    assertThat(page.rows()).extracting(Row::type).containsExactly("contact", "task");
    assertThat(page.rows())
        .extracting(Row::id)
        .containsExactly(
            "00000016-0000-4000-8000-000000000016", "00000017-0000-4000-8000-000000000017");
    Row first = page.rows().get(0);
    assertThat(first.value(FieldPath.of("fullname")).textValue()).isEqualTo("Eliot Sun");
    assertThat(first.value(FieldPath.of("emailaddress1")).isNull()).isTrue();
    assertThat(first.shown().toString())
        .isEqualTo(
            "{\"@search.score\":4.2,\"@search.entityname\":\"contact\","
                + "\"contactid\":\"00000016-0000-4000-8000-000000000016\","
                + "\"fullname\":\"Eliot Sun\"}");
    assertThat(Plans.CONNECTOR.unifiedTypes().attributes(first, (type, id) -> id))
        .isEqualTo(JSON.readTree("{\"name\": \"Eliot Sun\"}"));
  }

  @Test
  void pagesGoOnUntilAllThatWereCountedWereSkipped() throws IOException {
    TextPlan plan = plan("eliot");
    UpstreamRequest first = plan.requests().get(0);
    Page page = Plans.CONNECTOR.decode(first, found(TWO.formatted(61)), plan);
    UpstreamRequest second = page.next().orElseThrow();
    assertThat(body(second).get("skip").intValue()).isEqualTo(30);
    assertThat(body(second).get("search")).isEqualTo(body(first).get("search"));
    UpstreamRequest third =
        Plans.CONNECTOR.decode(second, found(TWO.formatted(61)), plan).next().orElseThrow();
    assertThat(body(third).get("skip").intValue()).isEqualTo(60);
    assertThat(Plans.CONNECTOR.decode(third, found(TWO.formatted(61)), plan).next()).isEmpty();
    assertThat(Plans.CONNECTOR.decode(second, found(TWO.formatted(60)), plan).next()).isEmpty();
  }

  @Test
  void rowsOfTheTablesThemselvesAreReadByTheirIds() {
    TextPlan plan = plan("eliot").otherwise().orElseThrow();
    Page page =
        Plans.CONNECTOR.decode(
            plan.requests().get(1),
            answer(
                200,
                "{\"value\":[{\"contactid\":\"c1\",\"fullname\":\"Eliot\",\"emailaddress1\":null}],"
                    + "\"@odata.nextLink\":\"https://x.example/api/data/v9.2/contacts?$skiptoken=1\"}"),
            plan);
    assertThat(page.rows()).extracting(Row::type).containsExactly("contact");
    assertThat(page.rows()).extracting(Row::id).containsExactly("c1");
    assertThat(page.next().orElseThrow().headers())
        .isEqualTo(Map.of("Prefer", "odata.maxpagesize=30"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "{}",
        "{\"response\":{}}",
        "{\"response\":\"\"}",
        "{\"response\":\"{\"}",
        "{\"response\":\"{}\"}",
        "{\"response\":\"{\\\"Value\\\":[]}\"}",
        "{\"response\":\"{\\\"Value\\\":[],\\\"Count\\\":-1}\"}",
        "{\"response\":\"{\\\"Value\\\":[1],\\\"Count\\\":1}\"}",
        "{\"response\":\"{\\\"Value\\\":[{\\\"Id\\\":\\\"1\\\"}],\\\"Count\\\":1}\"}",
        "{\"response\":\"{\\\"Value\\\":[{\\\"Id\\\":\\\"\\\",\\\"EntityName\\\":\\\"task\\\"}],\\\"Count\\\":1}\"}"
      })
  void anAnswerThatIsNoneIsRefused(String body) {
    TextPlan plan = plan("eliot");
    assertThatThrownBy(
            () -> Plans.CONNECTOR.decode(plan.requests().get(0), answer(200, body), plan))
        .isInstanceOfSatisfying(
            UpstreamException.class, e -> assertThat(e.fault().kind()).isEqualTo(Kind.UNEXPECTED));
  }

  @ParameterizedTest
  @CsvSource({
    "0x80048d0b, FEATURE_OFF",
    "0x80072322, THROTTLED",
    "0x80048573, QUERY_REJECTED",
    "0x80040203, UNEXPECTED",
    "E1, UNEXPECTED",
    "'', UNEXPECTED"
  })
  void anErrorWithinTheAnswerIsWhatItsCodeSays(String code, Kind kind) throws IOException {
    TextPlan plan = plan("eliot");
    String response =
        "{\"Error\":{\"code\":\"" + code + "\",\"message\":\"no index\"},\"Value\":null}";
    assertThatThrownBy(() -> Plans.CONNECTOR.decode(plan.requests().get(0), found(response), plan))
        .isInstanceOfSatisfying(
            UpstreamException.class,
            e -> {
              assertThat(e.fault().kind()).isEqualTo(kind);
              assertThat(e.fault().code()).isEqualTo(code);
              assertThat(e.fault().message()).contains("no index");
            });
  }

  @ParameterizedTest
  @CsvSource({
    "400, 0x80048d0b, FEATURE_OFF",
    "400, 0x80040203, QUERY_REJECTED",
    "400, '', QUERY_REJECTED",
    "413, '', QUERY_REJECTED",
    "404, '', FEATURE_OFF",
    "401, '', TOKEN_REJECTED",
    "403, '', FORBIDDEN",
    "429, 0x80048d0c, THROTTLED",
    "503, '', TRANSIENT"
  })
  void whatSearchCanNotDoTheTablesMay(int status, String code, Kind kind) {
    UpstreamResponse refusal =
        answer(status, "{\"error\":{\"code\":\"" + code + "\",\"message\":\"no\"}}");
    TextPlan plan = plan("eliot");
    UpstreamFault fault = Plans.CONNECTOR.fault(refusal, Optional.of(plan));
    assertThat(fault.kind()).isEqualTo(kind);
    UpstreamFault ofTables = Plans.CONNECTOR.fault(refusal, plan.otherwise());
    assertThat(ofTables.kind() == Kind.FEATURE_OFF).isEqualTo(code.equals("0x80048d0b"));
  }
}
