package dev.crmql.sugarcrm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.crmql.diagnostics.QueryException;
import dev.crmql.language.Language;
import dev.crmql.query.FieldPath;
import dev.crmql.spi.Page;
import dev.crmql.spi.Row;
import dev.crmql.spi.TextPlan;
import dev.crmql.spi.TextQuery;
import dev.crmql.spi.UpstreamException;
import dev.crmql.spi.UpstreamFault.Kind;
import dev.crmql.spi.UpstreamRequest;
import dev.crmql.spi.UpstreamResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class KeywordTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  private static TextPlan plan(String text) {
    return Plans.CONNECTOR.plan(new TextQuery(Language.KEYWORD, text, 5));
  }

  private static Page decode(TextPlan plan, UpstreamRequest request, String body) {
    return Plans.CONNECTOR.decode(request, answer(200, body), plan);
  }

  private static UpstreamResponse answer(int status, String body) {
    return new UpstreamResponse(
        status, Map.of(), body.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void noLanguageIsTheDefault() {
    assertThat(Plans.CONNECTOR.defaultLanguage()).isEmpty();
    assertThat(Plans.CONNECTOR.languages())
        .containsExactlyInAnyOrder(Language.KQL, Language.KEYWORD);
    assertThatThrownBy(() -> Plans.CONNECTOR.plan(new TextQuery(Language.SOSL, "x", 5)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void wordsAreSearchedInTheSixModules() {
    TextPlan plan = plan(" ohio\n steel ");
    assertThat(plan.otherwise()).isEmpty();
    assertThat(plan.requests())
        .containsExactly(
            UpstreamRequest.post(
                "/rest/v11_23/globalsearch",
                "{\"q\":\"ohio steel\","
                    + "\"module_list\":\"Accounts,Contacts,Leads,Opportunities,Campaigns,Tasks\","
                    + "\"highlights\":false,\"max_num\":5}"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"a\"b\\", "x\",\"offset\":7}", "+ =", "o'neil%27", "ж😀", "\"},{", "\\u0022"})
  void whateverAWordHoldsItIsTheText(String word) throws IOException {
    UpstreamRequest request = plan(word).requests().get(0);
    assertThat(JSON.readTree(request.body().orElseThrow()))
        .isEqualTo(
            JSON.readTree(
                "{\"module_list\":\"Accounts,Contacts,Leads,Opportunities,Campaigns,Tasks\","
                    + "\"highlights\":false,\"max_num\":5,\"q\":"
                    + JSON.writeValueAsString(word)
                    + "}"));
    UpstreamRequest next =
        decode(plan(word), request, "{'next_offset':5,'records':[]}").next().orElseThrow();
    assertThat(JSON.readTree(next.body().orElseThrow()).get("q").textValue()).isEqualTo(word);
    assertThat(JSON.readTree(next.body().orElseThrow()).get("offset").intValue()).isEqualTo(5);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      value = {
        "AT&T ~ AT T",
        "(a|b) & c ~ a b c",
        "steel -ohio ~ steel ohio",
        "-steel(-ohio --x ~ steel ohio x",
        "555-1234 a- ~ 555-1234 a-",
        "cats AND dogs OR NOT birds ~ cats and dogs or not birds",
        "And ANDROID (NOT) ~ And ANDROID not",
        "- steel | ~ steel"
      })
  void noOperatorIsSent(String text, String sent) throws IOException {
    assertThat(
            JSON.readTree(plan(text).requests().get(0).body().orElseThrow()).get("q").textValue())
        .isEqualTo(sent);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\t\n", "x\ud83d", "&", "-- ( | )"})
  void aKeywordNeedsWholeWords(String text) {
    assertThatThrownBy(() -> plan(text)).isInstanceOf(QueryException.class);
  }

  @Test
  void recordsAreOfTheirOwnModules() {
    TextPlan plan = plan("steel");
    Page page =
        decode(
            plan,
            plan.requests().get(0),
            """
            {'next_offset': -1, 'total': 2, 'query_time': 6, 'records': [
              {'id': 'b9', 'name': 'Ohio Steel', 'date_modified': '2024-02-02T02:02:02+01:00',
               'employees': '', '_acl': {}, '_module': 'Accounts', '_score': 2.31},
              {'id': 'o1', 'name': 'Crane', 'amount': '25000.000000', 'assigned_user_id': 'u1',
               '_module': 'Opportunities', '_score': 1}]}
            """);
    assertThat(page.next()).isEmpty();
    assertThat(page.rows()).extracting(Row::id).containsExactly("b9", "o1");
    assertThat(page.rows()).extracting(Row::type).containsExactly("Accounts", "Opportunities");
    assertThat(page.rows().get(0).value(FieldPath.of("date_modified")).textValue())
        .isEqualTo("2024-02-02T01:02:02Z");
    assertThat(page.rows().get(0).shown().has("_acl")).isFalse();
    assertThat(page.rows().get(0).shown().get("_score").doubleValue()).isEqualTo(2.31);
    assertThat(
            Plans.CONNECTOR
                .unifiedTypes()
                .attributes(page.rows().get(1), (type, id) -> type + " " + id)
                .toString())
        .isEqualTo("{\"owner\":\"user u1\",\"name\":\"Crane\",\"amount\":25000.000000}");
  }

  @Test
  void pagesGoOnFromWhereTheServiceSays() {
    TextPlan plan = plan("steel");
    UpstreamRequest first = plan.requests().get(0);
    UpstreamRequest second =
        decode(plan, first, "{'next_offset':3,'records':[]}").next().orElseThrow();
    assertThat(second.path()).isEqualTo("/rest/v11_23/globalsearch");
    assertThat(second.body().orElseThrow()).endsWith("\"max_num\":5,\"offset\":3}");
    assertThat(decode(plan, second, "{'next_offset':-1,'records':[]}").next()).isEmpty();
    assertThatThrownBy(() -> decode(plan, second, "{'next_offset':3,'records':[]}"))
        .isInstanceOf(UpstreamException.class);
  }

  @Test
  void aRecordOfNoModuleIsRefused() {
    TextPlan plan = plan("steel");
    assertThatThrownBy(
            () ->
                decode(plan, plan.requests().get(0), "{'next_offset':-1,'records':[{'id':'b9'}]}"))
        .isInstanceOf(UpstreamException.class);
  }

  @Test
  void aSearchEngineThatIsDownIsTriedAgain() {
    assertThat(
            Plans.CONNECTOR
                .fault(answer(503, "{'error':'search_unavailable'}"), Optional.of(plan("steel")))
                .kind())
        .isEqualTo(Kind.TRANSIENT);
  }
}
