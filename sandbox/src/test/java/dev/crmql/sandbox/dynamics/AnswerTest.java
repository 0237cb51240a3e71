package dev.crmql.sandbox.dynamics;

import static dev.crmql.sandbox.dynamics.DynamicsClient.ROOT;
import static dev.crmql.sandbox.dynamics.DynamicsClient.encoded;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.crmql.sandbox.data.SampleData;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class AnswerTest {
  private static DynamicsClient client;

  @BeforeAll
  static void start() {
    client = new DynamicsClient();
  }

  @AfterAll
  static void stop() {
    client.close();
  }

  @Test
  void everyRowIsAnsweredAsItIsStored() {
    Map<String, String> sets =
        Map.of(
            "account", "accounts",
            "contact", "contacts",
            "lead", "leads",
            "opportunity", "opportunities",
            "campaign", "campaigns",
            "task", "tasks");
    client
        .service()
        .tables()
        .forEach(
            table -> {
              Map<String, JsonNode> answered = new HashMap<>();
              client
                  .get(ROOT + sets.get(table.name()))
                  .get("value")
                  .forEach(row -> answered.put(row.get(table.keyColumn()).asText(), row));
              assertThat(answered).hasSameSizeAs(table.rows());
              for (Map<String, Object> row : table.rows()) {
                JsonNode json = answered.get((String) row.get(table.keyColumn()));
                row.forEach(
                    (column, value) -> {
                      JsonNode shown =
                          json.has(column) ? json.get(column) : json.get("_" + column + "_value");
                      if (value instanceof BigDecimal amount) {
                        assertThat(shown.decimalValue()).isEqualByComparingTo(amount);
                      } else {
                        assertThat(shown.isNull() ? null : shown.asText())
                            .isEqualTo(value == null ? null : value.toString());
                      }
                      assertThat(shown.isTextual()).isEqualTo(value != null && !isBare(value));
                    });
              }
            });
  }

  private static boolean isBare(Object value) {
    return value instanceof Number || value instanceof Boolean;
  }

  @Test
  void clearedTextIsNullOrEmptyDependingOnTheRow() {
    List<SampleData.Account> records = SampleData.create().accounts();
    List<Object> websites = new ArrayList<>();
    for (int i = 0; i < records.size(); i++) {
      if ("".equals(records.get(i).website())) {
        websites.add(client.rows("account").get(i).get("websiteurl"));
      }
    }
    assertThat(websites).contains("", (Object) null).containsOnly("", null);
  }

  @Test
  void thePrimaryKeyComesUnasked() {
    JsonNode row = client.get(ROOT + "tasks?$select=subject&$top=1").at("/value/0");
    assertThat(row.fieldNames())
        .toIterable()
        .containsExactly("@odata.etag", "subject", "activityid");
    assertThat(row.get("@odata.etag").asText()).matches("W/\"\\d+\"");
  }

  @Test
  void labelsComeOnlyWhenAskedFor() {
    String target =
        ROOT
            + "accounts?$top=1&$filter=industrycode%20eq%201%20and%20donotemail%20eq%20true%20and%20revenue%20eq%2012500.5";
    String formatted = "@OData.Community.Display.V1.FormattedValue";
    JsonNode bare = client.get(target).at("/value/0");
    assertThat(bare.fieldNames()).toIterable().noneMatch(name -> name.indexOf('@') > 0);
    JsonNode labelled =
        client
            .get(
                target,
                "Prefer",
                "odata.include-annotations=\"OData.Community.Display.V1.FormattedValue\"")
            .at("/value/0");
    assertThat(labelled.get("donotemail" + formatted).asText()).isEqualTo("Yes");
    assertThat(labelled.get("revenue" + formatted).asText()).isEqualTo("$12,500.50");
    assertThat(labelled.get("industrycode" + formatted).asText()).doesNotContainPattern("[0-9]");
    assertThat(labelled.get("createdon" + formatted).asText())
        .matches("\\d+/\\d+/\\d{4} \\d+:\\d\\d [AP]M");
    assertThat(labelled.fieldNames())
        .toIterable()
        .noneMatch(name -> name.contains("lookuplogicalname"));
  }

  @Test
  void expandedRowsMayBeExpandedAgain() {
    JsonNode page =
        client.get(
            ROOT
                + "opportunities?$select=name&$expand="
                + encoded("parentaccountid($select=name;$expand=parentaccountid($select=name))")
                + "&$filter="
                + encoded("parentaccountid/parentaccountid/name ne null"));
    Map<Object, Map<String, Object>> accounts = new HashMap<>();
    client.rows("account").forEach(row -> accounts.put(row.get("accountid"), row));
    assertThat(page.get("value")).isNotEmpty();
    for (JsonNode row : page.get("value")) {
      Map<String, Object> parent = accounts.get(row.at("/parentaccountid/accountid").asText());
      assertThat(row.at("/parentaccountid/parentaccountid/name").asText())
          .isEqualTo(accounts.get(parent.get("parentaccountid")).get("name"));
    }
  }

  @Test
  void collectionsExpandToLists() {
    JsonNode page =
        client.get(
            ROOT
                + "accounts?$select=name&$expand="
                + encoded("contact_customer_accounts($select=fullname)"));
    for (JsonNode row : page.get("value")) {
      List<String> contacts =
          client.ids(
              "contact", c -> row.get("accountid").asText().equals(c.get("parentcustomerid")));
      assertThat(row.get("contact_customer_accounts").findValuesAsText("contactid"))
          .containsExactlyInAnyOrderElementsOf(contacts);
    }
  }

  @Test
  void whoAmIAnswersIds() {
    JsonNode answer = client.get(ROOT + "WhoAmI");
    assertThat(answer.fieldNames())
        .toIterable()
        .contains("UserId", "BusinessUnitId", "OrganizationId");
  }
}
