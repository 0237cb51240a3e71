package dev.crmql.sandbox.pipedrive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.crmql.sandbox.Fault;
import dev.crmql.sandbox.SandboxClient;
import dev.crmql.sandbox.http.IssuedTokens;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AccessTest extends PipedriveTest {
  private static final String DEALS = "/api/v2/deals?limit=1";

  private static Map<String, String> bearer(String token) {
    return Map.of("Authorization", "Bearer " + token);
  }

  @Test
  void tokensComeInAHeaderAParameterOrAsABearers() {
    String token = pipedrive.service().accessToken();
    Map<String, String> none = bearer("none");
    assertEquals(200, pipedrive.send("GET", DEALS, "").status());
    assertEquals(200, pipedrive.send("GET", DEALS, bearer(token), "").status());
    assertEquals(200, pipedrive.send("GET", DEALS + "&api_token=" + token, none, "").status());
    assertRefusal(401, pipedrive.send("GET", DEALS, none, ""));
    assertRefusal(401, pipedrive.send("GET", DEALS, Map.of("x-api-token", "other"), ""));
    assertRefusal(401, pipedrive.send("GET", DEALS + "&api_token=other", none, ""));
  }

  @Test
  void leadsAreOutOfReachOfOauthTokens() {
    Map<String, String> bearer = bearer(pipedrive.service().accessToken());
    for (String path : List.of("/v1/leads", "/api/v2/leads/search?term=kloud")) {
      SandboxClient.Answer answer = pipedrive.send("GET", path, bearer, "");
      assertRefusal(403, answer);
      assertEquals("Scope and URL mismatch", answer.body().get("error").asText());
      assertEquals(403, answer.body().get("errorCode").asInt());
    }
    String search = "/api/v2/itemSearch?term=kloud&item_types=lead,organization";
    JsonNode items = pipedrive.send("GET", search, bearer, "").body().at("/data/items");
    assertEquals(Set.of("organization"), types(items));
    try (PipedriveClient lenient = new PipedriveClient(PipedriveOptions.lenient())) {
      assertEquals(200, lenient.send("GET", "/v1/leads", bearer, "").status());
    }
  }

  private static Set<String> types(JsonNode items) {
    return new HashSet<>(items.findValuesAsText("type"));
  }

  @Test
  void aTokenIsRefreshedByAClientWithBasicAuthentication() {
    IssuedTokens tokens = pipedrive.service().tokens();
    String client = tokens.clientId() + ":" + tokens.clientSecret();
    String form = "grant_type=refresh_token&refresh_token=" + tokens.refreshToken();
    SandboxClient.Answer answer = token(client, form);
    assertEquals(200, answer.status());
    assertEquals(
        pipedrive.service().baseUri().toString(), answer.body().get("api_domain").asText());
    String token = answer.body().get("access_token").asText();
    assertEquals(200, pipedrive.send("GET", DEALS, bearer(token), "").status());
    assertRefusal(401, pipedrive.send("GET", DEALS, Map.of("x-api-token", token), ""));
    tokens.expireAccessTokens();
    assertRefusal(401, pipedrive.send("GET", DEALS, bearer(token), ""));
    assertEquals(400, token("other:secret", form).status());
    assertEquals(
        400,
        token(
                "",
                form
                    + "&client_id="
                    + tokens.clientId()
                    + "&client_secret="
                    + tokens.clientSecret())
            .status());
  }

  private static SandboxClient.Answer token(String client, String form) {
    String basic = Base64.getEncoder().encodeToString(client.getBytes(StandardCharsets.UTF_8));
    return pipedrive.send(
        "POST",
        "/oauth/token",
        Map.of(
            "Authorization",
            client.isEmpty() ? "None" : "Basic " + basic,
            "Content-Type",
            "application/x-www-form-urlencoded"),
        form);
  }

  @Test
  void answersSayHowMuchMayStillBeAsked() {
    PipedriveOptions options = PipedriveOptions.strict().withDailyTokens(50);
    try (PipedriveClient client = new PipedriveClient(options)) {
      SandboxClient.Answer first = client.get("/v1/leads");
      assertEquals(Map.of("limit", "80", "remaining", "79", "reset", "2"), limits(first));
      assertEquals("30", left(first));
      assertEquals("20", left(client.get("/api/v2/deals")));
      assertEquals("0", left(client.get("/api/v2/itemSearch", "term", "jim")));
      SandboxClient.Answer spent = client.get("/api/v2/deals");
      assertRefusal(429, spent);
      assertEquals("Rate limit exceeded", spent.body().get("error").asText());
      assertEquals("0", left(spent));
      assertEquals("0", limits(spent).get("remaining"));
    }
  }

  private static String left(SandboxClient.Answer answer) {
    return answer.whole().headers().firstValue("x-daily-requests-left").orElseThrow();
  }

  private static Map<String, String> limits(SandboxClient.Answer answer) {
    return Map.of(
        "limit", header(answer, "limit"),
        "remaining", header(answer, "remaining"),
        "reset", header(answer, "reset"));
  }

  private static String header(SandboxClient.Answer answer, String name) {
    return answer.whole().headers().firstValue("x-ratelimit-" + name).orElseThrow();
  }

  @Test
  void aBurstIsRefusedInTheServicesOwnForm() {
    pipedrive.service().inject(new Fault.TooManyRequests(Duration.ofSeconds(2)));
    SandboxClient.Answer answer = pipedrive.get("/api/v2/deals");
    assertRefusal(429, answer);
    assertEquals("2", header(answer, "reset"));
    assertEquals("2", answer.whole().headers().firstValue("Retry-After").orElseThrow());
  }

  @Test
  void itemSearchFindsAllTypesByTheirWords() {
    for (String type : List.of("deal", "person", "organization", "lead")) {
      assertEquals(
          Set.of(type),
          types(
              pipedrive
                  .get("/api/v2/itemSearch", "term", "KLOUD", "item_types", type)
                  .body()
                  .at("/data/items")));
    }
    JsonNode page = pipedrive.get("/api/v2/itemSearch", "term", "KLOUD").body();
    assertEquals(100, page.at("/data/items").size());
    double last = 1;
    for (JsonNode hit : page.at("/data/items")) {
      assertTrue(hit.get("result_score").doubleValue() <= last);
      last = hit.get("result_score").doubleValue();
    }
    assertEquals(
        Set.of("organization"),
        types(
            pipedrive
                .get("/api/v2/itemSearch", "term", "kloud", "item_types", "organization,product")
                .body()
                .at("/data/items")));
  }

  @Test
  void searchGoesOnWithACursor() {
    String[] query = {"term", "jim", "item_types", "person", "fields", "name", "limit", "50"};
    JsonNode first = pipedrive.get("/api/v2/itemSearch", query).body();
    assertEquals(50, first.at("/data/items").size());
    JsonNode second =
        pipedrive
            .get(
                "/api/v2/itemSearch",
                "term",
                "jim",
                "item_types",
                "person",
                "fields",
                "name",
                "limit",
                "50",
                "cursor",
                first.at("/additional_data/next_cursor").asText())
            .body();
    Set<String> ids = new HashSet<>(first.at("/data/items").findValuesAsText("id"));
    assertTrue(ids.addAll(second.at("/data/items").findValuesAsText("id")));
    assertTrue(ids.size() > 50);
  }

  @Test
  void exactMatchesAreOfTheWholeField() {
    JsonNode items =
        pipedrive
            .get(
                "/api/v2/organizations/search",
                "term",
                "acme",
                "exact_match",
                "true",
                "fields",
                "name")
            .body()
            .at("/data/items");
    assertFalse(items.isEmpty());
    items.forEach(hit -> assertTrue(hit.at("/item/name").asText().equalsIgnoreCase("acme")));
    assertEquals(
        200, pipedrive.get("/api/v2/deals/search", "term", "0", "exact_match", "true").status());
  }

  @Test
  void badSearchesAreRefused() {
    assertRefused("/api/v2/itemSearch", "term", "k");
    assertRefused("/api/v2/itemSearch");
    assertRefused("/api/v2/itemSearch", "term", "kl", "item_types", "account");
    assertRefused("/api/v2/itemSearch", "term", "kl", "fields", "subject");
    assertRefused("/api/v2/itemSearch", "term", "kl", "limit", "101");
    assertRefused("/api/v2/deals/search", "term", "kl", "fields", "email");
    assertRefused("/api/v2/deals/search", "term", "kl", "exact_match", "yes");
    assertRefused("/api/v2/deals/search", "term", "kl", "item_types", "deal");
    assertRefusal(404, pipedrive.get("/api/v2/activities/search", "term", "kl"));
  }
}
