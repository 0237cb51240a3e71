package dev.crmql.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.turbo.TurboFilter;
import ch.qos.logback.core.read.ListAppender;
import ch.qos.logback.core.spi.FilterReply;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.crmql.endpoint.ApiDescription;
import dev.crmql.endpoint.HashedTokens;
import dev.crmql.endpoint.SearchEndpoint;
import dev.crmql.sandbox.Fault;
import dev.crmql.sandbox.Sandbox;
import dev.crmql.sandbox.SandboxService;
import dev.crmql.search.AccountDirectory;
import dev.crmql.search.SearchEngine;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.LoggerFactory;
import org.slf4j.Marker;

final class SearchServerTest {

  private static final String TOKEN = "caller-token-of-the-test";
  private static final String PAGE_OF_OURS = "https://app.example";

  private static final ApiDescription DESCRIPTION = new ApiDescription();

  private static Sandbox sandbox;

  private final ServerMetrics metrics = new ServerMetrics();
  private final HttpClient client = HttpClient.newHttpClient();
  private SearchEngine engine;
  private SearchServer server;

  @BeforeAll
  static void startServices() {
    sandbox = DemoAccounts.start(List.of("123", "456", "789"));
  }

  @AfterAll
  static void stopServices() {
    sandbox.close();
  }

  @BeforeEach
  void start() {
    engine = Services.engine(AccountDirectory.of(DemoAccounts.of(sandbox)), metrics);
    SearchEndpoint endpoint =
        SearchEndpoint.builder(engine)
            .tokens(HashedTokens.of(Map.of(HashedTokens.hash(TOKEN), Set.of("*"))))
            .build();
    server =
        SearchServer.start(
            endpoint,
            metrics,
            new SearchServer.Options("127.0.0.1", 0, List.of(PAGE_OF_OURS), Duration.ofSeconds(5)));
  }

  @AfterEach
  void stop() {
    server.close();
    engine.close();
    sandbox.service("dynamics").clearFaults();
  }

  private static void dynamicsIsDown() {
    sandbox
        .service("dynamics")
        .inject(new Fault.Unavailable(), SandboxService.ALWAYS, request -> true);
  }

  private HttpRequest.Builder request(String target) {
    return HttpRequest.newBuilder(URI.create(server.baseUri() + target))
        .header("Authorization", "Bearer " + TOKEN);
  }

  private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    HttpResponse<String> answer =
        client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    assertThat(answer.headers().firstValue("X-Request-Id")).isPresent();
    assertThat(answer.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
    assertThat(answer.headers().firstValue("Server")).isEmpty();
    DESCRIPTION.assertConforms(answer);
    return answer;
  }

  private HttpResponse<String> get(String target) throws Exception {
    return send(request(target));
  }

  private static JsonNode json(HttpResponse<String> answer) throws IOException {
    assertThat(answer.headers().firstValue("Content-Type")).contains("application/json");
    return new ObjectMapper().readTree(answer.body());
  }

  private static void assertError(HttpResponse<String> answer, int status, String code)
      throws IOException {
    JsonNode body = json(answer);
    assertThat(body.path("error_code").asText()).isEqualTo(code);
    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(body.path("status_code").intValue()).isEqualTo(status);
    assertThat(answer.headers().firstValue("X-Request-Id")).contains(body.path("id").asText());
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  @Test
  void severalAccountsGiveOneListAndTheirErrors() throws Exception {
    dynamicsIsDown();

    JsonNode body =
        json(
            get(
                "/v1/accounts/123,456,789/crm/search?lang=KQL&q="
                    + encoded("SELECT id, name FROM Accounts ORDER BY name LIMIT 4")));

    assertThat(body.get("count").intValue()).isEqualTo(4);
    assertThat(body.get("objects")).hasSize(4);
    assertThat(body.get("errors").fieldNames()).toIterable().containsExactly("123");
    assertThat(body.at("/objects/0/raw/object").isObject()).isTrue();
  }

  @Test
  void theFailureOfOneAccountIsTheAnswer() throws Exception {
    dynamicsIsDown();

    assertError(
        get("/v1/accounts/123/crm/search?lang=kql&q=" + encoded("SELECT id FROM Accounts LIMIT 1")),
        503,
        "unavailable");
  }

  @Test
  void aFaultOfTheQueryHasItsPlace() throws Exception {
    HttpResponse<String> answer =
        get("/v1/accounts/123/crm/search?lang=kql&q=" + encoded("SELECT id FROM"));

    JsonNode body = json(answer);
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(body.get("line").intValue()).isEqualTo(1);
    assertThat(body.get("column").intValue()).isEqualTo(15);
    assertThat(body.get("excerpt").textValue()).contains("^");
  }

  @Test
  void soqlIsPassedOnAndPagedThrough() throws Exception {
    String target =
        "/v1/accounts/456/crm/search?page_size=7&q=" + encoded("SELECT Id, Name FROM Account");
    JsonNode page = json(get(target));
    int found = page.get("count").intValue();
    assertThat(page.at("/objects/0/type").textValue()).isEqualTo("account");
    while (!page.get("next_page").isNull()) {
      assertThat(page.get("count").intValue()).isEqualTo(7);
      page = json(get(target + "&page=" + page.get("next_page").textValue()));
      found += page.get("count").intValue();
    }

    assertThat(found)
        .isEqualTo(
            sandbox.service("salesforce").tables().stream()
                .filter(table -> table.name().equals("Account"))
                .findFirst()
                .orElseThrow()
                .rows()
                .size());
  }

  @Test
  void aKeywordIsLookedForOnEveryService() throws Exception {
    JsonNode body =
        json(get("/v1/accounts/123,456,789/crm/search?lang=keyword&q=bikes&detail=true"));

    assertThat(body.get("errors")).isEmpty();
    assertThat(body.get("accounts").fieldNames()).toIterable().containsExactly("123", "456", "789");
    assertThat(body.at("/accounts/123/rows_returned").intValue()).isPositive();
    assertThat(body.at("/accounts/456/rows_returned").intValue()).isPositive();
    assertThat(body.at("/accounts/789/rows_returned").intValue()).isPositive();
  }

  @ParameterizedTest
  @CsvSource({
    "/v1/accounts/123/crm/search, 400, missing-parameter",
    "/v1/accounts/123/crm/search?q=x&lang=sql, 400, unsupported-language",
    "/v1/accounts/123/crm/search?q=x&lang=dql&page_size=0, 400, invalid-page-size",
    "/v1/accounts/999/crm/search?q=SELECT+id+FROM+Account&lang=kql, 404, unknown-account",
    "/v1/accounts/a%2Fb%C3%A9/crm/search?q=x&lang=keyword, 404, unknown-account",
    "/v1/accounts, 404, not-found",
    "/, 404, not-found",
  })
  void badRequestsAreNamed(String target, int status, String code) throws Exception {
    assertError(get(target), status, code);
  }

  @Test
  void withoutATokenThereIsNoAnswer() throws Exception {
    HttpResponse<String> answer =
        send(HttpRequest.newBuilder(URI.create(server.baseUri() + "/v1/accounts/123")));

    assertError(answer, 401, "unauthorized");
    assertThat(answer.headers().firstValue("WWW-Authenticate")).contains("Bearer");
  }

  @Test
  void aQueryThatIsTooLongForALineIsRefusedLikeEveryOther() throws Exception {
    String answer = raw("GET /v1/accounts/123/crm/search?q=" + "x".repeat(1 << 20) + " HTTP/1.1");

    assertThat(answer).contains(" 414 ").contains("\"error_code\":\"uri-too-long\"");
  }

  @Test
  void headersThatAreTooLongAreRefusedLikeEveryOther() throws Exception {
    String answer = raw("GET / HTTP/1.1\r\nHost: a\r\nX: " + "x".repeat(1 << 20));

    assertThat(answer).contains(" 431 ").contains("\"error_code\":\"headers-too-large\"");
  }

  @Test
  void brokenEncodingIsRefusedLikeEveryOther() throws Exception {
    String answer =
        raw(
            "GET /v1/accounts/123/crm/search?q=%zz HTTP/1.1\r\nHost: a\r\nConnection: close\r\n"
                + "Authorization: Bearer "
                + TOKEN);

    assertThat(answer).contains(" 400 ").contains("\"error_code\":\"bad-encoding\"");
  }

  @Test
  void whatIsNoHttpIsRefusedLikeEveryOther() throws Exception {
    assertThat(raw("G\u0001T / HTTP/1.1\r\nHost: a"))
        .contains(" 400 ")
        .contains("\"error_code\":\"bad-request\"");
  }

  @Test
  void whatIsRefusedIsCountedAndLogged() throws Exception {
    ListAppender<ILoggingEvent> lines = new ListAppender<>();
    lines.start();
    Logger log = (Logger) LoggerFactory.getLogger(RequestLog.class);
    Level before = log.getLevel();
    log.setLevel(Level.INFO);
    log.addAppender(lines);
    try {
      raw("GET /" + "x".repeat(1 << 20) + " HTTP/1.1");
      raw("GET / HTTP/1.1\r\nHost: a\r\nX: " + "x".repeat(1 << 20));
      raw("G\u0001T / HTTP/1.1\r\nHost: a");
      assertThat(
              raw(
                  "GET /v1/accounts/123 HTTP/1.1\r\nHost: a\r\nX-Request-Id: broken-chunk\r\n"
                      + "Transfer-Encoding: chunked\r\n\r\nno number"))
          .contains(" 400 ")
          .contains("\"error_code\":\"bad-request\"");
    } finally {
      log.detachAppender(lines);
      log.setLevel(before);
    }

    String request = "crmql_request_duration_seconds_count{route=\"refused\",status=";
    assertThat(metrics.text())
        .contains(request + "\"414\"} 1")
        .contains(request + "\"431\"} 1")
        .contains(request + "\"400\"} 2");
    assertThat(lines.list)
        .extracting(line -> line.getFormattedMessage() + line.getKeyValuePairs())
        .hasSize(4)
        .allSatisfy(line -> assertThat(line).startsWith("answered").contains("\"refused\""))
        .last()
        .asString()
        .contains("request_id=\"broken-chunk\"")
        .contains("error_code=\"bad-request\"")
        .containsPattern("milliseconds=\"[0-9]{1,5}\"");
  }

  @Test
  void anAnswerThatCannotBeMadeIsAnError() throws Exception {
    metrics.watchConfiguration(
        () -> {
          throw new IllegalStateException("on purpose");
        });

    HttpResponse<String> answer =
        client.send(request("/metrics").build(), HttpResponse.BodyHandlers.ofString());

    assertError(answer, 500, "internal");
  }

  @Test
  void anAnswerThatFailsOnItsWayIsAnErrorAndNoSilence() throws Exception {
    TurboFilter failing =
        new TurboFilter() {
          @Override
          public FilterReply decide(
              Marker marker,
              Logger logger,
              Level level,
              String format,
              Object[] arguments,
              Throwable thrown) {
            if (logger.getName().equals(RequestLog.class.getName())) {
              throw new IllegalStateException("on purpose");
            }
            return FilterReply.NEUTRAL;
          }
        };
    LoggerContext logs = (LoggerContext) LoggerFactory.getILoggerFactory();
    logs.addTurboFilter(failing);
    try {
      assertError(
          client.send(
              request("/v1/accounts/123").timeout(Duration.ofSeconds(30)).build(),
              HttpResponse.BodyHandlers.ofString()),
          500,
          "internal");
    } finally {
      logs.getTurboFilterList().remove(failing);
    }
  }

  /** What the server says to these lines. */
  private String raw(String lines) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.baseUri().getPort())) {
      socket.setSoTimeout(10_000);
      byte[] bytes = (lines + "\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1);
      // The server need not read all of it before it answers, and then closes.
      try {
        socket.getOutputStream().write(bytes);
      } catch (IOException e) {
        assertThat(bytes.length).isGreaterThan(SearchServer.MOST_HEADER_BYTES);
      }
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
    }
  }

  @Test
  void aBodyIsRefused() throws Exception {
    assertError(
        send(
            request("/v1/accounts/123")
                .method("GET", HttpRequest.BodyPublishers.ofString("x".repeat(9000)))),
        413,
        "body-too-large");
  }

  @Test
  void aBodyInChunksIsRefusedToo() throws Exception {
    String chunk = "400\r\n" + "x".repeat(0x400) + "\r\n";
    String request =
        "GET /v1/accounts/123 HTTP/1.1\r\nHost: a\r\nConnection: close\r\n"
            + "Transfer-Encoding: chunked\r\nAuthorization: Bearer "
            + TOKEN
            + "\r\n\r\n";

    assertThat(raw(request + chunk.repeat(9) + "0"))
        .contains(" 413 ")
        .contains("\"error_code\":\"body-too-large\"");
    assertThat(raw(request + chunk.repeat(8) + "0")).contains(" 200 ");
  }

  @Test
  void otherMethodsAreRefused() throws Exception {
    HttpResponse<String> answer =
        send(request("/v1/accounts/123").POST(HttpRequest.BodyPublishers.noBody()));

    assertError(answer, 405, "method-not-allowed");
    assertThat(answer.headers().firstValue("Allow")).contains("GET, HEAD");
  }

  @Test
  void headIsGetWithoutTheBody() throws Exception {
    HttpResponse<String> answer =
        send(request("/v1/accounts/123").method("HEAD", HttpRequest.BodyPublishers.noBody()));

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEmpty();
  }

  @Test
  void aRequestKeepsThePlainIdThatItsCallerGaveIt() throws Exception {
    assertThat(
            send(request("/v1/accounts/123").header("X-Request-Id", "mine-1"))
                .headers()
                .firstValue("X-Request-Id"))
        .contains("mine-1");
    assertThat(
            send(request("/v1/accounts/123").header("X-Request-Id", "not plain"))
                .headers()
                .firstValue("X-Request-Id")
                .orElseThrow())
        .isNotEqualTo("not plain");
  }

  @Test
  void onlyPagesOfTheOriginsThatAreLetMayReadAnswers() throws Exception {
    String header = "Access-Control-Allow-Origin";
    assertThat(
            send(request("/v1/accounts/123").header("Origin", PAGE_OF_OURS))
                .headers()
                .firstValue(header))
        .contains(PAGE_OF_OURS);
    assertThat(
            send(request("/v1/accounts/123").header("Origin", "https://evil.example"))
                .headers()
                .firstValue(header))
        .isEmpty();
    HttpResponse<String> preflight =
        send(
            HttpRequest.newBuilder(URI.create(server.baseUri() + "/v1/accounts/123"))
                .header("Origin", PAGE_OF_OURS)
                .header("Access-Control-Request-Method", "GET")
                .method("OPTIONS", HttpRequest.BodyPublishers.noBody()));
    assertThat(preflight.statusCode()).isEqualTo(204);
    assertThat(preflight.headers().firstValue("Access-Control-Allow-Headers").orElse(""))
        .contains("Authorization");
  }

  @Test
  void theServerSaysHowItIs() throws Exception {
    assertThat(json(get("/healthz")).get("status").textValue()).isEqualTo("up");
    assertThat(json(get("/readyz")).get("status").textValue()).isEqualTo("ready");
  }

  @Test
  void metricsCountWhatHappened() throws Exception {
    dynamicsIsDown();
    String kql = encoded("SELECT id FROM Accounts LIMIT 1");
    get("/v1/accounts/123,456/crm/search?lang=kql&q=" + kql);
    get("/v1/accounts/123,456/crm/search?lang=kql&q=" + kql);

    HttpResponse<String> answer = get("/metrics");

    assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("text/plain");
    assertThat(answer.body())
        .contains("crmql_request_duration_seconds_count{route=\"search\",status=\"200\"} 2")
        .contains("crmql_account_errors_total{code=\"unavailable\",service=\"dynamics\"} 2")
        .contains("crmql_schema_cache_requests_total{result=\"hit\"}")
        .contains(
            "crmql_upstream_call_duration_seconds_count{call=\"describe\",service=\"salesforce\",status=\"200\"}"
                + " 1")
        .contains(
            "crmql_upstream_call_duration_seconds_count{call=\"search\",service=\"salesforce\",status=\"200\"}"
                + " 2")
        .doesNotContain(TOKEN);
  }

  @Test
  void aRequestIsOneLineOfTheLogWithoutItsTokenAndItsQuery() throws Exception {
    Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    ListAppender<ILoggingEvent> lines = new ListAppender<>();
    lines.start();
    Level before = root.getLevel();
    root.setLevel(Level.DEBUG);
    root.addAppender(lines);
    try {
      send(
          request("/v1/accounts/456/crm/search?lang=kql&q=" + encoded("SELECT Sesame FROM Account"))
              .header("X-Request-Id", "logged-1"));
      server.close();
    } finally {
      root.detachAppender(lines);
      root.setLevel(before);
    }

    List<ILoggingEvent> ours =
        lines.list.stream()
            .filter(line -> line.getLoggerName().equals(RequestLog.class.getName()))
            .toList();
    assertThat(ours).hasSize(1);
    assertThat(ours.get(0).getKeyValuePairs().toString())
        .contains("request_id=\"logged-1\"")
        .contains("route=\"search\"")
        .contains("accounts=\"1\"")
        .contains("status=\"400\"")
        .contains("error_code=\"unknown-property\"");
    for (ILoggingEvent line : lines.list) {
      String all = line.getFormattedMessage() + line.getKeyValuePairs();
      assertThat(all).doesNotContain(TOKEN).doesNotContain("Sesame");
      assertThat(all).doesNotContain(sandbox.service("salesforce").accessToken());
    }
  }

  @Test
  void aPortThatIsTakenIsAFaultOfTheCommand() {
    SearchEndpoint endpoint =
        SearchEndpoint.builder(engine).tokens(HashedTokens.of(Map.of())).build();
    SearchServer.Options taken = SearchServer.Options.loopback(server.baseUri().getPort());

    assertThatThrownBy(() -> SearchServer.start(endpoint, metrics, taken))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("can't listen");
  }
}
