package dev.crmql.sugarcrm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crmql.diagnostics.DiagnosticCode;
import dev.crmql.schema.ObjectSchema;
import dev.crmql.spi.Completion;
import dev.crmql.spi.Handling;
import dev.crmql.spi.SearchPlan;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Conditions that the service answers with too many rows, or not at all. */
class SupersetTest {

  private static final ObjectSchema SCORES =
      Plans.schema(
          "Accounts",
          "'name': {'type': 'name'}, 'score_c': {'type': 'decimal'},".replace('\'', '"')
              + "\"tags_c\": {\"type\": \"multienum\"}");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          name LIKE '100!%%' ESCAPE '!' | [{'name':{'$starts':'100%'}}]
          name LIKE '%a!_b' ESCAPE '!' | [{'name':{'$ends':'a_b'}}]
          name LIKE 'ab\\cde%' | [{'name':{'$starts':'ab'}}]
          name LIKE '%abcd\\ef\\g' | [{'name':{'$ends':'g'}}]
          name LIKE '%ab\\cde' | [{'name':{'$ends':'cde'}}]
          name LIKE '%ab\\cde\\%' | [{'name':{'$contains':'cde'}}]
          name LIKE '\\cde%' | [{'name':{'$contains':'cde'}}]
          name LIKE '%\\%' | [{'name':{'$not_null':''}}]
          size > 0.5 | [{'size':{'$not_null':''}}]
          size IN (1, 0.5) | [{'size':{'$not_null':''}}]
          employees > 50 | [{'employees':{'$not_null':''}}]
          employees IN (50, 60) | [{'employees':{'$not_null':''}}]
          """)
  void aRoughConditionIsCheckedAgain(String condition, String filter) {
    SearchPlan plan =
        Plans.strict("SELECT id FROM Accounts WHERE " + condition + " LIMIT 3 OFFSET 4");
    assertThat(Plans.filter(plan)).isEqualTo(Plans.quoted(filter));
    assertThat(plan.residual()).isEqualTo(plan.query().conjuncts());
    assertThat(plan.skip()).isEqualTo(4);
    assertThat(Plans.body(plan).has("offset")).isFalse();
    assertThat(Plans.body(plan).path("max_num").asInt()).isEqualTo(200);
    assertThat(Plans.body(plan).path("fields").asText())
        .isEqualTo("id," + condition.substring(0, condition.indexOf(' ')));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          score_c = 5 | [{'score_c':{'$equals':'5.000000'}}]
          score_c < 5.5 | [{'score_c':{'$lte':'5.500000'}}]
          score_c > 5 | [{'score_c':{'$gte':'5.000000'}}]
          score_c != 5 | [{'score_c':{'$not_null':''}}]
          score_c IN (7, 2.5) | [{'$and':[{'score_c':{'$gte':'2.500000'}},{'score_c':{'$lte':'7.000000'}}]}]
          score_c NOT IN (7, 2) | [{'score_c':{'$not_null':''}}]
          score_c = 5 OR name = 'x' | [{'$or':[{'score_c':{'$not_null':''}},{'name':{'$equals':'x'}}]}]
          """)
  void aDecimalIsNeverComparedWithinOrAndItsBoundIsLetIn(String condition, String filter) {
    SearchPlan plan =
        Plans.plan("SELECT id FROM Accounts WHERE " + condition, SCORES, Completion.STRICT);
    assertThat(Plans.filter(plan)).isEqualTo(Plans.quoted(filter));
    assertThat(plan.residual()).isEqualTo(plan.query().conjuncts());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          date_entered < '2024-01-01T00:00:00.5Z' | [{'date_entered':{'$lte':'2024-01-01T00:00:00Z'}}]
          date_entered >= '2024-01-01T00:00:00.5Z' | [{'date_entered':{'$gt':'2024-01-01T00:00:00Z'}}]
          date_entered = '2024-01-01T00:00:00.5Z' | [{'id':{'$is_null':''}}]
          date_entered != '2024-01-01T00:00:00.5Z' | [{'date_entered':{'$not_null':''}}]
          date_entered IN ('2024-01-01T00:00:00.5Z', '2024-01-01T00:00:00Z') | [{'date_entered':{'$in':['2024-01-01T00:00:00Z']}}]
          date_entered <= '9999-12-31' | [{'date_entered':{'$lte':'9999-12-31T23:59:59Z'}}]
          """)
  void aFractionOfASecondIsMinded(String condition, String filter) {
    SearchPlan plan = Plans.strict("SELECT id FROM Accounts WHERE " + condition);
    assertThat(Plans.filter(plan)).isEqualTo(Plans.quoted(filter));
    assertThat(plan.residual()).isEmpty();
  }

  @Test
  void noFalseAndNoZeroStandsInAList() {
    assertThat(Plans.filter("Leads", "converted IN (TRUE, FALSE)"))
        .isEqualTo(
            Plans.quoted(
                "[{'$or':[{'converted':{'$equals':true}},{'converted':{'$equals':false}}]}]"));
    assertThat(Plans.filter("Opportunities", "probability IN (0, 10)"))
        .isEqualTo(Plans.quoted("[{'probability':{'$in':['0',10]}}]"));
  }

  @Test
  void numbersLongerThanADoubleIsExactAreSentAsText() {
    assertThat(Plans.filter("Opportunities", "amount = 12345678901234567.25"))
        .isEqualTo(Plans.quoted("[{'amount':{'$equals':'12345678901234567.25'}}]"));
  }

  @Test
  void aFieldOutsideOfTheDatabaseIsRefusedOrLeftToTheEngine() {
    String kql = "SELECT id FROM Campaigns WHERE description LIKE 'a%' AND name = 'b'";
    assertThat(Plans.faults(kql))
        .singleElement()
        .satisfies(
            fault -> {
              assertThat(fault.code()).isEqualTo(DiagnosticCode.NOT_FILTERABLE);
              assertThat(fault.at().span().orElseThrow().start()).isEqualTo(31);
            });
    SearchPlan plan = Plans.local(kql);
    assertThat(Plans.filter(plan)).isEqualTo(Plans.quoted("[{'name':{'$equals':'b'}}]"));
    assertThat(plan.parts().get(0).handling()).isEqualTo(Handling.LOCAL);
    assertThat(Plans.filter(Plans.local(kql.replace("AND", "OR"))).isMissingNode()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "name LIKE '%\\%' OR industry IS NULL",
        "name LIKE '%\\%' OR industry != 'x'",
        "name LIKE '%\\%' OR industry NOT IN ('x')",
        "name LIKE '%\\%' OR industry < 'x'",
        "name LIKE '%\\%' OR credit_c = FALSE",
        "name LIKE '%\\%' OR member_of.industry = 'x'",
        "member_of.website LIKE '%\\%'"
      })
  void whatTheAnswerDoesNotShowIsNotChecked(String condition) {
    assertThat(Plans.faults("SELECT id FROM Accounts WHERE " + condition))
        .extracting(fault -> fault.code())
        .containsExactly(DiagnosticCode.UNSUPPORTED_CONSTRUCT);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "industry = 'x'",
        "industry > 'x'",
        "industry IN ('x')",
        "industry LIKE 'x%'",
        "industry = ''",
        "employees < 5",
        "date_entered IS NULL"
      })
  void whatTheAnswerShowsIsCheckedBesideARoughCondition(String condition) {
    SearchPlan plan =
        Plans.strict("SELECT id FROM Accounts WHERE name LIKE '%\\%' OR " + condition);
    assertThat(plan.residual()).isEqualTo(plan.query().conjuncts());
  }

  @Test
  void anIdIsNeverNullSoThatItsTestsAreChecked() {
    assertThat(
            Plans.strict("SELECT id FROM Accounts WHERE name LIKE '%\\%' OR id != 'x'").residual())
        .hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"tags_c = 'a'", "tags_c IN ('a')", "tags_c LIKE '%a%'"})
  void severalKeysAreNotComparedWithOne(String condition) {
    assertThat(Plans.faults("SELECT id FROM Accounts WHERE " + condition, SCORES, Completion.LOCAL))
        .extracting(fault -> fault.code())
        .containsExactly(DiagnosticCode.NOT_FILTERABLE);
  }

  @Test
  void otherFormsOfNotLikeAreCheckedWhereTheEngineMayComplete() {
    for (String pattern : new String[] {"'a%'", "'%a'", "'%a\\b%'"}) {
      SearchPlan plan = Plans.local("SELECT id FROM Accounts WHERE name NOT LIKE " + pattern);
      assertThat(Plans.filter(plan)).isEqualTo(Plans.quoted("[{'name':{'$not_null':''}}]"));
      assertThat(plan.residual()).hasSize(1);
    }
  }
}
