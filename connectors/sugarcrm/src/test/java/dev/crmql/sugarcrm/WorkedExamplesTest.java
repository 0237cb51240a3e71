package dev.crmql.sugarcrm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crmql.spi.SearchPlan;
import dev.crmql.spi.UpstreamRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Queries with the requests that SugarCRM's documentation and server sources ask for. */
class WorkedExamplesTest {

  @Test
  void theDocumentsFirstExample() {
    SearchPlan plan =
        Plans.strict(
            "SELECT id, name, website FROM Accounts WHERE name LIKE 'Jim%'"
                + " ORDER BY name DESC LIMIT 100 OFFSET 200");
    assertThat(plan.requests())
        .containsExactly(
            UpstreamRequest.post(
                "/rest/v11_23/Accounts/filter",
                "{\"filter\":[{\"name\":{\"$starts\":\"Jim\"}}],\"fields\":\"id,name,website\","
                    + "\"order_by\":\"name:desc,id:asc\",\"max_num\":100,\"offset\":200}"));
    assertThat(plan.residual()).isEmpty();
    assertThat(plan.skip()).isZero();
    assertThat(plan.take()).hasValue(100);
  }

  @Test
  void theDocumentsSecondExampleFindsPersonsByThePartsOfTheirNames() {
    SearchPlan plan =
        Plans.strict(
            "SELECT id, name, email, status FROM Leads"
                + " WHERE name LIKE '%kloudless%' AND email != '' ORDER BY name ASC");
    assertThat(Plans.body(plan))
        .isEqualTo(
            Plans.quoted(
                "{'filter':[{'$or':[{'first_name':{'$contains':'kloudless'}},"
                    + "{'last_name':{'$contains':'kloudless'}},"
                    + "{'salutation':{'$contains':'kloudless'}}]},"
                    + "{'email':{'$not_equals':''}}],'fields':'id,name,email,status',"
                    + "'order_by':'last_name:asc,id:asc','max_num':200}"));
    assertThat(plan.residual()).containsExactly(plan.query().conjuncts().get(0));
    assertThat(plan.sortedByEngine()).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          Accounts | industry IN ('Banking', 'Energy') | [{'industry':{'$in':['Banking','Energy']}}]
          Accounts | industry NOT IN ('Banking', 'Energy') | [{'$and':[{'industry':{'$not_in':['Banking','Energy']}},{'industry':{'$not_null':''}}]}]
          Accounts | industry IS NULL AND website IS NOT NULL | [{'industry':{'$is_null':''}},{'website':{'$not_null':''}}]
          Opportunities | amount >= 10000 AND amount < 50000 AND sales_stage != 'Closed Lost' | [{'amount':{'$gte':10000}},{'amount':{'$lt':50000}},{'sales_stage':{'$not_equals':'Closed Lost'}}]
          Opportunities | (amount > 100 AND probability >= 50) OR sales_stage = 'Closed Won' | [{'$or':[{'$and':[{'amount':{'$gt':100}},{'probability':{'$gte':50}}]},{'sales_stage':{'$equals':'Closed Won'}}]}]
          Tasks | date_due < '2024-02-01T00:00:00Z' AND status = 'Not Started' | [{'date_due':{'$lt':'2024-02-01T00:00:00Z'}},{'status':{'$equals':'Not Started'}}]
          Tasks | date_due >= '2024-02-01T01:30:00+01:00' | [{'date_due':{'$gte':'2024-02-01T00:30:00Z'}}]
          Tasks | date_due = '2024-02-01' | [{'date_due':{'$gte':'2024-02-01T00:00:00Z'}},{'date_due':{'$lt':'2024-02-02T00:00:00Z'}}]
          Contacts | account_name LIKE '%steel%' | [{'account_name':{'$contains':'steel'}}]
          Contacts | accounts.industry = 'Energy' | [{'accounts.industry':{'$equals':'Energy'}}]
          Leads | converted = FALSE | [{'converted':{'$equals':false}}]
          Campaigns | start_date >= '2024-01-01' | [{'start_date':{'$gte':'2024-01-01'}}]
          Accounts | website LIKE '%' | [{'website':{'$not_null':''}}]
          Accounts | website LIKE '%.example' | [{'website':{'$ends':'.example'}}]
          Accounts | website LIKE 'a.example' | [{'website':{'$equals':'a.example'}}]
          Accounts | industry = '' | [{'$or':[{'industry':{'$is_null':''}},{'industry':{'$equals':''}}]}]
          Accounts | industry IN ('', 'Energy') | [{'$or':[{'industry':{'$in':['Energy']}},{'$or':[{'industry':{'$is_null':''}},{'industry':{'$equals':''}}]}]}]
          Accounts | industry NOT IN ('', 'Energy') | [{'$and':[{'industry':{'$not_in':['Energy']}},{'industry':{'$not_null':''}}]},{'industry':{'$not_equals':''}}]
          """)
  void aConditionIsPushedExactly(String module, String condition, String filter) {
    SearchPlan plan = Plans.strict("SELECT id FROM " + module + " WHERE " + condition);
    assertThat(Plans.filter(plan)).isEqualTo(Plans.quoted(filter));
    assertThat(plan.residual()).isEmpty();
  }

  @Test
  void notIsPushedByItsOppositeWhereTheEngineMayComplete() {
    SearchPlan plan =
        Plans.local(
            "SELECT id FROM Opportunities WHERE NOT (sales_stage = 'Closed Won' OR amount < 100)");
    assertThat(Plans.filter(plan))
        .isEqualTo(
            Plans.quoted("[{'sales_stage':{'$not_equals':'Closed Won'}},{'amount':{'$gte':100}}]"));
    assertThat(plan.residual()).isEmpty();
  }

  @Test
  void notContainsLeavesNullOut() {
    SearchPlan plan = Plans.local("SELECT id FROM Campaigns WHERE name NOT LIKE '%test%'");
    assertThat(Plans.filter(plan))
        .isEqualTo(
            Plans.quoted(
                "[{'$and':[{'name':{'$not_contains':'test'}},{'name':{'$not_null':''}}]}]"));
    assertThat(plan.residual()).isEmpty();
  }

  @Test
  void withoutConditionsThereIsNoFilterAndWithoutFieldsAllAreAnswered() {
    assertThat(Plans.strict("SELECT * FROM Accounts LIMIT 5").requests().get(0).body())
        .hasValue("{\"max_num\":5}");
  }

  @Test
  void limitZeroMakesNoCall() {
    assertThat(Plans.strict("SELECT id FROM Accounts LIMIT 0").requests()).isEmpty();
  }

  @Test
  void aLimitAboveTheUsualCapIsPaged() {
    assertThat(
            Plans.body(Plans.strict("SELECT id FROM Accounts LIMIT 5000")).path("max_num").asInt())
        .isEqualTo(1000);
  }

  @Test
  void anotherVersionIsAskedAtItsOwnPath() {
    assertThat(new SugarRequests("v11").metadata("Accounts").target())
        .isEqualTo("/rest/v11/metadata?type_filter=modules&module_filter=Accounts");
  }
}
