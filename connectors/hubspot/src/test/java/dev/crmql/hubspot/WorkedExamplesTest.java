package dev.crmql.hubspot;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.crmql.query.NodeLocation;
import dev.crmql.query.Query;
import dev.crmql.schema.ObjectSchema;
import dev.crmql.spi.Completion;
import dev.crmql.spi.SearchPlan;
import dev.crmql.spi.UpstreamRequest;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** Queries with the requests that HubSpot's documentation asks for. */
class WorkedExamplesTest {

  private static final String SORTS =
      "'sorts':[{'propertyName':'hs_object_id','direction':'ASCENDING'}]";

  private static SearchPlan plan(String kql) {
    return Plans.plan(kql, ObjectSchema.unknown(), Completion.STRICT);
  }

  private static void assertSent(SearchPlan plan, String path, String body) {
    assertEquals(List.of(UpstreamRequest.post(path, Plans.json(body).toString())), plan.requests());
  }

  @Test
  void theDocumentsFirstExampleIsFoundByWordsCheckedAndSortedByTheEngine() {
    SearchPlan plan =
        plan(
            "SELECT name, domain FROM companies WHERE name LIKE 'Jim%'"
                + " ORDER BY name DESC LIMIT 100 OFFSET 200");
    assertSent(
        plan,
        "/crm/v3/objects/companies/search",
        "{'filterGroups':[{'filters':[{'propertyName':'name','operator':'CONTAINS_TOKEN',"
            + "'value':'Jim*'}]}],"
            + SORTS
            + ",'properties':['name','domain'],'limit':200}");
    assertEquals(plan.query().conjuncts(), plan.residual());
    assertEquals(true, plan.sortedByEngine());
    assertEquals(200, plan.skip());
    assertEquals(OptionalLong.of(100), plan.take());
  }

  @Test
  void theDocumentsSecondExampleAsksForTheProperty() {
    ObjectSchema contacts =
        Plans.schema(
            "contacts",
            "[{'name':'email','type':'string'},{'name':'lifecyclestage','type':'enumeration',"
                + "'options':[{'value':'lead'},{'value':'customer'}]}]");
    SearchPlan plan =
        Plans.plan(
            "SELECT email FROM Contacts WHERE email != '' AND lifecyclestage IN ('Lead','customer')",
            contacts,
            Completion.STRICT);
    assertSent(
        plan,
        "/crm/v3/objects/contacts/search",
        "{'filterGroups':[{'filters':[{'propertyName':'email','operator':'HAS_PROPERTY'},"
            + "{'propertyName':'lifecyclestage','operator':'IN','values':['lead','customer']}]}],"
            + SORTS
            + ",'properties':['email'],'limit':200}");
    assertEquals(List.of(), plan.residual());
  }

  @Test
  void aRangeIsOneFilterAndOrIsGroups() {
    SearchPlan plan =
        Plans.where("(amount >= 10000 AND amount <= 50000) OR dealstage = 'ClosedWon'");
    assertEquals("amount BETWEEN 10000 50000 | dealstage EQ closedwon", Plans.groups(plan));
    assertEquals(List.of(), plan.residual());
  }

  @Test
  void notIsTheOppositeOfEachCondition() {
    SearchPlan plan = Plans.where("NOT (dealstage = 'closedlost' OR amount < 100)");
    assertEquals(
        "dealstage NEQ closedlost & dealstage HAS_PROPERTY & amount GTE 100", Plans.groups(plan));
    assertEquals(List.of(), plan.residual());
  }

  @Test
  void momentsAreMilliseconds() {
    assertEquals(
        "closedate LT 1706745600000", Plans.groups(Plans.where("closedate < '2024-02-01'")));
    assertEquals(
        "close_day EQ 1706745600000", Plans.groups(Plans.where("close_day = '2024-02-01'")));
  }

  @Test
  void alternativesThatAreTooManyForOneSearchAreAskedInTwo() {
    SearchPlan plan = Plans.where("(a = '1' OR b = '2' OR c = '3') AND (d = '4' OR e = '5')");
    assertEquals(
        List.of(
            "d EQ 4 & a EQ 1 | d EQ 4 & b EQ 2 | d EQ 4 & c EQ 3 | e EQ 5 & a EQ 1 | e EQ 5 & b EQ 2",
            "e EQ 5 & c EQ 3"),
        plan.requests().stream().map(Plans::groups).toList());
    assertEquals(List.of(), plan.residual());
  }

  @Test
  void theIdIsFilteredAndSortedByAsAProperty() {
    SearchPlan plan =
        Plans.strict("SELECT id FROM deals WHERE id > '7' ORDER BY id DESC LIMIT 5 OFFSET 2");
    assertSent(
        plan,
        "/crm/v3/objects/deals/search",
        "{'filterGroups':[{'filters':[{'propertyName':'hs_object_id','operator':'GT','value':'7'}]}],"
            + "'sorts':[{'propertyName':'hs_object_id','direction':'DESCENDING'}],"
            + "'properties':['hs_object_id'],'limit':7}");
    assertEquals(false, plan.sortedByEngine());
    assertEquals(2, plan.skip());
  }

  @Test
  void withoutConditionsThereIsNoGroupAndLimitZeroMakesNoCall() {
    assertSent(
        Plans.strict("SELECT dealname FROM deals LIMIT 5"),
        "/crm/v3/objects/deals/search",
        "{" + SORTS + ",'properties':['dealname'],'limit':5}");
    assertEquals(List.of(), Plans.strict("SELECT dealname FROM deals LIMIT 0").requests());
  }

  @Test
  void anotherVersionIsAskedAtItsOwnPath() {
    UpstreamRequest dated =
        new HubSpotConnector("2026-03")
            .plan(Query.select("amount").from("deals").build(), Plans.DEALS, Completion.STRICT)
            .requests()
            .get(0);
    assertEquals("/crm/objects/2026-03/deals/search", dated.path());
  }

  @Test
  void aNameInAMessageIsFoundInTheQuery() {
    SearchPlan plan = plan("SELECT nmae FROM companies");
    NodeLocation at = plan.locator().locate("Property 'nmae' does not exist");
    assertEquals(7, at.span().orElseThrow().start());
  }
}
