package dev.crmql.hubspot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.JsonNode;
import dev.crmql.diagnostics.DiagnosticCode;
import dev.crmql.diagnostics.QueryException;
import dev.crmql.language.Language;
import dev.crmql.spi.Page;
import dev.crmql.spi.TextPlan;
import dev.crmql.spi.TextQuery;
import dev.crmql.spi.UpstreamRequest;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class KeywordTest {

  private static TextPlan plan(String text) {
    return Plans.CONNECTOR.plan(new TextQuery(Language.KEYWORD, text, 30));
  }

  @Test
  void eachTypeOfWhichHubSpotSaysWhereItLooksIsSearched() {
    TextPlan plan = plan("  big \t\"steel\"\nworks ");
    assertEquals(
        List.of("companies", "contacts", "deals", "tasks"),
        plan.requests().stream()
            .map(request -> request.path().replaceAll(".*/objects/|/search", ""))
            .toList());
    JsonNode body = Plans.body(plan.requests().get(0));
    assertEquals("big \"steel\" works", body.path("query").textValue());
    assertEquals(30, body.path("limit").asInt());
    assertEquals(false, body.has("filterGroups"));
    assertEquals("DESCENDING", body.at("/sorts/0/direction").textValue());
  }

  @Test
  void recordsAreOfTheTypeThatWasSearched() {
    TextPlan plan = plan("steel");
    UpstreamRequest tasks = plan.requests().get(3);
    Page page =
        Plans.CONNECTOR.decode(
            tasks,
            Plans.answer(
                200,
                "{'results':[{'id':'7','properties':{'hs_task_subject':'Call'}}],"
                    + "'paging':{'next':{'after':'30'}}}"),
            plan);
    assertEquals("tasks", page.rows().get(0).type());
    assertEquals("Call", page.rows().get(0).shown().at("/properties/hs_task_subject").textValue());
    assertEquals("30", Plans.body(page.next().orElseThrow()).path("after").textValue());
    assertEquals(
        Optional.empty(),
        Plans.CONNECTOR.decode(tasks, Plans.answer(200, "{'results':[]}"), plan).next());
  }

  @Test
  void wordsThatAreTooLongAreRefused() {
    QueryException fault = assertThrows(QueryException.class, () -> plan("x".repeat(3_000)));
    assertEquals(DiagnosticCode.REQUEST_TOO_LONG, fault.diagnostics().get(0).code());
  }
}
