package dev.crmql.sandbox.dynamics;

import static dev.crmql.sandbox.dynamics.DynamicsClient.ROOT;
import static dev.crmql.sandbox.dynamics.DynamicsClient.texts;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.crmql.sandbox.Fault;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class OrderAndPagesTest {
  private static final String PAGED = "odata.maxpagesize=150";
  private static final String SORTED =
      ROOT + "accounts?$select=name&$orderby=name%20asc%2Caccountid%20asc";

  private static DynamicsClient client;

  @BeforeAll
  static void start() {
    client = new DynamicsClient();
  }

  @AfterAll
  static void stop() {
    client.close();
  }

  private static List<String> sortedIds(
      String table, String key, Function<Map<String, Object>, String> text, boolean descending) {
    Comparator<Map<String, Object>> byText =
        Comparator.comparing(text, Comparator.nullsFirst(String.CASE_INSENSITIVE_ORDER));
    Comparator<Map<String, Object>> byKey = Comparator.comparing(row -> (String) row.get(key));
    return client.rows(table).stream()
        .sorted((descending ? byText.reversed() : byText).thenComparing(byKey))
        .map(row -> (String) row.get(key))
        .toList();
  }

  @Test
  void nullSortsLowest() {
    Function<Map<String, Object>, String> city = row -> (String) row.get("address1_city");
    assertThat(texts(client.get(ROOT + "accounts?$orderby=address1_city,accountid"), "accountid"))
        .isEqualTo(sortedIds("account", "accountid", city, false));
    assertThat(
            texts(
                client.get(ROOT + "accounts?$orderby=address1_city%20desc,accountid"), "accountid"))
        .isEqualTo(sortedIds("account", "accountid", city, true));
  }

  @Test
  void lookupsSortByTheNameOfTheRelatedRow() {
    Map<Object, String> names = new HashMap<>();
    client
        .rows("account")
        .forEach(row -> names.put(row.get("accountid"), (String) row.get("name")));
    client
        .rows("contact")
        .forEach(row -> names.put(row.get("contactid"), (String) row.get("fullname")));
    assertThat(
            texts(
                client.get(ROOT + "contacts?$orderby=_parentcustomerid_value,contactid"),
                "contactid"))
        .isEqualTo(
            sortedIds(
                "contact", "contactid", row -> names.get(row.get("parentcustomerid")), false));
  }

  @Test
  void choicesSortByTheirNumber() {
    JsonNode page =
        client.get(
            ROOT
                + "accounts?$select=industrycode&$filter=industrycode%20ne%20null&$orderby=industrycode");
    List<Integer> codes = new ArrayList<>();
    page.get("value").forEach(row -> codes.add(row.get("industrycode").asInt()));
    assertThat(codes).isSorted().hasSizeGreaterThan(100);
  }

  @Test
  void withoutAnOrderRowsComeByTheirKey() {
    assertThat(texts(client.get(ROOT + "accounts"), "accountid")).isSorted().hasSize(400);
  }

  @Test
  void tiesDoNotComeInTheOrderThatAClientMightHopeFor() {
    List<String> withKey =
        texts(client.get(ROOT + "accounts?$orderby=industrycode,accountid"), "accountid");
    List<String> withoutKey =
        texts(client.get(ROOT + "accounts?$orderby=industrycode"), "accountid");
    assertThat(withoutKey).isNotEqualTo(withKey).containsExactlyInAnyOrderElementsOf(withKey);
  }

  @Test
  void nextLinksLeadThroughEveryRowOnce() {
    List<String> whole = texts(client.get(SORTED), "accountid");
    List<String> walked = new ArrayList<>();
    List<Integer> sizes = new ArrayList<>();
    JsonNode page = client.get(SORTED, "Prefer", PAGED);
    while (true) {
      walked.addAll(texts(page, "accountid"));
      sizes.add(page.get("value").size());
      if (!page.has("@odata.nextLink")) {
        break;
      }
      String link = page.get("@odata.nextLink").asText();
      assertThat(link).startsWith(client.service().baseUri() + SORTED + "&$skiptoken=");
      page = client.get(link, "Prefer", PAGED);
    }
    assertThat(walked).isEqualTo(whole);
    assertThat(sizes).containsExactly(150, 150, 100);
  }

  @Test
  void aFullLastPageHasNoNextLink() {
    JsonNode page = client.get(ROOT + "accounts", "Prefer", "odata.maxpagesize=400");
    assertThat(page.get("value")).hasSize(400);
    assertThat(page.has("@odata.nextLink")).isFalse();
  }

  @Test
  void nextLinksOfAddressesWithoutOptionsWork() {
    JsonNode first = client.get(ROOT + "accounts", "Prefer", PAGED);
    JsonNode second = client.get(first.get("@odata.nextLink").asText(), "Prefer", PAGED);
    assertThat(texts(second, "accountid")).doesNotContainAnyElementsOf(texts(first, "accountid"));
  }

  @Test
  void withoutThePreferenceANextLinkHasAnotherPageSize() {
    JsonNode page = client.get(SORTED, "Prefer", PAGED);
    assertThat(client.get(page.get("@odata.nextLink").asText()).get("value")).hasSize(250);
  }

  @Test
  void topIsIgnoredBesideAPageSize() {
    JsonNode page = client.get(ROOT + "accounts?$top=3", "Prefer", PAGED);
    assertThat(page.get("value")).hasSize(150);
    assertThat(page.has("@odata.nextLink")).isTrue();
  }

  @Test
  void nextLinksThatWereTakenApartAreRefused() {
    String link = client.get(SORTED, "Prefer", PAGED).get("@odata.nextLink").asText();
    String token = link.substring(link.indexOf("%3Ccookie"));
    for (String changed :
        List.of(
            link.replace("%25", "%"),
            link.replace("%", "%25"),
            link.replace("name%20asc", "name%20desc"),
            link.replace("%2C", ","),
            link.replace("$skiptoken", "%24skiptoken"),
            client.service().baseUri() + ROOT + "contacts?$skiptoken=" + token)) {
      assertThat(changed).isNotEqualTo(link);
      assertThat(client.send(changed, "Prefer", PAGED).statusCode()).as(changed).isEqualTo(400);
    }
  }

  @Test
  void countIsOfAllRowsThatTheFilterFinds() {
    JsonNode page =
        client.get(ROOT + "accounts?$count=true&$top=2&$filter=industrycode%20eq%20null");
    assertThat(page.get("value")).hasSize(2);
    assertThat(page.get("@odata.count").asInt())
        .isEqualTo(client.ids("account", row -> row.get("industrycode") == null).size());
    assertThat(client.get(ROOT + "accounts?$count=false").has("@odata.count")).isFalse();
  }

  @Test
  void annotatedPagesTellTheTotal() {
    String[] all = {"Prefer", "odata.maxpagesize=5,odata.include-annotations=\"*\""};
    JsonNode counted = client.get(ROOT + "accounts?$count=true", all);
    assertThat(counted.get("@Microsoft.Dynamics.CRM.totalrecordcount").asInt()).isEqualTo(400);
    assertThat(counted.get("@Microsoft.Dynamics.CRM.totalrecordcountlimitexceeded").asBoolean())
        .isFalse();
    assertThat(counted.get("value")).hasSize(5);
    JsonNode uncounted = client.get(ROOT + "accounts", all);
    assertThat(uncounted.get("@Microsoft.Dynamics.CRM.totalrecordcount").asInt()).isEqualTo(-1);
  }

  @Test
  void anEndlessNextLinkRepeatsItsPage() {
    client.service().inject(new Fault.EndlessNextLink(), 2, request -> true);
    JsonNode page = client.get(SORTED);
    JsonNode again = client.get(page.get("@odata.nextLink").asText());
    assertThat(again).isEqualTo(page);
  }

  @Test
  void aNextLinkCanLeadToAnotherHost() {
    client.service().inject(new Fault.NextLinkToOtherHost(URI.create("http://elsewhere.example")));
    assertThat(client.get(SORTED).get("@odata.nextLink").asText())
        .startsWith("http://elsewhere.example/api/data/v9.2/accounts?");
  }

  @Test
  void idsAreInNoOrderOfCreation() {
    List<String> ids = new ArrayList<>(client.ids("account", row -> true));
    List<String> sorted = new ArrayList<>(ids);
    Collections.sort(sorted);
    assertThat(ids).isNotEqualTo(sorted).doesNotHaveDuplicates();
  }
}
