package dev.crmql.sandbox.oracle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pages, order, fields and finders. */
class CollectionTest extends OracleTestBase {

  @Test
  void aPageHasTwentyFiveItems() throws Exception {
    JsonNode page = page("contacts");
    assertEquals(25, page.get("count").asInt());
    assertEquals(25, page.get("limit").asInt());
    assertEquals(0, page.get("offset").asInt());
    assertTrue(page.get("hasMore").asBoolean());
    assertFalse(page.has("totalResults"));
  }

  @Test
  void aLargeLimitIsCutDown() throws Exception {
    for (int limit : List.of(499, 500, 1000)) {
      JsonNode page = page("contacts", "limit=" + limit);
      assertEquals(499, page.get("count").asInt());
      assertEquals(499, page.get("limit").asInt());
    }
    assertEquals(500, page(lenient, "contacts", "limit=1000").get("count").asInt());
  }

  @Test
  void pagesByCountReachTheEnd() throws Exception {
    Set<String> found = new TreeSet<>();
    JsonNode page;
    do {
      page =
          page(
              "contacts",
              "orderBy=PartyNumber:asc",
              "fields=PartyNumber",
              "limit=500",
              "offset=" + found.size());
      found.addAll(texts(page, "PartyNumber"));
    } while (page.get("hasMore").asBoolean());
    assertEquals(keys("contacts", r -> true), found);
  }

  @Test
  void pagesWithoutAUniqueOrderRepeatAndSkipItems() throws Exception {
    for (String order : List.of("onlyData=true", "orderBy=StatusCode")) {
      Set<String> found = new TreeSet<>();
      for (int offset : List.of(0, 150, 300)) {
        found.addAll(texts(page("leads", order, "limit=150", "offset=" + offset), "LeadNumber"));
      }
      assertNotEquals(keys("leads", r -> true), found);
    }
  }

  @Test
  void textSortsWithRegardToCaseUnlessItIsMadeUpper() throws Exception {
    List<String> names =
        texts(page("accounts", "limit=499", "orderBy=OrganizationName"), "OrganizationName");
    assertEquals(names.stream().sorted().toList(), names);
    List<String> upper =
        texts(
            page("accounts", "limit=499", "orderBy=upper(OrganizationName):asc"),
            "OrganizationName");
    assertNotEquals(names, upper);
    Comparator<String> byUpper = Comparator.comparing(text -> text.toUpperCase(Locale.ROOT));
    assertEquals(upper.stream().sorted(byUpper).toList(), upper);
  }

  @Test
  void nullsSortHighest() throws Exception {
    assertFalse(page("accounts", "orderBy=City:asc").at("/items/0/City").isNull());
    assertTrue(page("accounts", "orderBy=City:desc").at("/items/0/City").isNull());
  }

  @Test
  void totalsAreEstimates() throws Exception {
    int total = page("accounts", "totalResults=true").get("totalResults").asInt();
    assertNotEquals(400, total);
    assertTrue(Math.abs(total - 400) <= 20, "estimated " + total);
  }

  @Test
  void itemsHaveAllAttributesAndLinksUnlessOnlyDataIsAskedFor() throws Exception {
    JsonNode full = page("accounts", "limit=1").at("/items/0");
    assertEquals(table("accounts").columns().size() + 1, full.size());
    String link = full.at("/links/0/href").asText();
    assertTrue(
        link.startsWith(service.baseUri() + BASE + "accounts/CDRM_")
            && link.endsWith(full.get("PartyNumber").asText()),
        link);
    JsonNode data = page("accounts", "limit=1", "onlyData=true").at("/items/0");
    assertEquals(table("accounts").columns().size(), data.size());
  }

  @Test
  void valuesAreWrittenByTheirTypes() throws Exception {
    JsonNode activity = page("activities", "limit=1", "q=DueDate is not null").at("/items/0");
    BigDecimal id = activity.get("ActivityId").decimalValue();
    assertTrue(
        table("activities").rows().stream()
            .anyMatch(r -> id.compareTo((BigDecimal) r.get("ActivityId")) == 0));
    assertTrue(activity.get("ActivityId").isIntegralNumber());
    assertTrue(activity.get("DueDate").asText().matches("\\d{4}-\\d\\d-\\d\\d"));
    String created = activity.get("CreationDate").asText();
    assertTrue(created.endsWith("+00:00"), created);
    assertEquals(
        table("activities").rows().stream()
            .filter(r -> id.compareTo((BigDecimal) r.get("ActivityId")) == 0)
            .findFirst()
            .orElseThrow()
            .get("CreationDate"),
        OffsetDateTime.parse(created).toInstant());
    JsonNode contact =
        page("contacts", "limit=1", "q=DoNotCallFlag = true and City is null").at("/items/0");
    assertTrue(contact.get("DoNotCallFlag").isBoolean());
    assertTrue(contact.get("City").isNull());
  }

  @Test
  void someIdsDoNotFitADouble() throws Exception {
    boolean lost = false;
    for (JsonNode activity : page("activities").get("items")) {
      BigDecimal id = activity.get("ActivityId").decimalValue();
      lost |= BigDecimal.valueOf((long) id.doubleValue()).compareTo(id) != 0;
    }
    assertTrue(lost);
  }

  @Test
  void opportunitiesWithoutAFinderAreTheCallersOwn() throws Exception {
    Set<String> own =
        keys(
            "opportunities",
            r -> OracleResources.CALLER.compareTo((BigDecimal) r.get("OwnerResourcePartyId")) == 0);
    assertTrue(own.size() > 100 && own.size() < 200);
    assertEquals(own, new TreeSet<>(texts(page("opportunities", "limit=499"), "OptyNumber")));
    assertEquals(
        own,
        new TreeSet<>(
            texts(
                page(
                    "opportunities",
                    "limit=499",
                    "finder=MyOpportunitiesFinder;RecordSet='MYOPTIES'"),
                "OptyNumber")));
    assertEquals(400, page("opportunities", "limit=499", ALL_OPPORTUNITIES).get("count").asInt());
    assertEquals(400, page(lenient, "opportunities", "limit=499").get("count").asInt());
  }

  @Test
  void aFinderIsCombinedWithConditions() throws Exception {
    String key = keys("accounts", r -> true).iterator().next();
    assertEquals(
        List.of(key),
        texts(page("accounts", "finder=PrimaryKey;PartyNumber=" + key), "PartyNumber"));
    assertEquals(
        0,
        page(
                "accounts",
                "finder=PrimaryKey;PartyNumber='" + key + "'",
                "q=PartyNumber <> '" + key + "'")
            .get("count")
            .asInt());
  }

  @Test
  void activitiesAreMoreThanTasks() throws Exception {
    assertEquals(340, page("activities", "limit=499").get("count").asInt());
    assertEquals(
        300,
        page("activities", "limit=499", "q=ActivityFunctionCode = 'TASK'").get("count").asInt());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "fields=Nothing",
        "fields=PartyNumber;Contact:FirstName",
        "fields=",
        "expand=Contact",
        "orderBy=Nothing",
        "orderBy=OrganizationDescription",
        "orderBy=City:up",
        "orderBy=City desc",
        "orderBy=lower(City)",
        "limit=0",
        "limit=-5",
        "limit=ten",
        "offset=-1",
        "onlyData=yes",
        "finder=Nothing;value=x",
        "finder=PrimaryKey;City='x'",
        "finder=PrimaryKey",
        "orderby=City",
      })
  void isRefused(String parameter) throws Exception {
    assertRefused("accounts", parameter);
  }

  @Test
  void fieldsExcludeExpand() throws Exception {
    assertTrue(assertRefused("accounts", "fields=City", "expand=Contact").contains("excludes"));
  }
}
