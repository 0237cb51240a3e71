package dev.crmql.sandbox.zoho;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** What criteria mean. */
class CoqlConditionTest extends ZohoTestBase {
  private static final Predicate<Map<String, Object>> IN_OSLO =
      r -> "Oslo".equals(r.get("Billing_City"));

  @Test
  void textComparesWithoutRegardToCase() throws Exception {
    assertFinds(
        "Accounts",
        "Account_Name = 'aCMe'",
        r -> "acme".equalsIgnoreCase((String) r.get("Account_Name")));
    assertFinds(
        "Accounts",
        "Account_Name like '%CAF\u00c9%'",
        r -> contains(r.get("Account_Name"), "caf\u00e9"));
  }

  @Test
  void negativesKeepRowsWithoutAValueUnlessTheyAreReadAsInSql() throws Exception {
    for (String negative :
        List.of(
            "Billing_City != 'oslo'",
            "Billing_City not in ('Oslo')",
            "Billing_City not like '%Oslo%'")) {
      assertFinds("Accounts", negative, IN_OSLO.negate());
      assertFinds(
          lenient, "Accounts", negative, IN_OSLO.negate().and(r -> r.get("Billing_City") != null));
    }
  }

  @Test
  void positivesFindNoRowsWithoutAValue() throws Exception {
    assertFinds(
        "Accounts", "Employees < 100", r -> r.get("Employees") instanceof Integer n && n < 100);
    assertFinds("Accounts", "Billing_City in ('Oslo', 'Oslo')", IN_OSLO);
  }

  @Test
  void emptyTextIsStoredAsNull() throws Exception {
    assertFinds("Accounts", "Website is null", r -> r.get("Website") == null);
    assertFinds("Accounts", "Website is not null", r -> r.get("Website") != null);
    assertEquals(204, ask("select id from Accounts where Website = ''").status());
  }

  @Test
  void patternsHaveTheirWildcardsAtTheEnds() throws Exception {
    assertFinds(
        "Accounts", "Account_Name like 'kloud%'", r -> begins(r.get("Account_Name"), "kloud"));
    assertFinds(
        "Accounts",
        "Account_Name like '%ltd'",
        r -> r.get("Account_Name").toString().toLowerCase(Locale.ROOT).endsWith("ltd"));
    assertFinds(
        "Accounts", "Account_Name like '%jim%'", r -> contains(r.get("Account_Name"), "jim"));
    assertFinds(
        "Accounts", "Account_Name not like '%jim%'", r -> !contains(r.get("Account_Name"), "jim"));
  }

  @Test
  void anUnderscoreStandsForAnyCharacterUnlessItIsReadAsItself() throws Exception {
    assertFinds(
        "Accounts",
        "Account_Name like 'a_b%'",
        r -> r.get("Account_Name").toString().toLowerCase(Locale.ROOT).matches("(?s)a.b.*"));
    assertFinds(
        lenient, "Accounts", "Account_Name like 'a_b%'", r -> begins(r.get("Account_Name"), "a_b"));
  }

  @Test
  void quotesAreDoubledInEitherKind() throws Exception {
    assertFinds(
        "Accounts",
        "Account_Name = 'Jim''s Bikes'",
        r -> r.get("Account_Name").equals("Jim's Bikes"));
    assertFinds(
        "Accounts",
        "Account_Name = \"Jim's Bikes\"",
        r -> r.get("Account_Name").equals("Jim's Bikes"));
    assertFinds(
        "Accounts",
        "Account_Name = \"say \"\"hello\"\"\"",
        r -> r.get("Account_Name").equals("say \"hello\""));
    assertFinds("Accounts", "Account_Name = ''''''", r -> r.get("Account_Name").equals("''"));
  }

  @Test
  void numbersDatesAndTimes() throws Exception {
    BigDecimal low = new BigDecimal("12500.5");
    assertFinds(
        "Deals",
        "Amount between 12500.5 and 20000",
        r ->
            r.get("Amount") instanceof BigDecimal n
                && n.compareTo(low) >= 0
                && n.compareTo(new BigDecimal(20000)) <= 0);
    assertFinds(
        "Deals", "Amount < -0.005", r -> r.get("Amount") instanceof BigDecimal n && n.signum() < 0);
    assertFinds(
        "Deals",
        "Closing_Date in ('2020-02-29', '2024-07-01')",
        r ->
            r.get("Closing_Date").equals(LocalDate.parse("2020-02-29"))
                || r.get("Closing_Date").equals(LocalDate.parse("2024-07-01")));
    assertFinds(
        "Deals",
        "Created_Time < '2020-02-29T01:00:00+01:00'",
        r -> ((Instant) r.get("Created_Time")).isBefore(Instant.parse("2020-02-29T00:00:00Z")));
  }

  @Test
  void booleansAreQuotedOrBareAndNeverNull() throws Exception {
    for (String criterion : List.of("Credit_Hold = 'true'", "Credit_Hold = true")) {
      assertFinds("Accounts", criterion, r -> r.get("Credit_Hold").equals(true));
    }
    assertFinds("Accounts", "Credit_Hold = 'false'", r -> r.get("Credit_Hold").equals(false));
  }

  @Test
  void idsAreQuotedOrBareAndInOrder() throws Exception {
    List<String> ids = List.copyOf(ids("Accounts", r -> true));
    String middle = ids.get(ids.size() / 2);
    assertFinds(
        "Accounts", "id > '" + middle + "'", r -> r.get("id").toString().compareTo(middle) > 0);
    assertFinds("Accounts", "id = " + middle, r -> r.get("id").equals(middle));
  }

  @Test
  void aLookupComparesIdsAndAPathComparesTheOtherRecord() throws Exception {
    String acme =
        rows("Accounts").stream()
            .filter(
                a ->
                    rows("Contacts").stream()
                        .anyMatch(c -> a.get("id").equals(c.get("Account_Name"))))
            .map(a -> (String) a.get("id"))
            .findFirst()
            .orElseThrow();
    assertFinds(
        "Contacts", "Account_Name = '" + acme + "'", r -> acme.equals(r.get("Account_Name")));
    assertEquals(204, ask("select id from Contacts where Account_Name = 'Acme'").status());
    var kloud = ids("Accounts", a -> begins(a.get("Account_Name"), "kloud"));
    assertFinds(
        "Contacts",
        "Account_Name.Account_Name like 'kloud%'",
        r -> r.get("Account_Name") != null && kloud.contains((String) r.get("Account_Name")));
    assertFinds(
        "Tasks",
        "'What_Id->Accounts.Account_Name' like 'kloud%'",
        r -> r.get("What_Id") != null && kloud.contains((String) r.get("What_Id")));
  }

  @Test
  void aPathIsAnsweredUnderItsOwnName() throws Exception {
    var record =
        records(
                "select Account_Name.Account_Name, Account_Name from Contacts"
                    + " where Account_Name is not null limit 1")
            .get(0);
    assertEquals(
        record.at("/Account_Name/name").asText(), record.get("Account_Name.Account_Name").asText());
    assertTrue(record.has("id"));
  }

  @Test
  void keywordsAreOfAnyCaseAndTwoRelationsAreWalked() throws Exception {
    assertEquals(
        200,
        ask("SELECT Account_Name.Parent_Account.Account_Name FROM Contacts WHERE"
                + " (Account_Name IS NOT NULL AND Last_Name NOT LIKE '%x%') ORDER BY id DESC LIMIT 1")
            .status());
  }

  @Test
  void convertedLeadsAreNotThere() {
    assertEquals(
        dev.crmql.sandbox.data.SampleData.create().leads().stream()
            .filter(lead -> !Boolean.TRUE.equals(lead.converted()))
            .count(),
        rows("Leads").size());
  }
}
