package dev.crmql.sandbox.oracle;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.crmql.sandbox.SandboxClient;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** What expressions mean. */
class RowMatchTest extends OracleTestBase {
  private static final Predicate<Map<String, Object>> HAS_CITY = r -> r.get("City") != null;
  private static final Predicate<Map<String, Object>> IN_OSLO = r -> "Oslo".equals(r.get("City"));

  @Test
  void textComparesWithRegardToCaseUnlessItIsMadeUpper() throws Exception {
    assertFinds(
        "accounts", "OrganizationName = 'Acme'", r -> r.get("OrganizationName").equals("Acme"));
    assertFinds(
        "accounts",
        "upper(OrganizationName) = 'ACME'",
        r -> r.get("OrganizationName").toString().equalsIgnoreCase("acme"));
    assertFinds(
        "accounts",
        "UPPER(OrganizationName) in ('CAF\u00c9 M\u00dcLLER', 'ACME')",
        r ->
            r.get("OrganizationName").toString().equalsIgnoreCase("acme")
                || r.get("OrganizationName").toString().equalsIgnoreCase("caf\u00e9 m\u00fcller"));
    assertFinds(
        "accounts",
        "OrganizationName like '%loud%'",
        r -> r.get("OrganizationName").toString().contains("loud"));
    assertFinds(
        "accounts",
        "OrganizationName >= 'a'",
        r -> r.get("OrganizationName").toString().compareTo("a") >= 0);
  }

  @Test
  void negationsDropRowsWithoutAValue() throws Exception {
    Predicate<Map<String, Object>> elsewhere = HAS_CITY.and(IN_OSLO.negate());
    assertFinds("accounts", "City <> 'Oslo'", elsewhere);
    assertFinds("accounts", "NOT (City = 'Oslo')", elsewhere);
    assertFinds("accounts", "not City like 'Osl%'", elsewhere);
    assertFinds("accounts", "NOT (City in ('Oslo'))", elsewhere);
    assertFinds(lenient, "accounts", "City not in ('Oslo')", elsewhere);
    assertFinds(lenient, "accounts", "City not like 'Osl%'", elsewhere);
  }

  @Test
  void emptyTextIsTheUnknownValue() throws Exception {
    for (String q :
        List.of(
            "City = ''",
            "City <> ''",
            "NOT (City = '')",
            "City like ''",
            "NOT (City in ('Oslo', ''))")) {
      assertEquals(0, page("accounts", "q=" + q).get("count").asInt(), q);
    }
    assertFinds("accounts", "City in ('Oslo', '')", IN_OSLO);
    assertFinds("accounts", "City is null", HAS_CITY.negate());
  }

  @Test
  void allOfPercentUnderscoreAndAsteriskAreWildcards() throws Exception {
    assertFinds(
        "accounts",
        "OrganizationName like 'Kl*s'",
        r -> r.get("OrganizationName").toString().matches("(?s)Kl.*s"));
    assertFinds(
        "accounts",
        "OrganizationName like 'a_b'",
        r -> r.get("OrganizationName").toString().matches("(?s)a.b"));
    assertFinds(
        "accounts",
        "OrganizationName like '%\\%'",
        r -> r.get("OrganizationName").toString().contains("\\"));
    assertFinds(
        "accounts",
        "OrganizationName like 'C_\\_emp%'",
        r -> r.get("OrganizationName").toString().matches("(?s)C.\\\\.emp.*"));
  }

  @Test
  void anAsteriskMayBeReadAsItself() throws Exception {
    assertEquals(
        0, page(lenient, "accounts", "q=OrganizationName like 'Kl*s'").get("count").asInt());
    assertEquals(0, page("accounts", "q=OrganizationName = 'Kl*s'").get("count").asInt());
  }

  @Test
  void andGoesBeforeOr() throws Exception {
    assertFinds(
        "accounts",
        "City = 'Oslo' or City = 'Lima' and Type = 'Customer'",
        r ->
            "Oslo".equals(r.get("City"))
                || ("Lima".equals(r.get("City")) && "Customer".equals(r.get("Type"))));
    assertFinds(
        "accounts",
        "(City = 'Oslo' or City = 'Lima') and NOT NOT Type = 'Customer'",
        r ->
            Set.of("Oslo", "Lima").contains(String.valueOf(r.get("City")))
                && "Customer".equals(r.get("Type")));
  }

  @Test
  void numbersTimesAndBooleans() throws Exception {
    assertFinds(
        "opportunities",
        "Revenue < -0.005",
        r -> r.get("Revenue") instanceof BigDecimal n && n.signum() < 0);
    BigDecimal id = (BigDecimal) table("activities").rows().get(7).get("ActivityId");
    assertFinds(
        "activities",
        "ActivityId = " + id,
        r -> id.compareTo((BigDecimal) r.get("ActivityId")) == 0);
    assertFinds(
        "opportunities",
        "CreationDate < '2020-02-29T01:00:00+01:00'",
        r -> ((Instant) r.get("CreationDate")).isBefore(Instant.parse("2020-02-29T00:00:00Z")));
    for (String flag : List.of("true", "'true'")) {
      assertFinds(
          "contacts", "DoNotCallFlag = " + flag, r -> Boolean.TRUE.equals(r.get("DoNotCallFlag")));
    }
    assertFinds(
        "contacts", "DoNotCallFlag <> true", r -> Boolean.FALSE.equals(r.get("DoNotCallFlag")));
    assertFinds("accounts", "CreditHold_c = 'Y'", r -> "Y".equals(r.get("CreditHold_c")));
  }

  @Test
  void cIsANotEqualFromVersionNineOn() throws Exception {
    String target = target("accounts", "q=City != 'Oslo'");
    SandboxClient client = new SandboxClient(service);
    assertEquals(400, client.get(target, VERSION_4).status());
    assertEquals(200, client.get(target, Map.of("REST-Framework-Version", "9")).status());
  }
}
