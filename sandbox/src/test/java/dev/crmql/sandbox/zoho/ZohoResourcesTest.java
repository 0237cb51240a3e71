package dev.crmql.sandbox.zoho;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.crmql.sandbox.Fault;
import dev.crmql.sandbox.SandboxClient;
import dev.crmql.sandbox.SandboxClient.Answer;
import dev.crmql.sandbox.SandboxService;
import dev.crmql.sandbox.data.SampleData;
import dev.crmql.sandbox.http.Request;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Authorisation, metadata, keyword search and faults. */
class ZohoResourcesTest extends ZohoTestBase {

  @AfterEach
  void clearFaults() {
    service.clearFaults();
  }

  @Test
  void onlyZohosOwnSchemeIsAuthorised() throws Exception {
    Answer bearer = new SandboxClient(service).get("/crm/v8/settings/modules");
    assertEquals(401, bearer.status());
    assertEquals("INVALID_TOKEN", bearer.body().get("code").asText());
    Answer wrong =
        new SandboxClient(service)
            .get("/crm/v8/settings/modules", Map.of("Authorization", "Zoho-oauthtoken x"));
    assertEquals(401, wrong.status());
    assertEquals(200, get("/crm/v8/settings/modules").status());
  }

  @Test
  void aRefreshTokenIsGoodForAnAccessToken() throws Exception {
    JsonNode granted = refresh(service.tokens().refreshToken()).body();
    assertEquals(service.baseUri().toString(), granted.get("api_domain").asText());
    assertEquals(3600, granted.get("expires_in").asInt());
    assertEquals(
        200,
        new SandboxClient(service)
            .get(
                "/crm/v8/settings/modules",
                Map.of("Authorization", "Zoho-oauthtoken " + granted.get("access_token").asText()))
            .status());
  }

  @Test
  void aBadRefreshTokenIsAnsweredWithStatus200() throws Exception {
    Answer refused = refresh("x");
    assertEquals(200, refused.status());
    assertEquals("{\"error\":\"invalid_code\"}", refused.whole().body());
  }

  private static Answer refresh(String token) throws Exception {
    return new SandboxClient(service)
        .send(
            "POST",
            "/oauth/v2/token",
            Map.of("Content-Type", "application/x-www-form-urlencoded"),
            "grant_type=refresh_token&client_id="
                + service.tokens().clientId()
                + "&client_secret="
                + service.tokens().clientSecret()
                + "&refresh_token="
                + token);
  }

  @Test
  void modulesAreListedAlsoThoseThatCannotBeRead() throws Exception {
    Map<String, Boolean> supported = new LinkedHashMap<>();
    for (JsonNode module : get("/crm/v8/settings/modules").body().get("modules")) {
      supported.put(module.get("api_name").asText(), module.get("api_supported").asBoolean());
    }
    assertEquals(
        Map.of(
            "Accounts", true,
            "Contacts", true,
            "Leads", true,
            "Deals", true,
            "Campaigns", true,
            "Tasks", true,
            "Feeds", false),
        supported);
    assertRefused("select id from Feeds where id is not null", "INVALID_MODULE");
  }

  @Test
  void fieldsSayWhatMayBeDoneWithThem() throws Exception {
    Map<String, JsonNode> fields = new LinkedHashMap<>();
    for (JsonNode field : get("/crm/v8/settings/fields?module=Deals").body().get("fields")) {
      fields.put(field.get("api_name").asText(), field);
    }
    assertFalse(fields.containsKey("id"));
    assertEquals("currency", fields.get("Amount").get("data_type").asText());
    assertEquals("lookup", fields.get("Account_Name").get("data_type").asText());
    assertEquals("Accounts", fields.get("Account_Name").at("/lookup/module/api_name").asText());
    assertFalse(fields.get("Description").get("filterable").asBoolean());
    assertFalse(fields.get("Description").get("sortable").asBoolean());
    assertTrue(fields.get("Amount").get("filterable").asBoolean());
    assertTrue(fields.get("Private_Sale").get("custom_field").asBoolean());
    JsonNode stage = fields.get("Stage").at("/pick_list_values/0");
    assertEquals("Closed Lost", stage.get("display_value").asText());
    assertEquals("Stage_1", stage.get("actual_value").asText());
    assertEquals(204, ask("select id from Deals where Stage = 'Stage_1'").status());
  }

  @Test
  void unknownModulesMethodsAndPathsAreRefused() throws Exception {
    assertEquals("INVALID_MODULE", code(400, get("/crm/v8/settings/fields?module=Foo")));
    assertEquals("INVALID_MODULE", code(400, get("/crm/v8/Foo/search?word=a")));
    assertEquals("REQUIRED_PARAM_MISSING", code(400, get("/crm/v8/settings/fields")));
    assertEquals("REQUIRED_PARAM_MISSING", code(400, get("/crm/v8/Leads/search")));
    assertEquals("INVALID_REQUEST_METHOD", code(400, get(COQL)));
    assertEquals("INVALID_URL_PATTERN", code(404, get("/crm/v8/settings/users")));
    assertEquals("INVALID_URL_PATTERN", code(404, get("/crm/v1/coql")));
  }

  @Test
  void aBrokenPercentEncodingIsRefused() {
    try (ZohoEmulator emulator = new ZohoEmulator(SampleData.create())) {
      Map<String, List<String>> headers =
          Map.of("authorization", List.of("Zoho-oauthtoken " + emulator.tokens().standing()));
      Request request = new Request("GET", "/crm/v8/Leads/search", "word=%zz", headers, "");
      assertEquals(400, emulator.handle(request, service.baseUri()).status());
    }
  }

  private static String code(int status, Answer answer) {
    assertEquals(status, answer.status(), answer.whole().body());
    return answer.body().get("code").asText();
  }

  @Test
  void wordsBeginWordsOfOneModule() throws Exception {
    TreeSet<String> found = new TreeSet<>();
    JsonNode page;
    int number = 0;
    do {
      number++;
      page =
          get("/crm/v8/Accounts/search?word=KLOUD&per_page=20&fields=Account_Name&page=" + number)
              .body();
      for (JsonNode record : page.get("data")) {
        found.add(record.get("id").asText());
        assertEquals(2, record.size());
      }
      assertEquals(number, page.at("/info/page").asInt());
    } while (page.at("/info/more_records").asBoolean());
    assertTrue(number > 1);
    assertEquals(
        ids(
            "Accounts",
            r ->
                Stream.of("Account_Name", "Website", "Phone", "Billing_City", "Billing_Country")
                    .anyMatch(f -> begins(r.get(f), "kloud") || contains(r.get(f), " kloud"))),
        found);
  }

  @Test
  void everyWordMustBeFoundAndNothingIsNoContent() throws Exception {
    assertEquals(200, get("/crm/v8/Accounts/search?word=acme%20rockets").status());
    assertEquals(204, get("/crm/v8/Accounts/search?word=acme%20nowhere").status());
    assertEquals("", get("/crm/v8/Accounts/search?word=nowhere").whole().body());
  }

  @Test
  void anAddressGoesBeforeWords() throws Exception {
    String email =
        rows("Leads").stream()
            .map(r -> (String) r.get("Email"))
            .filter(e -> e != null && e.startsWith("jim"))
            .findFirst()
            .orElseThrow();
    Answer answer =
        get(
            "/crm/v8/Leads/search?word=nowhere&email="
                + SandboxClient.encoded(email.toUpperCase(Locale.ROOT)));
    assertEquals(
        ids("Leads", r -> email.equalsIgnoreCase((String) r.get("Email"))),
        new TreeSet<>(answer.body().get("data").findValuesAsText("id")));
  }

  @Test
  void searchPagesAreBounded() throws Exception {
    assertEquals("INVALID_DATA", code(400, get("/crm/v8/Contacts/search?word=a&per_page=201")));
    assertEquals("INVALID_DATA", code(400, get("/crm/v8/Contacts/search?word=a&page=0")));
    assertEquals("INVALID_DATA", code(400, get("/crm/v8/Contacts/search?word=a&fields=Nothing")));
    assertEquals("LIMIT_EXCEEDED", code(400, get("/crm/v8/Contacts/search?word=a&page=11")));
    assertEquals("INVALID_QUERY", code(400, get("/crm/v8/Contacts/search?criteria=x")));
  }

  @Test
  void faultsAreInZohosWords() throws Exception {
    service.inject(new Fault.Unauthorized());
    assertEquals("INVALID_TOKEN", code(401, get("/crm/v8/settings/modules")));
    service.inject(new Fault.Unavailable());
    assertEquals("SERVICE_UNAVAILABLE", code(503, get("/crm/v8/settings/modules")));
    service.inject(new Fault.TooManyRequests(Duration.ofSeconds(7)));
    Answer answer = get("/crm/v8/settings/modules");
    assertEquals("TOO_MANY_REQUESTS", code(429, answer));
    assertEquals(7, answer.body().at("/details/retry_after").asInt());
    assertTrue(answer.whole().headers().firstValue("Retry-After").isEmpty());
  }

  @Test
  void endlessPagesGoOnEmptyAfterTheLast() throws Exception {
    service.inject(new Fault.EndlessNextLink(), SandboxService.ALWAYS, request -> true);
    String query = "select id from Leads where id is not null limit ";
    assertTrue(ask(query + "200, 200").body().at("/info/more_records").asBoolean());
    JsonNode past = ask(query + "2000, 200").body();
    assertTrue(past.at("/info/more_records").asBoolean());
    assertEquals(0, past.get("data").size());
  }
}
