package dev.crmql.sandbox.sugarcrm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ListsTest extends SugarTest {

  @Test
  void aPageHas20RecordsUnlessMoreAreAskedFor() {
    for (String maxNum :
        new String[] {"{}", "{\"max_num\":0}", "{\"max_num\":\"\"}", "{\"max_num\":20}"}) {
      assertPage(sugar.post("/Contacts/filter", maxNum).body(), 20, 20);
    }
    assertPage(sugar.post("/Contacts/filter", "{\"max_num\":\"7\",\"offset\":3}").body(), 7, 10);
  }

  @Test
  void theLimitIsSilentlyLowered() {
    for (String maxNum : new String[] {"1001", "5000", "-1", "\"many\""}) {
      assertPage(sugar.post("/Contacts/filter", "{\"max_num\":" + maxNum + "}").body(), 1000, 1000);
    }
  }

  @Test
  void theLastPageSaysSo() {
    int size = sugar.table("Campaigns").rows().size();
    assertPage(sugar.post("/Campaigns/filter", "{\"max_num\":" + size + "}").body(), size, -1);
    assertPage(
        sugar.post("/Campaigns/filter", "{\"max_num\":" + (size - 1) + "}").body(),
        size - 1,
        size - 1);
    assertPage(sugar.post("/Campaigns/filter", "{\"offset\":" + size + "}").body(), 0, -1);
    assertPage(sugar.post("/Campaigns/filter", "{\"offset\":\"end\"}").body(), 0, -1);
  }

  @Test
  void pagesOfAJoinAreShort() {
    String filter = "[{\"account_name\":{\"$not_null\":\"\"}}]";
    assertPage(
        sugar.post("/Contacts/filter", "{\"filter\":" + filter + ",\"max_num\":10}").body(), 9, 9);
    assertFinds("Contacts", filter, row -> row.get("account_id") != null);
    assertThat(new HashSet<>(sugar.ids("Contacts", filter)))
        .hasSameSizeAs(sugar.ids("Contacts", filter));
  }

  @Test
  void theNewestComesFirstByDefault() {
    assertOrder(
        "Accounts",
        null,
        shownBy("date_modified").reversed().thenComparing(shownBy("id").reversed()));
  }

  @Test
  void theIdComesLastInTheDirectionOfTheLastColumn() {
    assertOrder("Accounts", "industry", textBy("industry").thenComparing(shownBy("id")));
    assertOrder(
        "Accounts",
        "industry:desc",
        textBy("industry").reversed().thenComparing(shownBy("id").reversed()));
    assertOrder(
        "Accounts",
        "industry:asc,rating:DESC",
        textBy("industry")
            .thenComparing(textBy("rating").reversed())
            .thenComparing(shownBy("id").reversed()));
    assertOrder("Accounts", "industry:down", textBy("industry").thenComparing(shownBy("id")));
    assertOrder("Accounts", "id:desc,industry", shownBy("id").reversed());
  }

  @Test
  void aRepeatedFieldKeepsItsFirstDirection() {
    assertOrder(
        "Accounts",
        "industry:desc,industry:asc",
        textBy("industry").reversed().thenComparing(shownBy("id").reversed()));
  }

  @Test
  void personsSortByLastName() {
    List<String> byName = order("Contacts", "name:desc");
    assertThat(byName)
        .isEqualTo(order("Contacts", "last_name:desc"))
        .isNotEqualTo(order("Contacts", "id:desc"));
    assertThat(order("Contacts", "full_name")).isEqualTo(order("Contacts", "last_name"));
  }

  @Test
  void fieldsOutsideOfTheDatabaseDoNotSort() {
    assertThat(order("Campaigns", "description:desc")).isEqualTo(order("Campaigns", "id:desc"));
    assertThat(order("Campaigns", "status,description:desc"))
        .isEqualTo(order("Campaigns", "status,id:desc"));
  }

  @Test
  void nullSortsLowestUnlessAskedOtherwise() {
    List<JsonNode> lowest = records("Opportunities", "{\"order_by\":\"probability\"}");
    List<JsonNode> last =
        records("Opportunities", "{\"order_by\":\"probability\",\"nulls_last\":1}");
    assertThat(lowest.get(0).get("probability").isNull()).isTrue();
    assertThat(last.get(0).get("probability").isNull()).isFalse();
  }

  @Test
  void refusesOrderByUnknownFields() {
    for (String order : new String[] {"nmae", "name, website", "name asc", "accounts.name", ""}) {
      SugarClient.Answer answer =
          sugar.post("/Accounts/filter", "{\"order_by\":\"" + order + "\"}");
      assertThat(answer.status()).isEqualTo(422);
      assertThat(answer.body().get("error").asText()).isEqualTo("invalid_parameter");
    }
    assertThat(
            sugar
                .post("/Accounts/filter", "{\"order_by\":\"name, website\"}")
                .body()
                .get("error_message")
                .asText())
        .isEqualTo("Non existing field:  website in module: Accounts");
  }

  @Test
  void onlyTheFieldsAskedForAreShown() {
    JsonNode record =
        records("Accounts", "{\"fields\":\"name, website,nonsense\",\"max_num\":1}").get(0);
    assertThat(record.fieldNames())
        .toIterable()
        .containsExactlyInAnyOrder(
            "id", "date_modified", "name", "website", "locked_fields", "_acl", "_module");
    assertThat(record.get("_module").textValue()).isEqualTo("Accounts");
    JsonNode listed =
        records("Accounts", "{\"fields\":[\"name\",{\"name\":\"website\"}],\"max_num\":1}").get(0);
    assertThat(listed).isEqualTo(record);
  }

  @Test
  void allFieldsAreShownIfNoneIsAskedFor() {
    JsonNode record = records("Contacts", "{\"max_num\":1}").get(0);
    assertThat(record.fieldNames())
        .toIterable()
        .contains("id", "name", "email", "email1", "account_name", "birthdate")
        .doesNotContain("accounts");
  }

  @Test
  void countsWhatAListWouldFind() {
    String filter = "filter%5B0%5D%5Bindustry%5D=Banking";
    int expected = sugar.stored("Accounts", row -> "Banking".equals(row.get("industry"))).size();
    assertThat(expected).isPositive();
    assertThat(sugar.get("/Accounts/filter/count?" + filter).body())
        .hasToString("{\"record_count\":" + expected + "}");
    assertThat(sugar.get("/Accounts/count?" + filter).body().get("record_count").asInt())
        .isEqualTo(expected);
    assertThat(
            sugar
                .post("/Accounts/filter/count", "{\"filter\":[{\"industry\":\"Banking\"}]}")
                .body()
                .get("record_count")
                .asInt())
        .isEqualTo(expected);
    assertThat(sugar.get("/Accounts/count").body().get("record_count").asInt())
        .isEqualTo(sugar.table("Accounts").rows().size());
  }

  @Test
  void filtersInAQueryStringAreArraysOrJson() {
    Set<String> expected = Set.copyOf(sugar.ids("Accounts", "[{\"name\":{\"$starts\":\"Jim\"}}]"));
    assertThat(expected).isNotEmpty();
    for (String query :
        new String[] {
          "/Accounts/filter?filter%5B0%5D%5Bname%5D%5B%24starts%5D=Jim",
          "/Accounts/filter?filter[][name][$starts]=Jim".replace("[", "%5B").replace("]", "%5D"),
          "/Accounts?filter%5B0%5D%5Bname%5D%5B%24starts%5D=Jim",
          "/Accounts/filter?filter=%5B%7B%22name%22%3A%7B%22%24starts%22%3A%22Jim%22%7D%7D%5D",
          "/Accounts?filter=%5B%7B%22name%22:%7B%22$starts%22:%22Jim%22%7D%7D%5D"
        }) {
      assertThat(ids(sugar.get(query + "&max_num=1000").body()))
          .containsExactlyInAnyOrderElementsOf(expected);
    }
    assertThat(sugar.get("/Accounts/filter?filter=Jim").body().get("error_message").textValue())
        .isEqualTo("Unexpected filter type string.");
    assertThat(sugar.get("/Accounts/filter?filter=%5B%7B").status()).isEqualTo(422);
  }

  @Test
  void aPlusInAQueryStringIsABlank() {
    String time = "filter%5B0%5D%5Bdate_entered%5D%5B%24gte%5D=2024-07-01T00:00:00";
    SugarClient.Answer lost = sugar.get("/Accounts?max_num=1000&" + time + "+00:00");
    assertThat(lost.status()).isEqualTo(200);
    assertThat(ids(lost.body()))
        .containsExactlyInAnyOrderElementsOf(
            sugar.ids("Accounts", "[{\"date_entered\":{\"$gte\":\"2024-07-01T07:00:00Z\"}}]"));
    assertThat(ids(sugar.get("/Accounts?max_num=1000&" + time + "%2B00:00").body()))
        .containsExactlyInAnyOrderElementsOf(
            sugar.ids("Accounts", "[{\"date_entered\":{\"$gte\":\"2024-07-01T00:00:00Z\"}}]"));
  }

  @Test
  void theQueryStringOverridesTheBody() {
    assertPage(sugar.post("/Contacts/filter?max_num=3", "{\"max_num\":5}").body(), 3, 3);
  }

  private static void assertPage(JsonNode page, int records, int nextOffset) {
    assertThat(page.get("records")).hasSize(records);
    assertThat(page.get("next_offset").intValue()).isEqualTo(nextOffset);
  }

  private static void assertOrder(String module, String orderBy, Comparator<JsonNode> comparator) {
    List<JsonNode> records =
        records(module, orderBy == null ? "{}" : "{\"order_by\":\"" + orderBy + "\"}");
    List<JsonNode> expected = new ArrayList<>(sugar.find(module, "[]"));
    expected.sort(comparator);
    assertThat(records.stream().map(ListsTest::id))
        .containsExactlyElementsOf(expected.stream().map(ListsTest::id).toList());
  }

  private static List<String> order(String module, String orderBy) {
    return records(module, "{\"order_by\":\"" + orderBy + "\"}").stream()
        .map(ListsTest::id)
        .toList();
  }

  /** The first 1000 records, if no other number is asked for. */
  private static List<JsonNode> records(String module, String body) {
    String limited =
        body.contains("max_num")
            ? body
            : "{\"max_num\":1000" + (body.length() > 2 ? "," : "") + body.substring(1);
    List<JsonNode> records = new ArrayList<>();
    sugar.post("/" + module + "/filter", limited).body().get("records").forEach(records::add);
    return records;
  }

  private static List<String> ids(JsonNode page) {
    List<String> ids = new ArrayList<>();
    page.get("records").forEach(record -> ids.add(id(record)));
    return ids;
  }

  private static String id(JsonNode record) {
    return record.get("id").textValue();
  }

  private static Comparator<JsonNode> textBy(String field) {
    return Comparator.comparing(
        record -> record.get(field).textValue(), String.CASE_INSENSITIVE_ORDER);
  }

  private static Comparator<JsonNode> shownBy(String field) {
    return field.startsWith("date_")
        ? Comparator.comparing(
            record -> OffsetDateTime.parse(record.get(field).textValue()).toInstant())
        : Comparator.comparing(record -> record.get(field).textValue());
  }
}
