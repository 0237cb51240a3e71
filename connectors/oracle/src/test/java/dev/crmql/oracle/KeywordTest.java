package dev.crmql.oracle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.crmql.diagnostics.DiagnosticCode;
import dev.crmql.diagnostics.QueryException;
import dev.crmql.language.Language;
import dev.crmql.spi.Page;
import dev.crmql.spi.Row;
import dev.crmql.spi.TextPlan;
import dev.crmql.spi.TextQuery;
import dev.crmql.spi.UpstreamRequest;
import dev.crmql.spi.UpstreamResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class KeywordTest {

  private static final OracleConnector ORACLE = new OracleConnector();
  private static final String BASE = "/crmRestApi/resources/11.13.18.05/";

  /** A condition of a leads request: one pair of brackets for each word. */
  private static final Pattern LEADS =
      Pattern.compile(
          "\\(upper\\(Name\\) like ('%(?:[^']|'')+%')"
              + " or upper\\(PrimaryContactEmailAddress\\) like \\1\\)");

  private static TextPlan plan(String keyword, int pageSize) {
    return ORACLE.plan(new TextQuery(Language.KEYWORD, keyword, pageSize));
  }

  private static String q(String keyword, String resource) {
    return request(plan(keyword, 30), resource).query().get("q");
  }

  private static UpstreamRequest request(TextPlan plan, String resource) {
    return plan.requests().stream()
        .filter(request -> request.path().equals(BASE + resource))
        .findFirst()
        .orElseThrow();
  }

  private static Page decode(TextPlan plan, String resource, String body) {
    return ORACLE.decode(
        request(plan, resource),
        new UpstreamResponse(
            200,
            Map.of("Content-Type", List.of("application/json")),
            body.getBytes(StandardCharsets.UTF_8)),
        plan);
  }

  @Test
  void eachUnifiedTypeIsAskedForItsNamesAndAddresses() {
    TextPlan plan = plan("steel", 30);

    assertThat(plan.requests())
        .extracting(UpstreamRequest::path)
        .containsExactly(
            BASE + "accounts",
            BASE + "contacts",
            BASE + "leads",
            BASE + "opportunities",
            BASE + "campaigns",
            BASE + "activities");
    assertThat(request(plan, "accounts").query())
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "onlyData", "true",
                "fields", "PartyNumber,OrganizationName",
                "q", "(upper(OrganizationName) like '%STEEL%')",
                "orderBy", "PartyNumber:asc",
                "limit", "30",
                "offset", "0"));
    assertThat(request(plan, "opportunities").query())
        .containsEntry("finder", "MyOpportunitiesFinder;RecordSet='ALLOPTIES'");
    assertThat(q("steel", "contacts"))
        .isEqualTo(
            "(upper(FirstName) like '%STEEL%' or upper(LastName) like '%STEEL%'"
                + " or upper(EmailAddress) like '%STEEL%')");
    assertThat(q("steel", "activities"))
        .isEqualTo("ActivityFunctionCode = 'TASK' and (upper(Subject) like '%STEEL%')");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          ohio steel | (upper(Name) like '%OHIO%') and (upper(Name) like '%STEEL%')
          o'brien    | (upper(Name) like '%O''BRIEN%')
          100%       | (upper(Name) like '%100_%')
          a_b        | (upper(Name) like '%A_B%')
          SA*        | (upper(Name) like '%SA_%')
          """)
  void eachWordIsLookedFor(String keyword, String q) {
    assertThat(q(keyword, "opportunities")).isEqualTo(q);
  }

  @Test
  void pagesHaveAsManyRowsAsTheServiceGives() {
    assertThat(request(plan("x", 7), "leads").query()).containsEntry("limit", "7");
    assertThat(request(plan("x", 1000), "leads").query()).containsEntry("limit", "499");
  }

  @Test
  void aRowWithoutTheWordIsLeftOutAndTheNextPageBeginsBehindIt() {
    TextPlan plan = plan("100% O'BRIEN", 30);

    Page page =
        decode(
            plan,
            "leads",
            "{\"items\":[{\"LeadNumber\":\"1\",\"Name\":\"1000 o'brien\"},"
                + "{\"LeadNumber\":\"2\",\"Name\":\"100% O'Brien\"},"
                + "{\"LeadNumber\":\"3\",\"Name\":\"100%\","
                + "\"PrimaryContactEmailAddress\":\"o'brien@a.example\"},"
                + "{\"LeadNumber\":\"4\",\"Name\":\"100%\",\"PrimaryContactEmailAddress\":null}],"
                + "\"count\":4,\"hasMore\":true}");

    assertThat(page.rows()).extracting(Row::toString).containsExactly("leads 2", "leads 3");
    assertThat(page.next().orElseThrow().query()).containsEntry("offset", "4");
  }

  @Test
  void aPageOfWhichNothingIsFoundIsNotTheLast() {
    Page page =
        decode(
            plan("a_b", 30),
            "accounts",
            "{\"items\":[{\"PartyNumber\":\"1\",\"OrganizationName\":\"axb\"}],\"hasMore\":true}");

    assertThat(page.rows()).isEmpty();
    assertThat(page.next().orElseThrow().query()).containsEntry("offset", "1");
  }

  @Test
  void moreWordsThanAUrlTakesAreRefused() {
    assertThatThrownBy(() -> plan("word ".repeat(300), 30))
        .isInstanceOfSatisfying(
            QueryException.class,
            e ->
                assertThat(e.diagnostics())
                    .singleElement()
                    .satisfies(
                        fault ->
                            assertThat(fault.code()).isEqualTo(DiagnosticCode.REQUEST_TOO_LONG)));
  }

  @Test
  void keywordsAreTheOnlyTextThatIsRead() {
    assertThat(ORACLE.languages()).containsExactlyInAnyOrder(Language.KQL, Language.KEYWORD);
    assertThat(ORACLE.defaultLanguage()).isEmpty();
    assertThatThrownBy(() -> ORACLE.plan(new TextQuery(Language.SOQL, "SELECT Id FROM Lead", 30)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> plan(" \t", 30)).isInstanceOf(QueryException.class);
  }

  @Property
  void noWordBecomesSyntax(@ForAll String keyword) {
    String q;
    try {
      q = q(keyword, "leads");
    } catch (QueryException e) {
      return;
    }

    Pattern all = Pattern.compile(LEADS + "( and " + LEADS.pattern().replace("\\1", "\\3") + ")*");
    assertThat(q).matches(all);
  }
}
