package dev.crmql.sandbox.zoho;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.crmql.sandbox.SandboxClient.Answer;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Queries as a client sends them, with what must come back. */
class WorkedExamplesTest extends ZohoTestBase {

  @Test
  void beginningOrderLimitAndOffset() throws Exception {
    String query =
        "select Account_Name, Website from Accounts where Account_Name like 'Jim%'"
            + " order by Account_Name desc limit ";
    List<JsonNode> all = records(query + "0, 100");
    assertEquals(
        ids("Accounts", r -> begins(r.get("Account_Name"), "jim")),
        new TreeSet<>(texts(all, "id")));
    assertEquals(
        texts(all, "Account_Name").stream()
            .sorted(String.CASE_INSENSITIVE_ORDER.reversed())
            .map(text -> text.toLowerCase(Locale.ROOT))
            .toList(),
        texts(all, "Account_Name").stream().map(text -> text.toLowerCase(Locale.ROOT)).toList());
    assertEquals(204, ask(query + "200, 100").status());
  }

  @Test
  void everyRowPageByPage() throws Exception {
    TreeSet<String> found = new TreeSet<>();
    boolean more = true;
    while (more) {
      JsonNode page =
          ask("select Last_Name from Leads where id is not null order by id asc limit "
                  + found.size()
                  + ", 2000")
              .body();
      page.get("data").forEach(record -> found.add(record.get("id").asText()));
      more = page.at("/info/more_records").asBoolean();
      assertTrue(!more || page.at("/info/count").asInt() == 200);
    }
    assertEquals(ids("Leads", r -> true), found);
  }

  @Test
  void threeCriteriaInPairs() throws Exception {
    String criteria =
        "((Email is not null and Lead_Status in ('Open','Working')) and Last_Name like '%kloud%')";
    assertFinds(
        "Leads",
        criteria,
        r ->
            r.get("Email") != null
                && Set.of("Open", "Working").contains(r.get("Lead_Status"))
                && contains(r.get("Last_Name"), "kloud"));
    assertEquals(
        204,
        ask("select Last_Name, Email, Lead_Status from Leads where "
                + criteria.replace("Working", "Attempted").replace("Open", "Contacted")
                + " limit 0, 200")
            .status());
  }

  @Test
  void mixedAndOrWithNegationAtTheLeaves() throws Exception {
    assertFinds(
        "Deals",
        "(((Amount >= 10000 or Stage = 'Closed Won') and Stage != 'Closed Lost') and Amount >= 100)",
        r ->
            r.get("Amount") instanceof BigDecimal amount
                && (amount.compareTo(new BigDecimal(10000)) >= 0
                    || r.get("Stage").equals("Closed Won"))
                && !r.get("Stage").equals("Closed Lost")
                && amount.compareTo(new BigDecimal(100)) >= 0);
  }

  @Test
  void tasksBeforeADayWithWhatTheyAreAbout() throws Exception {
    List<JsonNode> tasks =
        records(
            "select Subject, Due_Date, What_Id from Tasks where (Due_Date < '2024-02-01' and"
                + " Status != 'Completed') order by Due_Date asc limit 0, 200");
    assertEquals(
        ids(
            "Tasks",
            r ->
                r.get("Due_Date") instanceof LocalDate due
                    && due.isBefore(LocalDate.parse("2024-02-01"))
                    && !r.get("Status").equals("Completed")),
        new TreeSet<>(texts(tasks, "id")));
    JsonNode about =
        tasks.stream()
            .map(t -> t.get("What_Id"))
            .filter(w -> !w.isNull())
            .findFirst()
            .orElseThrow();
    assertEquals(
        rows("Accounts").stream()
            .filter(a -> a.get("id").equals(about.get("id").asText()))
            .map(a -> a.get("Account_Name"))
            .findFirst()
            .orElseThrow(),
        about.get("name").asText());
    assertTrue(tasks.stream().anyMatch(t -> t.get("What_Id").isNull()));
  }

  @Test
  void doubledQuoteAndDateTimeWithOffset() throws Exception {
    Instant from = Instant.parse("2018-01-01T00:00:00Z");
    assertFinds(
        "Contacts",
        "(Last_Name = 'O''Brian' and Created_Time >= '2018-01-01T05:30:00+05:30')",
        r ->
            "O'Brian".equalsIgnoreCase((String) r.get("Last_Name"))
                && !((Instant) r.get("Created_Time")).isBefore(from));
  }

  @Test
  void notInWithAGuard() throws Exception {
    assertFinds(
        "Campaigns",
        "(Status not in ('Completed','Aborted') and Status is not null)",
        r -> r.get("Status") != null && !Set.of("Completed", "Aborted").contains(r.get("Status")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "select Last_Name from Leads | {'code':'SYNTAX_ERROR','details':{'clause':'where'},'message':'missing clause','status':'error'}",
        "select id from Leads where First_Name > 'A' | {'code':'INVALID_QUERY','details':{'reason':'invalid operator found','column_name':'First_Name','operator':'>'},'message':'Invalid query formed','status':'error'}",
        "select id from Leads where id is not null limit 0 | {'code':'INVALID_DATA','details':{},'message':'limit should be greater than 0','status':'error'}",
        "select X from Foo where id is not null | {'code':'INVALID_MODULE','details':{},'message':'the given module is not supported in api','status':'error'}",
      })
  void refusals(String coql, String body) throws Exception {
    Answer answer = ask(coql);
    assertEquals(400, answer.status());
    assertEquals(new ObjectMapper().readTree(body.replace('\'', '"')), answer.body());
    assertFalse(answer.body().has("data"));
  }
}
