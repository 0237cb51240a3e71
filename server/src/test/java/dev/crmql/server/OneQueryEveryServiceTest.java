package dev.crmql.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.crmql.sandbox.data.Table;
import java.math.BigInteger;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.text.Collator;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * One query for each unified type over all services that have the type, over HTTP, against what the
 * services' own tables hold.
 */
final class OneQueryEveryServiceTest {

  private static final String ALL = "123,456,789,234,345,567,678,890";

  /** More than there are of any type, contacts of eight accounts included. */
  private static final int EVERYTHING = 30_000;

  /** A unified type, the accounts that have it, and the tables where their services keep it. */
  private enum Type {
    ACCOUNT("account Account Accounts accounts companies Accounts organizations Accounts"),
    CONTACT("contact Contact Contacts contacts contacts Contacts persons Contacts"),
    LEAD("lead Lead Leads leads leads Leads leads Leads"),
    OPPORTUNITY(
        "opportunity Opportunity Opportunities opportunities deals Deals deals Opportunities"),
    CAMPAIGN("campaign Campaign Campaigns campaigns - Campaigns - -"),
    TASK("task Task Tasks activities tasks Tasks activities Tasks");

    private final String tables;

    Type(String tables) {
      this.tables = tables;
    }

    /** By account. */
    Map<String, String> tables() {
      String[] accounts = ALL.split(",", -1);
      String[] names = tables.split(" ", -1);
      Map<String, String> byAccount = new LinkedHashMap<>();
      for (int i = 0; i < accounts.length; i++) {
        if (!names[i].equals("-")) {
          byAccount.put(accounts[i], names[i]);
        }
      }
      return byAccount;
    }

    String accounts() {
      return String.join(",", tables().keySet());
    }

    String wireName() {
      return name().toLowerCase(Locale.ROOT);
    }

    /** What the accounts' services hold. */
    List<Found> seeded() {
      List<Found> rows = new ArrayList<>();
      tables().forEach((account, table) -> rows.addAll(seeded(account, table)));
      return rows;
    }

    private static List<Found> seeded(String account, String name) {
      String service =
          DemoAccounts.of(demo.sandbox()).stream()
              .filter(one -> one.id().equals(account))
              .findFirst()
              .orElseThrow()
              .service();
      Table table =
          demo.service(service).tables().stream()
              .filter(one -> one.name().equals(name))
              .findFirst()
              .orElseThrow();
      return table.rows().stream()
          // Oracle keeps appointments and calls among the activities.
          .filter(row -> row.getOrDefault("ActivityFunctionCode", "TASK").equals("TASK"))
          .map(row -> new Found(account, row.get(table.keyColumn()).toString()))
          .toList();
    }
  }

  /** A record of an account. */
  private record Found(String account, String id) {

    /** HubSpot and, but for leads, Pipedrive number their records; elsewhere an id is text. */
    boolean isNumbered() {
      return Set.of("345", "678").contains(account) && id.matches("[0-9]+");
    }
  }

  private static DemoServer demo;

  @BeforeAll
  static void start() {
    demo = new DemoServer();
  }

  @AfterAll
  static void stop() {
    demo.close();
  }

  private static JsonNode search(String accounts, String kql) throws Exception {
    return demo.get(
        "/v1/accounts/%s/crm/search?lang=kql&q=%s"
            .formatted(accounts, URLEncoder.encode(kql, StandardCharsets.UTF_8)),
        "Bearer [TOKEN]");
  }

  private static List<Found> found(JsonNode answer) {
    return objects(answer)
        .map(o -> new Found(o.get("account_id").textValue(), o.at("/raw/id").textValue()))
        .toList();
  }

  private static Stream<JsonNode> objects(JsonNode answer) {
    return StreamSupport.stream(answer.get("objects").spliterator(), false);
  }

  /** Numbers first, by value; then text in the order of Java's own root collation, without case. */
  private static Comparator<Found> byId() {
    Collator text = Collator.getInstance(Locale.ROOT);
    text.setStrength(Collator.SECONDARY);
    return Comparator.comparing((Found row) -> !row.isNumbered())
        .thenComparing(
            (left, right) ->
                left.isNumbered()
                    ? new BigInteger(left.id()).compareTo(new BigInteger(right.id()))
                    : text.compare(left.id(), right.id()));
  }

  @ParameterizedTest
  @EnumSource
  void theQueryFindsWhatTheServicesHold(Type type) throws Exception {
    JsonNode answer =
        search(
            type.accounts(),
            "SELECT id FROM " + type.wireName() + " ORDER BY id LIMIT " + EVERYTHING);

    assertThat(answer.get("errors")).isEmpty();
    assertThat(found(answer)).containsExactlyInAnyOrderElementsOf(type.seeded());
    assertThat(answer.get("count").intValue()).isEqualTo(type.seeded().size());
    assertThat(objects(answer)).allMatch(o -> o.get("type").textValue().equals(type.wireName()));
    assertThat(found(answer)).isSortedAccordingTo(byId());
  }

  @ParameterizedTest
  @EnumSource
  void limitAndOffsetAreOfTheMergedRows(Type type) throws Exception {
    String accounts = type.accounts();
    String kql = "SELECT id FROM " + type.wireName() + " ORDER BY id";
    int half = type.seeded().size() / 2;

    List<Found> all = found(search(accounts, kql + " LIMIT " + EVERYTHING));
    List<Found> middle = found(search(accounts, kql + " LIMIT 25 OFFSET " + half));

    assertThat(middle).hasSize(25).isEqualTo(all.subList(half, half + 25));
  }

  @ParameterizedTest
  @EnumSource
  void everyServicesRowsHaveUnifiedAttributes(Type type) throws Exception {
    String named = type == Type.TASK ? "subject" : "name";
    for (String account : type.tables().keySet()) {
      JsonNode answer =
          search(account, "SELECT * FROM " + type.wireName() + " ORDER BY id LIMIT 30");

      assertThat(answer.get("objects")).as(account).hasSize(30);
      boolean firstAndLast = type == Type.CONTACT && !answer.at("/objects/0").has("name");
      assertThat(objects(answer).map(o -> o.path(firstAndLast ? "last_name" : named)))
          .as("%s of %s", named, account)
          .anyMatch(value -> value.isTextual() && !value.textValue().isEmpty());
      assertThat(objects(answer)).allMatch(o -> o.at("/raw/object").size() > 2);
    }
  }

  @Test
  void anAccountWithoutTheTypeSaysSoBesideTheOthersRows() throws Exception {
    JsonNode answer = search(ALL, "SELECT id FROM campaign ORDER BY id LIMIT 1000");

    assertThat(found(answer)).containsExactlyInAnyOrderElementsOf(Type.CAMPAIGN.seeded());
    assertThat(answer.get("errors").fieldNames())
        .toIterable()
        .containsExactlyInAnyOrder("345", "678", "890");
    for (Map.Entry<String, String> refused :
        Map.of("345", "HubSpot", "678", "Pipedrive", "890", "Pipeliner CRM").entrySet()) {
      JsonNode error = answer.get("errors").get(refused.getKey());
      assertThat(error.get("error_code").textValue()).isEqualTo("unknown-object");
      assertThat(error.get("status_code").intValue()).isEqualTo(400);
      assertThat(error.get("message").textValue())
          .startsWith(refused.getValue() + " has no ")
          .contains("campaign")
          .doesNotContain("may not");
      assertThat(error.get("column").intValue()).isEqualTo("SELECT id FROM ".length() + 1);
      assertThat(error.get("hints")).isNotEmpty();
    }
  }

  @Test
  void aKeywordIsLookedForOnEveryService() throws Exception {
    JsonNode answer =
        demo.get("/v1/accounts/" + ALL + "/crm/search?lang=keyword&q=bikes", "Bearer [TOKEN]");

    assertThat(answer.get("errors")).isEmpty();
    assertThat(answer.get("objects").findValuesAsText("account_id")).contains(ALL.split(",", -1));
    assertThat(objects(answer)).noneMatch(o -> o.get("type").textValue().equals("object"));
  }

  @ParameterizedTest
  @EnumSource
  void theTypeIsNamedInAnyServicesWay(Type type) throws Exception {
    String accounts = type.accounts();
    String expected = search(accounts, "SELECT id FROM " + type.wireName() + " LIMIT 5").toString();
    String capital = type.name().charAt(0) + type.wireName().substring(1);
    String plural = type == Type.OPPORTUNITY ? "Opportunities" : capital + "s";

    assertThat(search(accounts, "SELECT id FROM " + capital + " LIMIT 5")).hasToString(expected);
    assertThat(search(accounts, "SELECT id FROM " + plural + " LIMIT 5")).hasToString(expected);
  }
}
