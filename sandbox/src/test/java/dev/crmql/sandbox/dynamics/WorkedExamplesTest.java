package dev.crmql.sandbox.dynamics;

import static dev.crmql.sandbox.dynamics.DynamicsClient.texts;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Requests as a careful client sends them, encoded byte by byte. */
class WorkedExamplesTest {
  private static final String API = "/api/data/v9.2/";

  private static DynamicsClient client;

  @BeforeAll
  static void start() {
    client = new DynamicsClient();
  }

  @AfterAll
  static void stop() {
    client.close();
  }

  private static void assertFinds(
      JsonNode page, String table, String key, Predicate<Map<String, Object>> condition) {
    assertThat(texts(page, key))
        .isNotEmpty()
        .containsExactlyInAnyOrderElementsOf(client.ids(table, condition));
  }

  private static boolean contains(Object value, String part) {
    return value instanceof String text && text.toLowerCase(Locale.ROOT).contains(part);
  }

  @Test
  void containsAndOrder() {
    JsonNode page =
        client.get(
            API
                + "accounts?$select=accountid%2Cname%2Cnumberofemployees&$filter=contains%28name%2C%27kloud%27%29"
                + "&$orderby=name%20asc%2Caccountid%20asc",
            "Prefer",
            "odata.maxpagesize=30");
    assertThat(texts(page, "name")).isSortedAccordingTo(String.CASE_INSENSITIVE_ORDER);
    assertThat(page.at("/value/0").fieldNames())
        .toIterable()
        .containsExactly("@odata.etag", "accountid", "name", "numberofemployees");
    assertThat(page.at("/@odata.context").asText())
        .endsWith("/api/data/v9.2/$metadata#accounts(accountid,name,numberofemployees)");
    assertThat(texts(page, "name"))
        .hasSizeLessThanOrEqualTo(30)
        .allMatch(n -> contains(n, "kloud"));
  }

  @Test
  void nonEmptyEmail() {
    JsonNode page =
        client.get(
            API
                + "leads?$select=leadid%2Cfullname%2Cemailaddress1%2Cstatuscode&$filter=contains%28fullname%2C%27kloud%27%29"
                + "%20and%20%28emailaddress1%20ne%20null%20and%20emailaddress1%20ne%20%27%27%29"
                + "&$orderby=fullname%20asc%2Cleadid%20asc");
    assertFinds(
        page,
        "lead",
        "leadid",
        row ->
            contains(row.get("fullname"), "kloud")
                && row.get("emailaddress1") instanceof String email
                && !email.isEmpty());
    assertThat(page.at("/value/0/statuscode").isInt()).isTrue();
  }

  @Test
  void navigationProperty() {
    JsonNode page =
        client.get(
            API
                + "opportunities?$select=opportunityid%2Cname%2Cstepname&$expand=parentaccountid%28%24select%3Daccountid%29"
                + "&$filter=contains%28name%2C%27kloud%27%29&$orderby=name%20asc%2Copportunityid%20asc");
    assertFinds(page, "opportunity", "opportunityid", row -> contains(row.get("name"), "kloud"));
    Map<Object, Object> parents = new java.util.HashMap<>();
    client
        .rows("opportunity")
        .forEach(r -> parents.put(r.get("opportunityid"), r.get("parentaccountid")));
    for (JsonNode row : page.get("value")) {
      Object parent = parents.get(row.get("opportunityid").asText());
      if (parent == null) {
        assertThat(row.get("parentaccountid").isNull()).isTrue();
      } else {
        assertThat(row.at("/parentaccountid/accountid").asText()).isEqualTo(parent);
        assertThat(row.get("parentaccountid").fieldNames())
            .toIterable()
            .containsExactly("@odata.etag", "accountid");
      }
    }
  }

  @Test
  void topInsteadOfLimitAndOffset() {
    String target =
        API
            + "accounts?$select=accountid%2Cname&$filter=startswith%28name%2C%27Jim%27%29"
            + "&$orderby=name%20desc%2Caccountid%20asc";
    List<String> all = texts(client.get(target), "accountid");
    JsonNode page = client.get(target + "&$top=3");
    assertThat(texts(page, "accountid")).isEqualTo(all.subList(0, 3));
    assertThat(page.has("@odata.nextLink")).isFalse();
  }

  @Test
  void mixedAndOrWithNumbers() {
    JsonNode page =
        client.get(
            API
                + "accounts?$select=name&$filter=%28numberofemployees%20ge%2010%20and%20name%20eq%20%27kloudless%27%29"
                + "%20or%20revenue%20lt%205000.5");
    assertFinds(
        page,
        "account",
        "accountid",
        row ->
            (row.get("numberofemployees") instanceof Integer n
                    && n >= 10
                    && "kloudless".equalsIgnoreCase((String) row.get("name")))
                || (row.get("revenue") instanceof BigDecimal r
                    && r.compareTo(new BigDecimal("5000.5")) < 0));
  }

  @Test
  void notEqualAndNotLikeWithGuards() {
    JsonNode page =
        client.get(
            API
                + "accounts?$select=name&$filter=%28address1_city%20ne%20%27Oslo%27%20and%20address1_city%20ne%20null%29"
                + "%20and%20%28not%20contains%28name%2C%27test%27%29%20and%20name%20ne%20null%29");
    assertFinds(
        page,
        "account",
        "accountid",
        row ->
            row.get("address1_city") instanceof String city
                && !city.equalsIgnoreCase("Oslo")
                && !contains(row.get("name"), "test"));
  }

  @Test
  void inByFunctionAndNotInByChain() {
    JsonNode page =
        client.get(
            API
                + "accounts?$select=name&$filter=Microsoft.Dynamics.CRM.In%28PropertyName%3D%27name%27%2CPropertyValues%3D%5B"
                + "%22O%27Brian%20%26%20Sons%22%2C%22Kloudless%22%5D%29%20and%20%28industrycode%20ne%201%20and%20industrycode"
                + "%20ne%206%20and%20industrycode%20ne%20null%29");
    assertFinds(
        page,
        "account",
        "accountid",
        row ->
            Set.of("o'brian & sons", "kloudless")
                    .contains(((String) row.get("name")).toLowerCase(Locale.ROOT))
                && row.get("industrycode") instanceof Integer code
                && code != 1
                && code != 6);
  }

  @Test
  void nullTests() {
    JsonNode page =
        client.get(
            API
                + "contacts?$select=fullname&$filter=emailaddress1%20ne%20null%20and%20telephone1%20eq%20null");
    assertFinds(
        page,
        "contact",
        "contactid",
        row -> row.get("emailaddress1") != null && row.get("telephone1") == null);
  }

  @Test
  void dateTimeInUtc() {
    JsonNode page =
        client.get(
            API
                + "accounts?$select=name%2Ccreatedon&$filter=createdon%20ge%202018-02-23T02%3A05%3A45Z");
    Instant from = Instant.parse("2018-02-23T02:05:45Z");
    assertFinds(
        page, "account", "accountid", row -> !((Instant) row.get("createdon")).isBefore(from));
    assertThat(texts(page, "createdon"))
        .allMatch(t -> t.matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ"));
  }

  @Test
  void lookupByIdWithItsLabel() {
    Map<String, Object> account =
        client.rows("account").stream()
            .filter(
                a ->
                    client.rows("contact").stream()
                        .anyMatch(c -> a.get("accountid").equals(c.get("parentcustomerid"))))
            .findFirst()
            .orElseThrow();
    JsonNode page =
        client.get(
            API
                + "contacts?$select=fullname%2C_parentcustomerid_value&$filter=_parentcustomerid_value%20eq%20"
                + account.get("accountid"),
            "Prefer",
            "odata.include-annotations=\"*\"");
    assertFinds(
        page,
        "contact",
        "contactid",
        row -> account.get("accountid").equals(row.get("parentcustomerid")));
    JsonNode row = page.at("/value/0");
    assertThat(row.get("_parentcustomerid_value").asText()).isEqualTo(account.get("accountid"));
    assertThat(
            row.get("_parentcustomerid_value@OData.Community.Display.V1.FormattedValue").asText())
        .isEqualTo(account.get("name"));
    assertThat(row.get("_parentcustomerid_value@Microsoft.Dynamics.CRM.lookuplogicalname").asText())
        .isEqualTo("account");
    assertThat(
            row.get("_parentcustomerid_value@Microsoft.Dynamics.CRM.associatednavigationproperty")
                .asText())
        .isEqualTo("parentcustomerid_account");
  }

  @Test
  void pathFilter() {
    List<String> kloudless =
        client.ids("account", a -> "Kloudless".equalsIgnoreCase((String) a.get("name")));
    JsonNode page =
        client.get(
            API
                + "opportunities?$select=name&$filter=parentaccountid%2Fname%20eq%20%27Kloudless%27");
    assertFinds(
        page,
        "opportunity",
        "opportunityid",
        row ->
            row.get("parentaccountid") != null && kloudless.contains(row.get("parentaccountid")));
  }

  @Test
  void polymorphicExpand() {
    JsonNode page =
        client.get(
            API
                + "contacts?$select=fullname&$expand=parentcustomerid_account%28%24select%3Dname%29"
                + "%2Cparentcustomerid_contact%28%24select%3Dfullname%29");
    List<String> accounts = client.ids("account", a -> true);
    Map<Object, Object> customers = new java.util.HashMap<>();
    client
        .rows("contact")
        .forEach(r -> customers.put(r.get("contactid"), r.get("parentcustomerid")));
    assertThat(customers.values()).anyMatch(c -> c != null && !accounts.contains(c));
    for (JsonNode row : page.get("value")) {
      Object customer = customers.get(row.get("contactid").asText());
      boolean isAccount = customer != null && accounts.contains(customer);
      assertThat(row.get("parentcustomerid_account").isNull()).isEqualTo(!isAccount);
      assertThat(row.get("parentcustomerid_contact").isNull())
          .isEqualTo(customer == null || isAccount);
    }
  }

  @Test
  void literalWildcardsAndReservedCharacters() {
    JsonNode page =
        client.get(
            API
                + "accounts?$select=name&$filter=contains%28name%2C%27%5B%5B%5Dx%5D%27%29%20or%20contains%28name%2C%2750%5B%25%5D"
                + "%5B_%5D%27%29%20or%20%28name%20eq%20%27A%20%2B%20B%27%20and%20name%20ne%20%27A%20%23%20B%27%29");
    assertFinds(
        page,
        "account",
        "accountid",
        row ->
            contains(row.get("name"), "[x]")
                || contains(row.get("name"), "50%_")
                || "A + B".equalsIgnoreCase((String) row.get("name")));
  }

  @Test
  void keywordWithoutASearchIndex() {
    JsonNode page =
        client.get(
            API
                + "contacts?$select=contactid%2Cfullname%2Cemailaddress1&$filter=contains%28fullname%2C%27jim%27%29%20or%20"
                + "contains%28emailaddress1%2C%27jim%27%29&$orderby=fullname%20asc%2Ccontactid%20asc&$top=30");
    assertThat(page.get("value")).hasSize(30);
    for (JsonNode row : page.get("value")) {
      assertThat(
              contains(row.get("fullname").asText(), "jim")
                  || contains(row.get("emailaddress1").asText(), "jim"))
          .isTrue();
    }
    assertThat(texts(page, "fullname"))
        .isSortedAccordingTo(String.CASE_INSENSITIVE_ORDER)
        .allMatch(Objects::nonNull);
  }
}
