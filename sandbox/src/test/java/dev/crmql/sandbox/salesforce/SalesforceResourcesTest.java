package dev.crmql.sandbox.salesforce;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.crmql.sandbox.SandboxClient;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SalesforceResourcesTest extends SalesforceTestBase {
  private static final ObjectMapper JSON = new ObjectMapper();

  @Test
  void versionsNeedNoToken() throws Exception {
    SandboxClient.Answer answer =
        client.get("/services/data/", Map.of("Authorization", "Bearer other"));

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body())
        .anySatisfy(
            version -> {
              assertThat(version.get("version").asText()).isEqualTo("60.0");
              assertThat(version.get("url").asText()).isEqualTo("/services/data/v60.0");
            });
  }

  @Test
  void anotherTokenIsAnInvalidSession() throws Exception {
    SandboxClient.Answer answer =
        client.get(BASE + "/sobjects", Map.of("Authorization", "Bearer other"));

    assertThat(answer.status()).isEqualTo(401);
    assertThat(answer.whole().body())
        .isEqualTo(
            "[{\"message\":\"Session expired or invalid\",\"errorCode\":\"INVALID_SESSION_ID\"}]");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/services/data/v60.0/nothing",
        "/services/data/v99.0/sobjects",
        "/services/data/v60.0/sobjects/Nothing/describe",
        "/elsewhere",
      })
  void unknownPathsAreNotFound(String path) throws Exception {
    SandboxClient.Answer answer = client.get(path);

    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.body().get(0).get("errorCode").asText()).isEqualTo("NOT_FOUND");
  }

  @Test
  void queriesAreGotNotPosted() throws Exception {
    assertThat(client.post(BASE + "/query?q=x", "{}").status()).isEqualTo(405);
  }

  @Test
  void aQueryIsNeeded() throws Exception {
    assertThat(client.get(BASE + "/query").body().get(0).get("errorCode").asText())
        .isEqualTo("MALFORMED_QUERY");
  }

  @Test
  void plusIsABlankInAUrl() throws Exception {
    assertThat(client.get(BASE + "/query?q=SELECT+Id+FROM+Account+LIMIT+1").status())
        .isEqualTo(200);
    assertThat(
            client
                .get(
                    BASE
                        + "/query?q=SELECT+Id+FROM+Account+WHERE+CreatedDate%3E2018-02-23T00:00:00+01:00")
                .status())
        .isEqualTo(400);
  }

  @Test
  void anUnknownLocatorIsRefused() throws Exception {
    for (String locator : List.of("01gAx0000055555YAA-2000", "x", "x-y")) {
      SandboxClient.Answer answer = client.get(BASE + "/query/" + locator);

      assertThat(answer.status()).isEqualTo(400);
      assertThat(answer.body().get(0).get("errorCode").asText()).isEqualTo("INVALID_QUERY_LOCATOR");
    }
  }

  @Test
  void aLongUriIsRefused() throws Exception {
    assertThat(client.get(longQuery()).status()).isEqualTo(414);
  }

  @Test
  void longHeadersAreRefused() throws Exception {
    assertThat(client.get(BASE + "/sobjects", Map.of("X-Long", "x".repeat(16_400))).status())
        .isEqualTo(431);
  }

  @Test
  void describeTellsHowAFieldMayBeUsed() throws Exception {
    JsonNode describe = client.get(BASE + "/sobjects/account/describe").body();
    Map<String, JsonNode> fields = new HashMap<>();
    describe.get("fields").forEach(field -> fields.put(field.get("name").asText(), field));

    assertThat(describe.get("name").asText()).isEqualTo("Account");
    assertThat(describe.get("queryable").asBoolean()).isTrue();
    assertField(fields.get("Id"), "id", false, true);
    assertField(fields.get("Name"), "string", false, true);
    assertField(fields.get("Industry"), "picklist", true, true);
    assertField(fields.get("AnnualRevenue"), "currency", true, true);
    assertField(fields.get("NumberOfEmployees"), "int", true, true);
    assertField(fields.get("CreatedDate"), "datetime", false, true);
    assertField(fields.get("OnCreditHold__c"), "boolean", false, true);
    assertField(fields.get("Description"), "textarea", true, false);
    assertThat(fields.get("ParentId").get("relationshipName").asText()).isEqualTo("Parent");
    assertThat(fields.get("ParentId").at("/referenceTo/0").asText()).isEqualTo("Account");
  }

  @Test
  void theCatalogueListsTheObjects() throws Exception {
    assertThat(client.get(BASE + "/sobjects").body().get("sobjects"))
        .extracting(object -> object.get("name").asText() + object.get("keyPrefix").asText())
        .containsExactly(
            "Account001", "Contact003", "Lead00Q", "Opportunity006", "Campaign701", "Task00T");
  }

  @Test
  void compositeCarriesQueriesThatAreTooLongForAUri() throws Exception {
    SandboxClient.Answer answer = composite(longQuery(), BASE + "/query?q=SELECT+foo+FROM+Account");

    assertThat(answer.status()).isEqualTo(200);
    JsonNode good = answer.body().at("/compositeResponse/0");
    JsonNode bad = answer.body().at("/compositeResponse/1");
    assertThat(good.get("httpStatusCode").asInt()).isEqualTo(200);
    assertThat(good.get("referenceId").asText()).isEqualTo("q0");
    assertThat(good.at("/body/totalSize").asInt()).isEqualTo(1);
    assertThat(bad.get("httpStatusCode").asInt()).isEqualTo(400);
    assertThat(bad.at("/body/0/errorCode").asText()).isEqualTo("INVALID_FIELD");
  }

  @Test
  void compositeCarriesAtMostFiveQueries() throws Exception {
    String[] six = new String[6];
    java.util.Arrays.fill(six, BASE + "/query?q=SELECT+Id+FROM+Account+LIMIT+1");

    assertThat(composite(six).status()).isEqualTo(400);
  }

  private static SandboxClient.Answer composite(String... urls) throws Exception {
    ObjectNode body = JSON.createObjectNode();
    ArrayNode parts = body.putArray("compositeRequest");
    for (String url : urls) {
      parts
          .addObject()
          .put("method", "GET")
          .put("referenceId", "q" + (parts.size() - 1))
          .put("url", url);
    }
    return client.post(BASE + "/composite", body.toString());
  }

  /** Finds one account by a list of which the rest does not exist. */
  private static String longQuery() {
    StringBuilder ids = new StringBuilder("'" + table("Account").rows().get(0).get("Id") + "'");
    for (int i = 0; i < 800; i++) {
      ids.append(",'").append(SalesforceIds.of("00X", i)).append('\'');
    }
    return BASE
        + "/query?q="
        + SandboxClient.encoded("SELECT Id FROM Account WHERE Id IN (" + ids + ")");
  }

  private static void assertField(JsonNode field, String type, boolean nillable, boolean usable) {
    assertThat(field.get("type").asText()).isEqualTo(type);
    assertThat(field.get("nillable").asBoolean()).isEqualTo(nillable);
    assertThat(field.get("filterable").asBoolean()).isEqualTo(usable);
    assertThat(field.get("sortable").asBoolean()).isEqualTo(usable);
  }
}
