package dev.crmql.sandbox.zoho;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.crmql.sandbox.Sandbox;
import dev.crmql.sandbox.SandboxService;
import dev.crmql.sandbox.data.SampleData;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Order, limits and what follows. */
class CoqlPagesTest extends ZohoTestBase {
  private static final String CONTACTS = "select Last_Name from Contacts where id is not null ";

  @Test
  void theDefaultIsTwoHundredInTheOrderOfIds() throws Exception {
    List<String> ids = texts(records(CONTACTS), "id");
    assertEquals(List.copyOf(ids("Contacts", r -> true)).subList(0, 200), ids);
  }

  @Test
  void bothFormsOfLimitMeanTheSame() throws Exception {
    List<String> all = texts(records(CONTACTS), "id");
    assertEquals(all.subList(7, 12), texts(records(CONTACTS + "limit 7, 5"), "id"));
    assertEquals(all.subList(7, 12), texts(records(CONTACTS + "limit 5 offset 7"), "id"));
    assertEquals(all.subList(0, 5), texts(records(CONTACTS + "limit 5"), "id"));
  }

  @Test
  void aLargeLimitIsCutDownAndTheRestFollows() throws Exception {
    JsonNode strict = ask(CONTACTS + "limit 2000").body();
    assertEquals(200, strict.at("/info/count").asInt());
    assertTrue(strict.at("/info/more_records").asBoolean());
    assertEquals(2000, ask(lenient, CONTACTS + "limit 2000").body().at("/info/count").asInt());
    assertRefused(CONTACTS + "limit 2001", "LIMIT_EXCEEDED");
  }

  @Test
  void theLastPageSaysSo() throws Exception {
    JsonNode last = ask(CONTACTS + "limit 2100, 200").body();
    assertEquals(200, last.at("/info/count").asInt());
    assertFalse(last.at("/info/more_records").asBoolean());
    assertEquals(204, ask(CONTACTS + "limit 2300, 200").status());
  }

  @Test
  void offsetsReachSoManyRows() throws Exception {
    assertRefused(CONTACTS + "limit 5 offset 100000", "LIMIT_EXCEEDED");
    assertEquals(204, ask(CONTACTS + "limit 5 offset 99999").status());
    ZohoSettings settings = ZohoSettings.strict().withReachableRows(300);
    try (Sandbox small =
        Sandbox.builder()
            .service("small", new ZohoEmulator(SampleData.create(), settings), 0)
            .start()) {
      SandboxService to = small.service("small");
      assertEquals(200, ask(to, CONTACTS + "limit 299, 5").status());
      assertEquals(400, ask(to, CONTACTS + "limit 300, 5").status());
    }
  }

  @Test
  void nullsSortHighestUnlessTheyAreReadLowest() throws Exception {
    String query = "select Website from Accounts where id is not null order by Website ";
    assertFalse(records(query + "limit 1").get(0).get("Website").isNull());
    assertTrue(records(query + "desc limit 1").get(0).get("Website").isNull());
    assertTrue(records(lenient, query + "limit 1").get(0).get("Website").isNull());
    assertFalse(records(lenient, query + "desc limit 1").get(0).get("Website").isNull());
  }

  @Test
  void pagesOfAnOrderWithTiesRepeatAndSkipRows() throws Exception {
    String query = "select id from Leads where id is not null order by Lead_Status";
    TreeSet<String> found = new TreeSet<>(texts(records(query + " limit 100"), "id"));
    found.addAll(texts(records(query + " limit 100, 200"), "id"));
    found.addAll(texts(records(query + " limit 300, 200"), "id"));
    assertNotEquals(ids("Leads", r -> true), found);
    TreeSet<String> stable = new TreeSet<>(texts(records(query + ", id limit 100"), "id"));
    stable.addAll(texts(records(query + ", id limit 100, 200"), "id"));
    stable.addAll(texts(records(query + ", id limit 300, 200"), "id"));
    assertEquals(ids("Leads", r -> true), stable);
  }

  @Test
  void valuesAreWrittenByTheirTypes() throws Exception {
    JsonNode account =
        records(
                "select Annual_Revenue, Employees, Credit_Hold, Created_Time, Website, Parent_Account"
                    + " from Accounts where ((Annual_Revenue > 0 and Employees > 0) and"
                    + " (Website is null and Parent_Account is not null))")
            .get(0);
    assertTrue(account.get("Annual_Revenue").isNumber());
    assertTrue(account.get("Employees").isInt());
    assertTrue(account.get("Credit_Hold").isBoolean());
    assertTrue(account.get("Website").isNull());
    assertTrue(account.get("id").isTextual());
    assertTrue(account.at("/Parent_Account/name").isTextual());
    String created = account.get("Created_Time").asText();
    assertTrue(created.matches(".*T\\d\\d:\\d\\d:\\d\\d\\+05:30"), created);
    assertEquals(
        rows("Accounts").stream()
            .filter(r -> r.get("id").equals(account.get("id").asText()))
            .findFirst()
            .orElseThrow()
            .get("Created_Time"),
        OffsetDateTime.parse(created).toInstant());
  }

  @Test
  void aLookupMayComeWithoutItsName() throws Exception {
    JsonNode lookup =
        records(lenient, "select Account_Name from Contacts where Account_Name is not null")
            .get(0)
            .get("Account_Name");
    assertEquals(1, lookup.size());
    assertTrue(lookup.get("id").isTextual());
  }
}
