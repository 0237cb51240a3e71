package dev.crmql.sandbox.oracle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.crmql.sandbox.SandboxClient;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Requests as a client sends them, with what must come back. */
class WorkedExamplesTest extends OracleTestBase {

  @Test
  void beginningOrderLimitAndOffset() throws Exception {
    String target =
        BASE
            + "accounts?onlyData=true&fields=PartyNumber,OrganizationName"
            + "&q=OrganizationName%20like%20%27Jim%25%27"
            + "&orderBy=OrganizationName:desc,PartyNumber:asc&limit=100&offset=";
    JsonNode page = new SandboxClient(service).get(target + "0", VERSION_4).body();
    assertEquals(
        keys("accounts", r -> r.get("OrganizationName").toString().startsWith("Jim")),
        new TreeSet<>(texts(page, "PartyNumber")));
    List<String> names = texts(page, "OrganizationName");
    assertEquals(names.stream().sorted(Comparator.reverseOrder()).toList(), names);
    assertEquals(2, page.at("/items/0").size());
    assertFalse(page.get("hasMore").asBoolean());
    assertTrue(page.get("links").isEmpty());
    JsonNode past = new SandboxClient(service).get(target + "200", VERSION_4).body();
    assertEquals(0, past.get("count").asInt());
    assertEquals(200, past.get("offset").asInt());
    assertEquals(100, past.get("limit").asInt());
  }

  @Test
  void doubledQuoteAndNotNull() throws Exception {
    assertFinds(
        "contacts",
        "LastName = 'O''Brian' and EmailAddress is not null",
        r -> r.get("LastName").equals("O'Brian") && r.get("EmailAddress") != null);
  }

  @Test
  void negationOverBracketsWithAFinder() throws Exception {
    assertFinds(
        "opportunities",
        "(Revenue >= 10000 or StatusCode = 'WON') and NOT (SalesStage = '01 - Qualification')",
        r ->
            ((r.get("Revenue") instanceof BigDecimal n && n.compareTo(new BigDecimal(10000)) >= 0)
                    || r.get("StatusCode").equals("WON"))
                && !r.get("SalesStage").equals("01 - Qualification"));
  }

  @Test
  void notInOverBrackets() throws Exception {
    assertFinds(
        "leads",
        "NOT (StatusCode in ('CONVERTED','RETIRED')) and Rank is not null",
        r ->
            !Set.of("CONVERTED", "RETIRED").contains(r.get("StatusCode")) && r.get("Rank") != null);
  }

  @Test
  void tasksAmongActivities() throws Exception {
    assertFinds(
        "activities",
        "ActivityFunctionCode = 'TASK' and (DueDate < '2024-02-01' or PriorityCode = '1')",
        r ->
            r.get("ActivityFunctionCode").equals("TASK")
                && ((r.get("DueDate") instanceof LocalDate due
                        && due.isBefore(LocalDate.parse("2024-02-01")))
                    || r.get("PriorityCode").equals("1")));
  }

  @Test
  void containsWithoutRegardToCase() throws Exception {
    assertFinds(
        "accounts",
        "upper(OrganizationName) like '%KLOUD%'",
        r -> contains(r.get("OrganizationName"), "kloud"));
  }

  @Test
  void fromATimeOn() throws Exception {
    Instant from = Instant.parse("2020-01-01T00:00:00Z");
    assertFinds(
        "campaigns",
        "LastUpdateDate >= '2020-01-01T00:00:00.000Z'",
        r -> !((Instant) r.get("LastUpdateDate")).isBefore(from));
  }

  @Test
  void anUnknownAttribute() throws Exception {
    assertEquals(
        "URL request parameter q cannot be processed: attribute Nmae is unknown.",
        assertRefused("accounts", "q=Nmae = 'x'"));
  }
}
