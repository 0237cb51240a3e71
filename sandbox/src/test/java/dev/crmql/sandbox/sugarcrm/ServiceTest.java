package dev.crmql.sandbox.sugarcrm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.crmql.sandbox.Fault;
import java.net.http.HttpRequest;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Versions, routes, tokens, metadata and faults. */
class ServiceTest extends SugarTest {

  @Test
  void moduleNamesAreExact() {
    assertNoRoute(sugar.post("/accounts/filter", "{}"), 2);
    assertNoRoute(sugar.post("/Account/filter", "{}"), 2);
    assertNoRoute(sugar.get("/Cases"), 1);
    assertNoRoute(sugar.post("/Accounts/filter/count/x", "{}"), 4);
    assertNoRoute(sugar.post("/Accounts", "{}"), 1);
  }

  @Test
  void theVersionIsNeededOnceAndInRange() {
    for (String path :
        new String[] {"/rest/v11/Accounts", "/rest/v11_4/Accounts", "/rest/v10/Accounts"}) {
      assertThat(sugar.send(sugar.request(path)).status()).isEqualTo(200);
    }
    String accept = "application/vnd.sugarcrm.core+json; version=11.23";
    assertThat(sugar.send(sugar.request("/rest/Accounts").header("Accept", accept)).status())
        .isEqualTo(200);
    for (HttpRequest.Builder wrong :
        new HttpRequest.Builder[] {
          sugar.request("/rest/Accounts"),
          sugar.request("/rest/v11_24/Accounts"),
          sugar.request("/rest/v9/Accounts"),
          sugar.request("/rest/v12/Accounts"),
          sugar.request("/rest/v11_23/Accounts").header("Accept", accept)
        }) {
      assertError(sugar.send(wrong), 301, "incorrect_version");
    }
  }

  @Test
  void aTokenIsNeeded() {
    String path = "/rest/v11_23/Accounts";
    assertError(sugar.send(sugar.bare(path)), 401, "need_login");
    assertError(
        sugar.send(sugar.bare(path).header("Authorization", "Bearer old")), 401, "invalid_grant");
    assertError(sugar.send(sugar.bare(path).header("OAuth-Token", "old")), 401, "invalid_grant");
    assertThat(
            sugar
                .send(sugar.bare(path).header("OAuth-Token", sugar.service().accessToken()))
                .status())
        .isEqualTo(200);
  }

  @Test
  void aPasswordBuysAToken() {
    JsonNode token =
        token(
                "{\"grant_type\":\"password\",\"client_id\":\"sugar\",\"client_secret\":\"\",\"username\":\"sandbox\",\"password\":\"sandbox-password\",\"platform\":\"base\"}")
            .body();
    assertGood(token.get("access_token").textValue());
    assertThat(token.get("expires_in").intValue()).isEqualTo(3600);
    assertThat(token.get("token_type").textValue()).isEqualTo("bearer");
    assertError(
        token("{\"grant_type\":\"password\",\"username\":\"sandbox\",\"password\":\"wrong\"}"),
        401,
        "need_login");
    assertError(
        token("{\"grant_type\":\"password\",\"platform\":\"mine\"}"), 422, "invalid_parameter");
    assertError(token("{\"grant_type\":\"magic\"}"), 400, "unsupported_grant_type");
    assertError(token("{}"), 400, "invalid_request");
  }

  @Test
  void aRefreshTokenBuysAToken() {
    String refresh =
        token(
                "{\"grant_type\":\"password\",\"username\":\"sandbox\",\"password\":\"sandbox-password\"}")
            .body()
            .get("refresh_token")
            .textValue();
    assertGood(
        token("{\"grant_type\":\"refresh_token\",\"refresh_token\":\"" + refresh + "\"}")
            .body()
            .get("access_token")
            .textValue());
    assertError(
        token("{\"grant_type\":\"refresh_token\",\"refresh_token\":\"dead\"}"),
        400,
        "invalid_grant");
  }

  private void assertGood(String token) {
    assertThat(
            sugar.send(sugar.bare("/rest/v11_23/Accounts").header("OAuth-Token", token)).status())
        .isEqualTo(200);
  }

  @Test
  void metadataDescribesFields() {
    JsonNode modules =
        sugar
            .get("/metadata?type_filter=modules&module_filter=Accounts,Contacts,Nothing")
            .body()
            .get("modules");
    assertThat(modules.fieldNames()).toIterable().containsExactly("Accounts", "Contacts");
    JsonNode account = modules.get("Accounts").get("fields");
    assertThat(account.get("name").get("type").textValue()).isEqualTo("name");
    assertThat(account.get("employees").get("type").textValue()).isEqualTo("varchar");
    assertThat(account.get("score_c").get("type").textValue()).isEqualTo("decimal");
    assertThat(account.get("score_c").get("source").textValue()).isEqualTo("custom_fields");
    JsonNode contact = modules.get("Contacts").get("fields");
    assertThat(contact.get("name").get("source").textValue()).isEqualTo("non-db");
    assertThat(contact.get("name").has("rname")).isFalse();
    assertThat(contact.get("account_name").get("link").textValue()).isEqualTo("accounts");
    assertThat(contact.get("account_name").get("rname").textValue()).isEqualTo("name");
    assertThat(contact.get("email").get("type").textValue()).isEqualTo("email");
    assertThat(contact.get("accounts").get("type").textValue()).isEqualTo("link");
  }

  @Test
  void metadataCanBeJustAHash() {
    JsonNode all = sugar.get("/metadata?type_filter=modules").body();
    JsonNode hash = sugar.get("/metadata?only_hash=true").body();
    assertThat(all.get("modules")).hasSize(6);
    assertThat(hash.fieldNames()).toIterable().containsExactly("_hash");
    assertThat(hash.get("_hash")).isEqualTo(all.get("_hash"));
  }

  @Test
  void everyStoredColumnIsAFieldOfTheMetadata() {
    JsonNode modules = sugar.get("/metadata?type_filter=modules").body().get("modules");
    assertThat(sugar.service().tables())
        .hasSize(6)
        .allSatisfy(
            table ->
                assertThat(table.columns())
                    .allSatisfy(
                        column ->
                            assertThat(modules.get(table.name()).get("fields").has(column.name()))
                                .as(column.name())
                                .isTrue()));
  }

  @Test
  void keywordAndFilterDoNotGoTogether() {
    assertError(
        sugar.post("/Accounts/filter", "{\"q\":\"x\",\"filter\":[{\"name\":\"x\"}]}"),
        422,
        "invalid_parameter");
    assertError(sugar.post("/Accounts/filter", "{\"filter_id\":\"x\"}"), 404, "not_found");
  }

  @Test
  void faultsSpeakTheServicesLanguage() {
    sugar.service().inject(new Fault.Unauthorized());
    assertError(sugar.get("/Accounts"), 401, "invalid_grant");
    sugar.service().inject(new Fault.Unavailable());
    assertError(sugar.get("/Accounts"), 503, "maintenance");
    assertThat(sugar.get("/Accounts").status()).isEqualTo(200);
  }

  @Test
  void anEndlessPageNamesItsOwnOffset() {
    sugar.service().inject(new Fault.EndlessNextLink(), 2, request -> true);
    assertThat(
            sugar.post("/Accounts/filter", "{\"offset\":390}").body().get("next_offset").intValue())
        .isEqualTo(390);
    assertThat(sugar.get("/Accounts?max_num=1000").body().get("next_offset").intValue()).isZero();
  }

  private static SugarClient.Answer token(String body) {
    return sugar.send(
        sugar
            .bare("/rest/v11_23/oauth2/token")
            .timeout(Duration.ofSeconds(30))
            .POST(HttpRequest.BodyPublishers.ofString(body)));
  }

  private static void assertNoRoute(SugarClient.Answer answer, int elements) {
    assertError(answer, 404, "no_method");
    assertThat(answer.body().get("error_message").textValue())
        .isEqualTo("Could not find a route with " + elements + " elements");
  }

  private static void assertError(SugarClient.Answer answer, int status, String label) {
    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.body().get("error").textValue()).isEqualTo(label);
  }
}
