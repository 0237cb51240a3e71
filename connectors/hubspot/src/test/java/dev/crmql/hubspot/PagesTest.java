package dev.crmql.hubspot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.crmql.schema.ObjectSchema;
import dev.crmql.spi.Completion;
import dev.crmql.spi.Page;
import dev.crmql.spi.Row;
import dev.crmql.spi.SearchPlan;
import dev.crmql.spi.UpstreamException;
import dev.crmql.spi.UpstreamFault;
import dev.crmql.spi.UpstreamRequest;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PagesTest {

  private static final SearchPlan PLAN = Plans.strict("SELECT dealname FROM deals");

  private static Page read(SearchPlan plan, UpstreamRequest request, String answer) {
    return Plans.CONNECTOR.decode(request, Plans.answer(200, answer), plan);
  }

  /** A page of the records from one id on. */
  private static String page(long first, int rows, String paging) {
    return "{'results':["
        + IntStream.range(0, rows)
            .mapToObj(i -> "{'id':'" + (first + i) + "','properties':{}}")
            .collect(Collectors.joining(","))
        + "]"
        + paging
        + "}";
  }

  private static String after(String cursor) {
    return ",'paging':{'next':{'after':'" + cursor + "','link':'https://evil.example'}}";
  }

  private static UpstreamRequest at(SearchPlan plan, String cursor) {
    UpstreamRequest first = plan.requests().get(0);
    return UpstreamRequest.post(
        first.path(),
        first.body().orElseThrow().replaceFirst("}$", ",\"after\":\"" + cursor + "\"}"));
  }

  @Test
  void aSearchIsAnsweredPageByPage() {
    Page page = read(PLAN, PLAN.requests().get(0), page(7, 2, after("200")));
    assertEquals(List.of("7", "8"), page.rows().stream().map(Row::id).toList());
    assertEquals(Optional.of(at(PLAN, "200")), page.next());
    assertEquals(
        Optional.of(at(PLAN, "xyz")), read(PLAN, at(PLAN, "200"), page(9, 0, after("xyz"))).next());
    assertEquals(Optional.empty(), read(PLAN, at(PLAN, "400"), page(9, 1, "")).next());
  }

  @Test
  void aSearchGoesOnBehindTheWindow() {
    SearchPlan plan = Plans.where("a = '1' OR id > 5");
    Page page = read(plan, at(plan, "9800"), page(70, 200, after("10000")));
    UpstreamRequest next = page.next().orElseThrow();
    assertEquals("a EQ 1 & hs_object_id GT 269 | hs_object_id GT 269", Plans.groups(next));
    assertTrue(Plans.body(next).path("after").isMissingNode());

    UpstreamRequest further = at(plan, "9800");
    UpstreamRequest behind =
        read(plan, withGroups(next, further), page(300, 200, after("10000"))).next().orElseThrow();
    assertEquals("a EQ 1 & hs_object_id GT 499 | hs_object_id GT 499", Plans.groups(behind));
  }

  private static UpstreamRequest withGroups(UpstreamRequest groups, UpstreamRequest request) {
    var body = HubSpotRequests.body(request);
    body.set("filterGroups", Plans.body(groups).path("filterGroups"));
    return HubSpotRequests.with(body, request);
  }

  @Test
  void aConditionOnTheIdThatIsFurtherOnStays() {
    SearchPlan plan = Plans.where("a = '1' OR id > 500");
    Page page = read(plan, at(plan, "9800"), page(70, 200, after("10000")));
    assertEquals(
        "a EQ 1 & hs_object_id GT 269 | hs_object_id GT 500",
        Plans.groups(page.next().orElseThrow()));
  }

  @Test
  void theWindowIsPassedAlsoWhereHubSpotGivesNoCursorAtItsEnd() {
    Page page = read(PLAN, at(PLAN, "9800"), page(70, 200, ",'total':10000"));
    assertEquals("hs_object_id GT 269", Plans.groups(page.next().orElseThrow()));
  }

  @Test
  void descendingIdsGoOnBelowTheLast() {
    SearchPlan plan = Plans.strict("SELECT dealname FROM deals ORDER BY id DESC");
    Page page = read(plan, at(plan, "9800"), page(70, 200, after("10000")));
    assertEquals("hs_object_id LT 269", Plans.groups(page.next().orElseThrow()));
  }

  @Test
  void recordsInTheOrderOfAnotherPropertyEndWithTheWindow() {
    SearchPlan plan =
        Plans.strict("SELECT dealname FROM deals WHERE amount > 1 ORDER BY amount LIMIT 9");
    String sort = Plans.body(plan).at("/sorts/0/propertyName").textValue();
    assertEquals("amount", sort);
    Page inside = read(plan, at(plan, "9600"), page(70, 200, after("9800")));
    assertTrue(inside.next().isPresent() && inside.bound().isEmpty());
    for (String paging : List.of(after("10000"), ",'total':10000")) {
      Page last = read(plan, at(plan, "9800"), page(70, 200, paging));
      assertTrue(last.next().isEmpty() && last.bound().isPresent());
    }
    Page all = read(plan, at(plan, "400"), page(70, 3, ",'total':403"));
    assertTrue(all.next().isEmpty() && all.bound().isEmpty());
  }

  @Test
  void aFullGroupHasNoRoomToGoOn() {
    SearchPlan plan =
        Plans.where("a = '1' AND b = '2' AND c = '3' AND d = '4' AND e = '5' AND f = '6'");
    UpstreamException failure =
        assertThrows(
            UpstreamException.class,
            () -> read(plan, at(plan, "9800"), page(70, 200, after("10000"))));
    assertEquals(UpstreamFault.Kind.QUERY_REJECTED, failure.fault().kind());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<html>",
        "{}",
        "{'results':{}}",
        "{'results':[1]}",
        "{'results':[{'properties':{}}]}",
        "{'results':[{'id':'1','properties':{}}],'total':2}"
      })
  void whatIsNoPageIsAnAccountsFailure(String answer) {
    UpstreamException failure =
        assertThrows(UpstreamException.class, () -> read(PLAN, PLAN.requests().get(0), answer));
    assertEquals(UpstreamFault.Kind.UNEXPECTED, failure.fault().kind());
  }

  private static ObjectSchema wide() {
    return Plans.schema(
        "deals",
        IntStream.range(0, 300)
            .mapToObj(i -> "{'name':'property_" + i + "','type':'string'}")
            .collect(Collectors.joining(",", "[", "]")));
  }

  private static SearchPlan widePlan(String rest) {
    return Plans.plan("SELECT * FROM deals" + rest, wide(), Completion.STRICT);
  }

  @Test
  void propertiesThatAreTooManyForASearchAreReadByTheIdsOfEachPage() {
    SearchPlan plan = widePlan(" WHERE property_1 LIKE 'x%'");
    JsonNode search = Plans.body(plan);
    assertEquals("[\"hs_object_id\"]", search.path("properties").toString());
    assertEquals(100, search.path("limit").asInt());

    Page ids = read(plan, plan.requests().get(0), page(7, 2, after("100")));
    assertEquals(List.of(), ids.rows());
    UpstreamRequest batch = ids.next().orElseThrow();
    assertEquals("/crm/v3/objects/deals/batch/read", batch.path());
    assertEquals(301, Plans.body(batch).path("properties").size());
    assertEquals("[{\"id\":\"7\"},{\"id\":\"8\"}]", Plans.body(batch).path("inputs").toString());

    Page rows =
        read(
            plan,
            batch,
            "{'status':'COMPLETE','results':[{'id':'8','properties':{'property_1':'x'}},"
                + "{'id':'7','properties':{}}]}");
    assertEquals(List.of("7", "8"), rows.rows().stream().map(Row::id).toList());
    UpstreamRequest next = rows.next().orElseThrow();
    assertEquals("property_1 CONTAINS_TOKEN x* & hs_object_id GT 8", Plans.groups(next));
    assertEquals(Optional.empty(), read(plan, next, page(9, 0, "")).next());
  }

  /** Six filters leave no room for the one by which a search goes on. */
  @Test
  void theLastPageNeedsNoSearchBehindIt() {
    String full =
        IntStream.range(0, 6)
            .mapToObj(i -> "property_" + i + " = 'x'")
            .collect(Collectors.joining(" AND ", " WHERE ", ""));
    SearchPlan plan = widePlan(full);
    String row = "{'results':[{'id':'7','properties':{}}]}";

    UpstreamRequest last = read(plan, plan.requests().get(0), page(7, 1, "")).next().orElseThrow();
    assertEquals(Optional.empty(), read(plan, last, row).next());

    UpstreamRequest batch =
        read(plan, plan.requests().get(0), page(7, 1, after("1"))).next().orElseThrow();
    UpstreamException fault = assertThrows(UpstreamException.class, () -> read(plan, batch, row));
    assertEquals(UpstreamFault.Kind.QUERY_REJECTED, fault.fault().kind());
  }

  @Test
  void aRecordThatIsGoneBeforeItIsReadIsLeftOutAndOneThatIsMissingIsAFailure() {
    SearchPlan plan = widePlan("");
    UpstreamRequest batch = read(plan, plan.requests().get(0), page(7, 2, "")).next().orElseThrow();
    String some = "{'results':[{'id':'8','properties':{}}]";
    Page page =
        Plans.CONNECTOR.decode(
            batch, Plans.answer(207, some + ",'errors':[{'category':'OBJECT_NOT_FOUND'}]}"), plan);
    assertEquals(List.of("8"), page.rows().stream().map(Row::id).toList());
    assertThrows(UpstreamException.class, () -> read(plan, batch, some + "}"));
    assertThrows(
        UpstreamException.class,
        () -> read(plan, batch, some + ",'errors':[{'category':'MISSING_SCOPES'}]}"));
  }

  @Test
  void shorterPagesAreAskedForInTheSameSearch() {
    UpstreamRequest shorter = Plans.CONNECTOR.inPages(PLAN.requests().get(0), 30);
    assertEquals(30, Plans.body(shorter).path("limit").asInt());
    assertEquals(
        200,
        Plans.body(Plans.CONNECTOR.inPages(PLAN.requests().get(0), 1000)).path("limit").asInt());
  }
}
