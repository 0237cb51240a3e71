package dev.crmql.sandbox;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.crmql.sandbox.Fault.RetryAfter;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What goes wrong on the wire, in bodies and from page to page. */
class FaultsTest {
  private static final String QUERY =
      "/services/data/v60.0/query?q=SELECT+Id,Name+FROM+Account+ORDER+BY+Id+LIMIT+12";
  private static final Duration LONG = Duration.ofHours(1);
  private static final Duration BOUND = Duration.ofSeconds(20);

  private final Sandbox sandbox = Sandbox.builder().service("salesforce", 0).start();
  private final SandboxService service = sandbox.service("salesforce");
  private final SandboxClient client = new SandboxClient(service);

  @AfterEach
  void stop() {
    sandbox.close();
  }

  @Test
  void aStalledAnswerHasHeadersAndNoBody() throws Exception {
    service.inject(new Fault.StallAfterHeaders(LONG));

    HttpResponse<InputStream> answer = streamed();

    assertEquals(200, answer.statusCode());
    assertEquals(1, service.open());
    service.clearFaults();
    assertTimeoutPreemptively(
        BOUND, () -> assertThrows(IOException.class, () -> answer.body().readAllBytes()));
    awaitNoneOpen();
  }

  @Test
  void closingEndsAStalledAnswer() throws Exception {
    service.inject(new Fault.StallAfterHeaders(LONG));
    HttpResponse<InputStream> answer = streamed();

    service.close();

    assertTimeoutPreemptively(
        BOUND, () -> assertThrows(IOException.class, () -> answer.body().readAllBytes()));
    awaitNoneOpen();
  }

  @Test
  void aDrippingAnswerIsTheRightOne() throws Exception {
    service.inject(new Fault.SlowDrip(Duration.ofNanos(1)));

    assertEquals(client.get(QUERY).whole().body(), client.get(QUERY).whole().body());
  }

  @Test
  void aDrippingAnswerEndsWhenNobodyReadsIt() throws Exception {
    service.inject(new Fault.SlowDrip(Duration.ofMillis(1)));
    service.inject(new Fault.SlowDrip(LONG));

    try (InputStream body = streamed().body()) {
      assertEquals('{', body.read());
    }
    awaitNoneOpen();

    HttpResponse<InputStream> waiting = streamed();
    assertEquals(1, service.open());
    service.clearFaults();
    assertTimeoutPreemptively(
        BOUND, () -> assertThrows(IOException.class, () -> waiting.body().readAllBytes()));
    awaitNoneOpen();
  }

  @Test
  void aBrokenConnectionLeavesHalfOfTheBody() throws Exception {
    service.inject(new Fault.ConnectionBroken());

    InputStream body = streamed().body();

    assertEquals('{', body.read());
    assertTimeoutPreemptively(BOUND, () -> assertThrows(IOException.class, body::readAllBytes));
    assertEquals(200, client.get(QUERY).status());
  }

  @Test
  void tooManyRequestsMaySayNothingOfWhen() throws Exception {
    service.inject(new Fault.TooManyRequests());

    SandboxClient.Answer answer = client.get(QUERY);

    assertEquals(429, answer.status());
    assertEquals(Optional.empty(), answer.whole().headers().firstValue("Retry-After"));
  }

  @Test
  void tooManyRequestsMaySayADate() throws Exception {
    Instant before = Instant.now().minusSeconds(1);
    service.inject(new Fault.TooManyRequests(LONG, RetryAfter.DATE));

    String date = client.get(QUERY).whole().headers().firstValue("Retry-After").orElseThrow();

    Instant until = ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
    assertTrue(date.endsWith(" GMT") && date.length() == 29, date);
    assertTrue(
        until.isAfter(before.plus(LONG)) && until.isBefore(Instant.now().plus(LONG).plusSeconds(1)),
        date);
  }

  @Test
  void serverErrorsComeInBurstsOfAnyStatus() throws Exception {
    service.inject(new Fault.ServerError(502), 2, request -> true);

    assertEquals(502, client.get(QUERY).status());
    assertEquals(502, client.get(QUERY).status());
    assertEquals(200, client.get(QUERY).status());
    assertThrows(IllegalArgumentException.class, () -> new Fault.ServerError(404));
  }

  @Test
  void invalidJsonIsAsLongAsTheRightOne() throws Exception {
    String right = client.get(QUERY).whole().body();
    service.inject(new Fault.InvalidJson());

    SandboxClient.Answer answer = client.get(QUERY);

    assertEquals(200, answer.status());
    assertEquals(right.length(), answer.whole().body().length());
    assertNull(answer.body());
  }

  @Test
  void bodiesMayBeInAnotherCharsetThanDeclared() throws Exception {
    byte[] right = client.get(QUERY).whole().body().getBytes(UTF_16LE);
    service.inject(new Fault.WrongCharset(UTF_8, UTF_16LE));
    service.inject(new Fault.WrongCharset(ISO_8859_1, ISO_8859_1));

    HttpResponse<InputStream> answer = streamed();

    assertEquals(
        Optional.of("application/json;charset=UTF-8"), answer.headers().firstValue("Content-Type"));
    assertEquals(new String(right, UTF_16LE), new String(answer.body().readAllBytes(), UTF_16LE));
    assertEquals(
        Optional.of("application/json;charset=ISO-8859-1"),
        client.get(QUERY).whole().headers().firstValue("Content-Type"));
  }

  @Test
  void repeatedLinksLeadInACircle() throws Exception {
    service.limitPages(5);
    service.inject(new Fault.RepeatedNextLink(), SandboxService.ALWAYS, request -> true);

    JsonNode a = client.get(QUERY).body();
    JsonNode b = client.get(next(a)).body();
    JsonNode again = client.get(next(b)).body();

    assertNotEquals(a.get("records"), b.get("records"));
    assertEquals(a.get("records"), again.get("records"));
    assertNotEquals(next(a), next(b));
    assertEquals(next(b), next(again));
  }

  @Test
  void aShortPageIsFollowedByTheRowsThatItLacks() throws Exception {
    service.limitPages(5);
    service.inject(new Fault.ShortPage(2));

    JsonNode first = client.get(QUERY).body();
    JsonNode second = client.get(next(first)).body();

    assertEquals(2, first.get("records").size());
    assertEquals(client.get(QUERY).body().at("/records/2"), second.at("/records/0"));
    assertThrows(IllegalArgumentException.class, () -> new Fault.ShortPage(0));
  }

  @Test
  void anEmptyPageGoesOn() throws Exception {
    service.limitPages(5);
    service.inject(new Fault.EmptyPage());

    JsonNode first = client.get(QUERY).body();

    assertEquals(0, first.get("records").size());
    assertEquals(5, client.get(next(first)).body().get("records").size());
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void laterPagesMayHaveAnotherSchema(boolean retyped) throws Exception {
    service.limitPages(5);
    service.inject(
        new Fault.SchemaChange("Name", retyped), SandboxService.ALWAYS, r -> r.rawQuery() == null);

    JsonNode first = client.get(QUERY).body();
    JsonNode row = client.get(next(first)).body().at("/records/0");

    assertTrue(first.at("/records/0/Name").isTextual());
    assertTrue(row.get("Id").isTextual());
    assertEquals(retyped, row.path("Name").isObject());
    assertEquals(retyped, row.has("Name"));
  }

  @Test
  void requestsAreCountedByTheirToken() throws Exception {
    String other = service.tokens().issue();
    client.get(QUERY);
    client.get(QUERY);
    client.get(QUERY, Map.of("Authorization", "Bearer " + other));
    client.get(QUERY, Map.of("Authorization", "Bearer unknown"));

    assertEquals(2, service.received(service.accessToken()));
    assertEquals(1, service.received(other));
    assertEquals(0, service.received("unknown"));
  }

  @ParameterizedTest
  @CsvSource({
    "salesforce, Bearer, /services/data/v60.0/query?q=SELECT+Id+FROM+Account, records",
    "dynamics, Bearer, /api/data/v9.2/accounts?$select=name, value",
    "sugarcrm, Bearer, /rest/v11_23/Accounts, records",
    "oracle, Bearer, /crmRestApi/resources/11.13.18.05/accounts, items",
    "hubspot, Bearer, /crm/v3/objects/companies, results",
    "zoho, Zoho-oauthtoken, /crm/v8/coql, data",
    "pipedrive, Bearer, /api/v2/organizations, data",
    "pipeliner, Basic, /api/v100/rest/spaces/acme_eu1/entities/Accounts, data"
  })
  void pagesOfEveryServiceCanBeKeptShort(String name, String scheme, String target, String rows)
      throws Exception {
    try (Sandbox own = Sandbox.builder().service(name, 0).start()) {
      SandboxService limited = own.service(name);
      limited.limitPages(3);
      String token = limited.accessToken();
      String shown =
          scheme.equals("Basic")
              ? Base64.getEncoder().encodeToString(token.getBytes(StandardCharsets.UTF_8))
              : token;
      String coql = "{\"select_query\":\"select id from Accounts where id is not null\"}";

      SandboxClient.Answer answer =
          new SandboxClient(limited)
              .send(
                  name.equals("zoho") ? "POST" : "GET",
                  target,
                  Map.of("Authorization", scheme + " " + shown),
                  name.equals("zoho") ? coql : "");

      assertEquals(3, answer.body().path(rows).size(), () -> answer.whole().body());
      assertEquals(1, limited.received(token));
      assertFalse(Page.of(response(answer)).isEmpty());
    }
  }

  private static dev.crmql.sandbox.http.Response response(SandboxClient.Answer answer) {
    return new dev.crmql.sandbox.http.Response(answer.status(), Map.of(), answer.whole().body());
  }

  private static String next(JsonNode page) {
    return page.get("nextRecordsUrl").asText();
  }

  private HttpResponse<InputStream> streamed() throws IOException, InterruptedException {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(URI.create(service.baseUri() + QUERY))
                .version(HttpClient.Version.HTTP_1_1)
                .setHeader("Authorization", "Bearer " + service.accessToken())
                .build(),
            HttpResponse.BodyHandlers.ofInputStream());
  }

  private void awaitNoneOpen() {
    assertTimeoutPreemptively(
        BOUND,
        () -> {
          while (service.open() > 0) {
            Thread.onSpinWait();
          }
        });
  }
}
