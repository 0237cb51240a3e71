package dev.crmql.sandbox.oracle;

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
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Authorisation, framework versions, descriptions and faults. */
class OracleServiceTest extends OracleTestBase {

  @AfterEach
  void clearFaults() {
    service.clearFaults();
  }

  @Test
  void aUserAndATokenAreAuthorised() throws Exception {
    assertEquals(200, get("accounts").status());
    assertEquals(200, authorised(basic(OracleEmulator.USER, OracleEmulator.PASSWORD)).status());
    assertEquals(200, authorised("Bearer " + service.tokens().issue()).status());
    for (String wrong : new String[] {basic(OracleEmulator.USER, "x"), "Bearer x", "Basic"}) {
      Answer answer = authorised(wrong);
      assertEquals(401, answer.status());
      assertTrue(answer.whole().headers().firstValue("WWW-Authenticate").isPresent());
    }
  }

  private static Answer authorised(String authorization) throws Exception {
    return new SandboxClient(service)
        .get(target("accounts"), Map.of("Authorization", authorization));
  }

  private static String basic(String user, String password) {
    return "Basic "
        + Base64.getEncoder()
            .encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
  }

  private static Answer versioned(String version, String accept, String... parameters)
      throws Exception {
    Map<String, String> headers = new HashMap<>();
    if (version != null) {
      headers.put("REST-Framework-Version", version);
    }
    if (accept != null) {
      headers.put("Accept", accept);
    }
    return new SandboxClient(service).get(target("accounts", parameters), headers);
  }

  @Test
  void rowMatchNeedsVersionTwo() throws Exception {
    String q = "q=City = 'Oslo'";
    assertEquals(200, versioned("2", null, q).status());
    for (String version : new String[] {null, "1"}) {
      Answer answer = versioned(version, null, q);
      assertEquals(400, answer.status());
      assertTrue(
          answer.whole().headers().firstValue("Content-Type").orElse("").startsWith("text/plain"));
      assertTrue(answer.whole().body().startsWith("URL request parameter q cannot be processed"));
      assertEquals(200, versioned(version, null).status());
    }
    assertEquals(400, versioned(null, null, "q=City='Oslo';Type='Customer'").status());
    assertEquals(400, versioned("0", null).status());
    assertEquals(400, versioned("10", null).status());
  }

  @Test
  void errorsHaveAPayloadFromVersionFourOnForThoseWhoTakeIt() throws Exception {
    String q = "q=Nothing = 1";
    String json = "application/json";
    String both = json + ", application/vnd.oracle.adf.error+json";
    assertTrue(versioned("4", both, q).body().has("o:errorDetails"));
    assertTrue(versioned("9", "*/*", q).body().has("o:errorDetails"));
    assertEquals(null, versioned("3", both, q).body());
    assertEquals(null, versioned("4", json, q).body());
  }

  @Test
  void theAllowedVersionsAreListed() throws Exception {
    JsonNode listed = new SandboxClient(service).get("/crmRestApi/resources").body();
    JsonNode extension = listed.at("/items/0/adf:extension");
    assertEquals("11.13.18.05", listed.at("/items/0/version").asText());
    assertEquals("1", extension.get("defaultFrameworkVersion").asText());
    assertEquals(9, extension.get("allowedFrameworkVersions").size());
  }

  @Test
  void latestIsAVersionToo() throws Exception {
    SandboxClient client = new SandboxClient(service);
    assertEquals(200, client.get("/crmRestApi/resources/latest/accounts").status());
    assertEquals(404, client.get("/crmRestApi/resources/1/accounts").status());
  }

  @Test
  void otherPathsAndMethodsAreRefused() throws Exception {
    assertEquals(404, get("Accounts").status());
    assertEquals(404, get("accounts/1").status());
    assertEquals("404", get("nothing").body().get("status").asText());
    assertEquals(405, new SandboxClient(service).post(target("accounts"), "{}").status());
  }

  @Test
  void aBrokenPercentEncodingIsRefused() {
    try (OracleEmulator emulator = new OracleEmulator(SampleData.create())) {
      Map<String, List<String>> headers =
          Map.of("authorization", List.of("Bearer " + emulator.tokens().standing()));
      Request request = new Request("GET", target("accounts"), "q=%zz", headers, "");
      assertEquals(400, emulator.handle(request, service.baseUri()).status());
    }
  }

  @Test
  void theCatalogueListsTheResources() throws Exception {
    JsonNode resources = get("describe").body().get("Resources");
    assertEquals(6, resources.size());
    assertTrue(resources.has("activities"));
  }

  @Test
  void attributesSayWhatMayBeDoneWithThem() throws Exception {
    JsonNode described = get("contacts/describe").body().at("/Resources/contacts");
    Map<String, JsonNode> attributes = new LinkedHashMap<>();
    described.get("attributes").forEach(a -> attributes.put(a.get("name").asText(), a));
    assertEquals("string", attributes.get("FirstName").get("type").asText());
    assertEquals("number", attributes.get("PartyId").get("type").asText());
    assertEquals("boolean", attributes.get("DoNotCallFlag").get("type").asText());
    assertEquals("date", attributes.get("DateOfBirth").get("type").asText());
    assertEquals("datetime", attributes.get("CreationDate").get("type").asText());
    assertTrue(attributes.get("LastName").get("mandatory").asBoolean());
    assertFalse(attributes.get("FirstName").get("mandatory").asBoolean());
    assertTrue(attributes.get("FirstName").get("queryable").asBoolean());
    assertFalse(attributes.get("ContactName").get("queryable").asBoolean());
    assertFalse(attributes.get("Comments").get("queryable").asBoolean());
    assertEquals("PrimaryKey", described.at("/collection/finders/0/name").asText());
    assertEquals(
        "RecordSet",
        get("opportunities/describe")
            .body()
            .at("/Resources/opportunities/collection/finders/1/attributes/0/name")
            .asText());
  }

  @Test
  void faultsAreNotAlwaysJson() throws Exception {
    service.inject(new Fault.Unauthorized());
    assertEquals(401, get("accounts").status());
    service.inject(new Fault.Unavailable());
    assertEquals(503, get("accounts").status());
    service.inject(new Fault.TooManyRequests(Duration.ofSeconds(7)));
    Answer answer = get("accounts");
    assertEquals(429, answer.status());
    assertEquals("7", answer.whole().headers().firstValue("Retry-After").orElseThrow());
  }

  @Test
  void endlessPagesGoOnEmptyAfterTheLast() throws Exception {
    service.inject(new Fault.EndlessNextLink(), SandboxService.ALWAYS, request -> true);
    assertTrue(page("accounts", "limit=100", "offset=300").get("hasMore").asBoolean());
    JsonNode past = page("accounts", "offset=1000");
    assertTrue(past.get("hasMore").asBoolean());
    assertEquals(0, past.get("count").asInt());
    assertTrue(get("accounts/describe").body().has("Resources"));
  }
}
