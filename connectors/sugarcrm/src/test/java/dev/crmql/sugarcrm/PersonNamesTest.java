package dev.crmql.sugarcrm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.crmql.diagnostics.DiagnosticCode;
import dev.crmql.spi.SearchPlan;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PersonNamesTest {

  private static String any(String operator, String value) {
    return Stream.of("first_name", "last_name", "salutation")
        .map(part -> "{'" + part + "':{'" + operator + "':'" + value + "'}}")
        .collect(Collectors.joining(",", "{'$or':[", "]}"));
  }

  private static JsonNode checked(String condition) {
    SearchPlan plan = Plans.strict("SELECT id FROM Contacts WHERE " + condition);
    assertThat(plan.residual()).isEqualTo(plan.query().conjuncts());
    assertThat(Plans.body(plan).path("fields").asText()).matches("id,(full_)?name");
    return Plans.filter(plan);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"name = 'Ann O''Lee'", "name LIKE 'Ann O''Lee%'", "full_name LIKE '%Ann, O-Lee'"})
  void eachWordIsLookedForInEachPart(String condition) {
    assertThat(checked(condition))
        .isEqualTo(
            Plans.quoted(
                "[{'$and':["
                    + any("$contains", "Ann")
                    + ","
                    + any("$contains", "O")
                    + ","
                    + any("$contains", "Lee")
                    + "]}]"));
  }

  @Test
  void textWithoutWordsIsLookedForInWhoeverHasAName() {
    assertThat(checked("name LIKE '%, %'"))
        .isEqualTo(Plans.quoted("[" + any("$not_null", "") + "]"));
  }

  @Test
  void picturesAndMarksBelongToWords() {
    assertThat(checked("name LIKE '%e\u0301\uD83D\uDE00%'"))
        .isEqualTo(Plans.quoted("[" + any("$contains", "e\u0301\uD83D\uDE00") + "]"));
  }

  @Test
  void aListFindsWhoHoldsTheWordsOfOne() {
    assertThat(checked("name IN ('Ann', 'Bo')"))
        .isEqualTo(
            Plans.quoted(
                "[{'$or':[" + any("$contains", "Ann") + "," + any("$contains", "Bo") + "]}]"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"name != 'Ann Lee'", "name NOT IN ('Ann Lee')", "name < 'b'"})
  void whatNearlyEverybodyMeetsIsAskedOfNobody(String condition) {
    assertThat(checked(condition).isMissingNode()).isTrue();
  }

  @Test
  void emptyNamesHaveEmptyParts() {
    assertThat(checked("name != ''")).isEqualTo(Plans.quoted("[" + any("$not_equals", "") + "]"));
    assertThat(checked("name = ''").get(0).get("$and").get(1))
        .isEqualTo(
            Plans.quoted(
                "{'$or':[{'last_name':{'$is_null':''}},{'last_name':{'$equals':''}},"
                    + "{'last_name':{'$starts':' '}}]}"));
  }

  @Test
  void aNameIsNeverNull() {
    assertThat(Plans.filter("Contacts", "name IS NULL"))
        .isEqualTo(Plans.quoted("[{'id':{'$is_null':''}}]"));
    assertThat(Plans.filter("Contacts", "name LIKE '%'"))
        .isEqualTo(Plans.quoted("[{'id':{'$not_null':''}}]"));
  }

  @Test
  void accountsHaveTheirNameInTheDatabase() {
    assertThat(Plans.filter("Accounts", "name LIKE '%Lee%'"))
        .isEqualTo(Plans.quoted("[{'name':{'$contains':'Lee'}}]"));
  }

  @Test
  void theEngineSortsByWholeNamesAndRelatedOnesBeforeItCuts() {
    SearchPlan plan =
        Plans.strict(
            "SELECT id FROM Contacts ORDER BY title, name DESC, account_name LIMIT 2 OFFSET 1");
    assertThat(Plans.body(plan))
        .isEqualTo(
            Plans.quoted(
                "{'fields':'id,title,name,account_name',"
                    + "'order_by':'title:asc,last_name:desc,id:asc','max_num':200}"));
    assertThat(plan.sortedByEngine()).isTrue();
    assertThat(plan.skip()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"contacts.name", "contacts.full_name", "accounts.full_name"})
  void aRelatedPersonsNameIsRefusedAsItWouldBePassedOver(String path) {
    assertThat(Plans.faults("SELECT id FROM Tasks WHERE " + path + " = 'x'"))
        .extracting(fault -> fault.code())
        .contains(DiagnosticCode.NOT_FILTERABLE);
  }

  @Test
  void aRelatedAccountsNameIsNot() {
    assertThat(Plans.filter("Contacts", "accounts.name = 'x'"))
        .isEqualTo(Plans.quoted("[{'accounts.name':{'$equals':'x'}}]"));
  }
}
