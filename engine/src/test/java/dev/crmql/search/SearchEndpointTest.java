package dev.crmql.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.crmql.diagnostics.Diagnostic;
import dev.crmql.diagnostics.DiagnosticCode;
import dev.crmql.diagnostics.QueryException;
import dev.crmql.endpoint.AccessTokens;
import dev.crmql.endpoint.ApiDescription;
import dev.crmql.endpoint.EndpointRequest;
import dev.crmql.endpoint.EndpointResponse;
import dev.crmql.endpoint.HashedTokens;
import dev.crmql.endpoint.SearchEndpoint;
import dev.crmql.language.Language;
import dev.crmql.query.NodeLocation;
import dev.crmql.spi.UpstreamResponse;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SearchEndpointTest {

  private static final String KEYWORD = "/v1/accounts/1/crm/search?lang=keyword&q=x";
  private static final String UPSTREAM_TOKEN = "upstream-token";
  private static final ApiDescription DESCRIPTION = new ApiDescription();

  private final FakeTransport transport = new FakeTransport();
  private final Time time = new Time();
  private final SearchEngine engine =
      SearchEngine.builder()
          .connector(new FakeConnector("fake", Language.KQL, Language.DQL, Language.KEYWORD))
          .connector(new FakeConnector("terse", Language.KQL))
          .accounts(
              AccountDirectory.of(
                  List.of(
                      account("1", "fake"),
                      account("2", "fake"),
                      new Account(
                          "é/x",
                          "terse",
                          URI.create("https://crm.example"),
                          Credentials.fixed(UPSTREAM_TOKEN),
                          Optional.of("Acme, sales")))))
          .transport(transport)
          .build();
  private final SearchEndpoint endpoint =
      SearchEndpoint.builder(engine)
          .tokens(
              HashedTokens.of(
                  Map.of(
                      HashedTokens.hash("good-for-1"), Set.of("1"),
                      HashedTokens.hash("good-for-2"), Set.of("2"),
                      HashedTokens.hash("good-for-all"), Set.of("*"))))
          .pageTimeToLive(Duration.ofMinutes(5))
          .clock(time)
          .build();

  private static final class Time extends Clock {
    private Instant now = Instant.parse("2024-01-31T12:00:00Z");

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }

    @Override
    public Instant instant() {
      return now;
    }
  }

  private static Account account(String id, String service) {
    return new Account(
        id, service, URI.create("https://crm.example"), Credentials.fixed(UPSTREAM_TOKEN));
  }

  @AfterEach
  void close() {
    engine.close();
  }

  private EndpointResponse send(String method, String target, Map<String, String> headers) {
    int query = target.indexOf('?');
    Map<String, List<String>> fields = new LinkedHashMap<>();
    headers.forEach((name, value) -> fields.put(name, List.of(value)));
    return answer(
        endpoint,
        new EndpointRequest(
            "r-1",
            method,
            query < 0 ? target : target.substring(0, query),
            query < 0 ? Optional.empty() : Optional.of(target.substring(query + 1)),
            fields));
  }

  /** What the endpoint answers, which is as its description says. */
  private static EndpointResponse answer(SearchEndpoint asked, EndpointRequest request) {
    EndpointResponse answer = asked.handle(request).join();
    try {
      DESCRIPTION.assertConforms(request, answer);
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
    return answer;
  }

  private EndpointResponse get(String target) {
    return send("GET", target, Map.of("authorization", "Bearer good-for-all"));
  }

  private EndpointResponse getAs(String authorization, String target) {
    return send("GET", target, Map.of("Authorization", authorization));
  }

  private static JsonNode json(EndpointResponse response) {
    String body = new String(response.body(), StandardCharsets.UTF_8);
    assertThat(body).doesNotContain(UPSTREAM_TOKEN).doesNotContain("good-for");
    assertThat(response.headers()).containsEntry("X-Request-Id", "r-1");
    try {
      return new ObjectMapper().readTree(body);
    } catch (JsonProcessingException e) {
      throw new AssertionError(body, e);
    }
  }

  private static void assertError(EndpointResponse response, int status, String code) {
    JsonNode body = json(response);
    assertThat(body.path("error_code").asText()).isEqualTo(code);
    assertThat(response.status()).isEqualTo(status);
    assertThat(body.path("status_code").intValue()).isEqualTo(status);
    assertThat(body.path("message").asText()).isNotEmpty();
    assertThat(body.path("id").asText()).isEqualTo("r-1");
    assertThat(response.errorCode()).contains(code);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private void threeRows(String account) {
    transport.page(
        account,
        "/search?q=x",
        "{\"rows\":[{\"id\":\"a\"},{\"id\":\"b\"},{\"id\":\"c\"}],\"next\":null}");
  }

  @Test
  void aSearchIsAnsweredPageByPage() {
    threeRows("1");
    JsonNode first = json(get(KEYWORD + "&page_size=2"));
    assertThat(first.get("page").intValue()).isEqualTo(1);
    assertThat(first.get("count").intValue()).isEqualTo(2);
    assertThat(first.has("errors")).isFalse();

    String next = first.get("next_page").textValue();
    JsonNode second = json(get(KEYWORD + "&page_size=2&page=" + next));

    assertThat(next).matches("[A-Za-z0-9_-]+").hasSizeLessThan(120);
    assertThat(second.get("page").textValue()).isEqualTo(next);
    assertThat(second.at("/objects/0/raw/id").textValue()).isEqualTo("c");
    assertThat(second.get("next_page").isNull()).isTrue();
  }

  @Test
  void withoutAPageSizeAPageHasThirtyObjects() {
    String rows =
        IntStream.range(0, 31)
            .mapToObj(i -> "{\"id\":\"" + i + "\"}")
            .collect(Collectors.joining(","));
    transport.page("1", "/search?q=x", "{\"rows\":[" + rows + "],\"next\":null}");

    assertThat(json(get(KEYWORD)).get("objects")).hasSize(30);
  }

  @Test
  void aPageTokenThatWasChangedAnywhereIsRefused() {
    threeRows("1");
    String next = json(get(KEYWORD + "&page_size=2")).get("next_page").textValue();

    for (int i = 0; i < next.length(); i++) {
      char other = next.charAt(i) == 'A' ? 'B' : 'A';
      String changed = next.substring(0, i) + other + next.substring(i + 1);
      assertError(get(KEYWORD + "&page_size=2&page=" + changed), 400, "invalid-page");
    }
    assertError(get(KEYWORD + "&page=2"), 400, "invalid-page");
    assertError(get(KEYWORD + "&page=%00"), 400, "invalid-page");
  }

  @Test
  void aPageTokenOfAnotherSearchOrAnotherServerIsRefused() {
    threeRows("1");
    String next = json(get(KEYWORD + "&page_size=2")).get("next_page").textValue();

    assertError(get(KEYWORD + "&page_size=3&page=" + next), 400, "foreign-page");
    assertError(get(KEYWORD + "y&page_size=2&page=" + next), 400, "foreign-page");
    assertError(
        get(KEYWORD.replace("/1/", "/2/") + "&page_size=2&page=" + next), 400, "foreign-page");
    SearchEndpoint other = SearchEndpoint.builder(engine).tokens(AccessTokens.none()).build();
    EndpointResponse answer =
        answer(
            other,
            new EndpointRequest(
                "r-1",
                "GET",
                "/v1/accounts/1/crm/search",
                Optional.of("lang=keyword&q=x&page_size=2&page=" + next),
                Map.of()));
    assertError(answer, 400, "invalid-page");
  }

  @Test
  void aPageTokenExpires() {
    threeRows("1");
    String next = json(get(KEYWORD + "&page_size=2")).get("next_page").textValue();
    time.now = time.now.plus(Duration.ofMinutes(5)).minusSeconds(1);
    assertThat(get(KEYWORD + "&page_size=2&page=" + next).status()).isEqualTo(200);
    time.now = time.now.plusSeconds(1);

    assertError(get(KEYWORD + "&page_size=2&page=" + next), 400, "expired-page");
  }

  @Test
  void kqlHeedsNoPage() {
    transport.page("1", "/first", "{\"rows\":[{\"id\":\"a\"},{\"id\":\"b\"}],\"next\":null}");

    JsonNode body =
        json(
            get(
                "/v1/accounts/1/crm/search?lang=KQL&page_size=abc&page=zzz&q="
                    + encoded("SELECT id FROM thing")));

    assertThat(body.get("count").intValue()).isEqualTo(2);
    assertThat(body.get("page").intValue()).isEqualTo(1);
    assertThat(body.get("next_page").isNull()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "Bearer good-for-1, 1, 200,",
    "bearer good-for-1, 1, 200,",
    "'Bearer good-for-1,good-for-2', '1,2', 200,",
    "Bearer good-for-all, '1,2', 200,",
    "Bearer good-for-2, 1, 404, unknown-account",
    "'Bearer good-for-2,good-for-1', '1,2', 200,",
    "'Bearer good-for-1,good-for-2', 1, 400, wrong-number-of-tokens",
    "'Bearer good-for-1,good-for-2,good-for-all', '1,2', 400, wrong-number-of-tokens",
    "Bearer nobody, 1, 401, unauthorized",
    "'Bearer good-for-1,nobody', '1,2', 401, unauthorized",
    "'Bearer good-for-1,', '1,2', 401, unauthorized",
    "Bearer, 1, 401, unauthorized",
    "Basic Z29vZC1mb3ItMQ==, 1, 401, unauthorized",
  })
  void tokensAreForAllAccountsOrOneForEach(
      String authorization, String accounts, int status, String code) {
    threeRows("1");
    threeRows("2");

    EndpointResponse answer =
        getAs(authorization, "/v1/accounts/" + accounts + "/crm/search?lang=keyword&q=x");

    assertThat(answer.status()).isEqualTo(status);
    if (code != null) {
      assertError(answer, status, code);
    }
    if (status == 401) {
      assertThat(answer.headers()).containsEntry("WWW-Authenticate", "Bearer");
    }
  }

  @Test
  void withoutATokenThereIsNoAnswer() {
    assertError(send("GET", KEYWORD, Map.of()), 401, "unauthorized");
    assertError(send("GET", "/v1/accounts/1", Map.of()), 401, "unauthorized");
  }

  @Test
  void anAccountThatATokenMayNotSeeLooksLikeNone() {
    threeRows("1");
    String target = "/v1/accounts/1,2,3/crm/search?lang=keyword&q=x";

    JsonNode errors = json(getAs("Bearer good-for-1", target)).get("errors");

    String hidden = errors.get("2").toString();
    assertThat(hidden.replace("account 2", "account 3")).isEqualTo(errors.get("3").toString());
    assertThat(getAs("Bearer good-for-1", "/v1/accounts/2").status()).isEqualTo(404);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "404 not-found /v1",
        "404 not-found /v1/accounts/1/crm/find?q=x",
        "400 missing-parameter /v1/accounts/1/crm/search",
        "400 missing-parameter /v1/accounts/1/crm/search?q=+",
        "400 unknown-parameter /v1/accounts/1/crm/search?q=x&limit=3",
        "400 duplicate-parameter /v1/accounts/1/crm/search?q=x&q=y",
        "400 bad-encoding /v1/accounts/1/crm/search?q=%zz",
        "400 bad-encoding /v1/accounts/1/crm/search?q=%FF",
        "400 bad-encoding /v1/accounts/%/crm/search?q=x",
        "400 invalid-account-id /v1/accounts/1,,2/crm/search?q=x",
        "400 invalid-account-id /v1/accounts/1%2C2/crm/search?q=x",
        "400 duplicate-account /v1/accounts/1,2,1/crm/search?q=x",
        "400 unsupported-language /v1/accounts/1/crm/search?q=x&lang=sql",
        "400 unsupported-language /v1/accounts/1/crm/search?q=x&lang=soql",
        "400 invalid-page-size /v1/accounts/1/crm/search?q=x&lang=keyword&page_size=0",
        "400 invalid-page-size /v1/accounts/1/crm/search?q=x&lang=keyword&page_size=1001",
        "400 invalid-page-size /v1/accounts/1/crm/search?q=x&lang=keyword&page_size=abc",
        "400 invalid-page-size /v1/accounts/1/crm/search?q=x&lang=keyword&page_size=",
        "400 invalid-parameter /v1/accounts/1/crm/search?q=x&explain=yes",
        "400 invalid-parameter /v1/accounts/1/crm/search?q=x&completion=some",
        "400 unencoded-plus /v1/accounts/1/crm/search?lang=kql"
            + "&q=SELECT+id+FROM+t+WHERE+d>='2018-02-23T03:05:45+00:00'",
        "400 unencoded-plus /v1/accounts/1/crm/search?lang=soql"
            + "&q=SELECT+Id+FROM+Lead+WHERE+CreatedDate>2018-02-23T03:05:45+00:00",
        "404 unknown-account /v1/accounts/4/crm/search?q=x&lang=keyword",
        "404 unknown-account /v1/accounts/%C3%A9%2Fy/crm/search?q=x&lang=keyword",
        "404 unknown-account /v1/accounts/4",
      })
  void badRequestsAreNamed(String line) {
    String[] said = line.split(" ", 3);

    assertError(get(said[2]), Integer.parseInt(said[0]), said[1]);
    assertThat(transport.calls()).isEmpty();
  }

  @Test
  void anAccountMayHaveAnyId() {
    transport.page("é/x", "/first", "{\"rows\":[{\"id\":\"a\"}],\"next\":null}");

    EndpointResponse answer =
        get("/v1/accounts/%C3%A9%2Fx/crm/search?lang=kql&q=SELECT+id+FROM+thing");

    assertThat(json(answer).get("count").intValue()).isEqualTo(1);
  }

  @Test
  void oneSearchAsksNotTooManyAccounts() {
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      ids.add("a" + i);
    }

    assertError(
        get("/v1/accounts/" + String.join(",", ids) + "/crm/search?q=x"), 400, "too-many-accounts");
  }

  @Test
  void aLanguageThatOneOfSeveralDoesNotSpeakIsItsErrorAlone() {
    threeRows("1");

    JsonNode body = json(get("/v1/accounts/1,%C3%A9%2Fx/crm/search?q=x&lang=keyword"));

    assertThat(body.get("count").intValue()).isEqualTo(3);
    assertThat(body.at("/errors/é~1x/error_code").textValue()).isEqualTo("unsupported-language");
    assertThat(body.at("/errors/é~1x/status_code").intValue()).isEqualTo(400);
  }

  @Test
  void otherMethodsAreRefused() {
    EndpointResponse answer = send("POST", KEYWORD, Map.of("Authorization", "Bearer good-for-all"));

    assertError(answer, 405, "method-not-allowed");
    assertThat(answer.headers()).containsEntry("Allow", "GET, HEAD");
  }

  @Test
  void headIsAnsweredLikeGet() {
    EndpointResponse head =
        send("HEAD", "/v1/accounts/1", Map.of("Authorization", "Bearer good-for-all"));

    assertThat(head.status()).isEqualTo(200);
    assertThat(head.body()).isEqualTo(get("/v1/accounts/1").body());
  }

  @Test
  void anErrorThatCannotBeWrittenIsAnsweredAllTheSame() throws Exception {
    QueryException placeOutsideOfTheText =
        new QueryException(
            List.of(
                Diagnostic.of(DiagnosticCode.SYNTAX_ERROR, NodeLocation.of(7, 8), "on purpose")),
            "short");
    try (SearchEngine failing =
        SearchEngine.builder()
            .connector(new FakeConnector("fake", Language.KQL))
            .accounts(
                id -> {
                  throw placeOutsideOfTheText;
                })
            .transport(transport)
            .build()) {
      CompletableFuture<EndpointResponse> answer =
          SearchEndpoint.builder(failing)
              .tokens(AccessTokens.none())
              .build()
              .handle(
                  new EndpointRequest("r-1", "GET", "/v1/accounts/1", Optional.empty(), Map.of()));

      assertThat(answer).isCompleted();
      assertError(answer.get(), 500, "internal");
    }
  }

  @Test
  void explainingSendsNothing() {
    JsonNode body = json(get(KEYWORD + "&explain=true"));

    assertThat(body.at("/accounts/1/requests/0/path").textValue()).isEqualTo("/search");
    assertThat(body.at("/accounts/1/lang").textValue()).isEqualTo("keyword");
    assertThat(body.at("/accounts/1/schema").textValue()).isEqualTo("not-needed");
    assertThat(body.get("type").textValue()).isEqualTo("explanation");
    assertThat(transport.calls()).isEmpty();
  }

  @Test
  void explainingSaysWhoMakesSureOfEachCondition() {
    String kql = encoded("SELECT id FROM thing WHERE name = 'x' AND n > 1");

    JsonNode account =
        json(get("/v1/accounts/1/crm/search?explain=true&lang=kql&q=" + kql)).at("/accounts/1");

    assertThat(account.get("residual").textValue()).isEqualTo("name = 'x' AND n > 1");
    assertThat(account.at("/conditions/0/handling").textValue()).isEqualTo("superset");
    assertThat(account.get("schema").textValue()).isEqualTo("guessed");
    assertThat(account.at("/estimated_requests/at_least").intValue()).isEqualTo(1);
  }

  @Test
  void detailsSayWhatWasDoneForEachAccount() {
    threeRows("1");
    transport.answer("2", "/search?q=x", call -> answered(400, Map.of()));

    JsonNode accounts =
        json(get("/v1/accounts/1,2/crm/search?lang=keyword&q=x&detail=true&page_size=2"))
            .get("accounts");

    assertThat(accounts.at("/1/complete").booleanValue()).isTrue();
    assertThat(accounts.at("/1/rows_read").intValue()).isEqualTo(3);
    assertThat(accounts.at("/1/rows_returned").intValue()).isEqualTo(2);
    assertThat(accounts.at("/1/upstream_calls").intValue()).isEqualTo(1);
    assertThat(accounts.at("/1/milliseconds").isNumber()).isTrue();
    assertThat(accounts.at("/2/complete").booleanValue()).isFalse();
    assertThat(accounts.at("/2/error_code").textValue()).isEqualTo("rejected-by-service");
  }

  @Test
  void detailsOfALaterPageHaveTheAccountsThatAreFinishedToo() {
    threeRows("1");
    transport.page("2", "/search?q=x", "{\"rows\":[{\"id\":\"a\"}],\"next\":null}");
    String search = "/v1/accounts/1,2/crm/search?lang=keyword&q=x&detail=true&page_size=3";
    String next = json(get(search)).get("next_page").textValue();

    JsonNode accounts = json(get(search + "&page=" + next)).get("accounts");

    assertThat(accounts.at("/1/rows_returned").intValue()).isEqualTo(1);
    assertThat(accounts.at("/2/complete").booleanValue()).isTrue();
    assertThat(accounts.at("/2/upstream_calls").intValue()).isZero();
    assertThat(accounts.at("/2/notes/0").textValue())
        .isEqualTo("all its rows were on the pages before");
  }

  @Test
  void tooManyRowsAreTheWholeSearchsFailure() {
    String rows =
        IntStream.range(0, 10_001)
            .mapToObj(i -> "{\"id\":\"" + i + "\"}")
            .collect(Collectors.joining(","));
    transport.page("1", "/first", "{\"rows\":[" + rows + "],\"next\":null}");
    transport.page("2", "/first", "{\"rows\":[],\"next\":null}");

    assertError(
        get("/v1/accounts/1,2/crm/search?lang=kql&q=" + encoded("SELECT id FROM thing")),
        400,
        "too-many-rows");
  }

  private static CompletableFuture<UpstreamResponse> answered(
      int status, Map<String, List<String>> headers) {
    return CompletableFuture.completedFuture(
        new UpstreamResponse(status, headers, "{}".getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void aThrottledCallerIsToldToWait() {
    transport.answer("1", "/search?q=x", call -> answered(429, Map.of()));

    EndpointResponse answer = get(KEYWORD);

    assertError(answer, 429, "throttled");
    assertThat(answer.headers()).containsEntry("Retry-After", "5");
    assertThat(json(answer).get("retry_after").intValue()).isEqualTo(5);
  }

  @Test
  void aServicesRejectionOfItsTokenIsNotOneOfTheCallers() {
    transport.answer("1", "/search?q=x", call -> answered(401, Map.of()));

    EndpointResponse answer = get(KEYWORD);

    assertError(answer, 401, "token-rejected");
    assertThat(answer.headers()).doesNotContainKey("WWW-Authenticate");
  }

  @Test
  void rawRecordsCanBeLeftOut() {
    threeRows("1");
    Map<String, String> headers = Map.of("Authorization", "Bearer good-for-1");
    assertThat(json(send("GET", KEYWORD, headers)).at("/objects/0/raw/object").isObject()).isTrue();

    JsonNode raw =
        json(send(
                "GET",
                KEYWORD,
                Map.of("Authorization", "Bearer good-for-1", "x-kloudless-raw-data", "false")))
            .at("/objects/0/raw");

    assertThat(raw.has("object")).isFalse();
    assertThat(raw.get("id").textValue()).isEqualTo("a");
    assertError(
        send(
            "GET",
            KEYWORD,
            Map.of("Authorization", "Bearer good-for-1", "X-Kloudless-Raw-Data", "no")),
        400,
        "invalid-header");
  }

  @Test
  void anAccountCanBeLookedUp() {
    JsonNode body = json(get("/v1/accounts/1"));

    assertThat(body.get("id").intValue()).isEqualTo(1);
    assertThat(body.get("service").textValue()).isEqualTo("fake");
    assertThat(body.get("active").booleanValue()).isTrue();
    assertThat(body.get("account").textValue()).isEqualTo("crm.example");

    JsonNode labelled = json(get("/v1/accounts/%C3%A9%2Fx"));
    assertThat(labelled.get("id").textValue()).isEqualTo("é/x");
    assertThat(labelled.get("account").textValue()).isEqualTo("Acme, sales");
  }

  @Test
  void aGivenUpAnswerEndsTheCallsOnTheWire() {
    CompletableFuture<UpstreamResponse> call = new CompletableFuture<>();
    transport.answer("1", "/search?q=x", unused -> call);
    CompletableFuture<EndpointResponse> answer =
        endpoint.handle(
            new EndpointRequest(
                "r-1",
                "GET",
                "/v1/accounts/1/crm/search",
                Optional.of("lang=keyword&q=x"),
                Map.of("Authorization", List.of("Bearer good-for-1"))));

    answer.cancel(true);

    assertThat(call).isCancelled();
  }

  @Test
  void anExplanationHasWhatIsSentWhereTheServicesSearchIsOff() {
    JsonNode account = json(get(KEYWORD + "&explain=true")).at("/accounts/1");

    assertThat(account.at("/requests/0/path").textValue()).isEqualTo("/search");
    assertThat(account.at("/otherwise/requests")).hasSize(2);
    assertThat(account.at("/otherwise/requests/0/path").textValue()).isEqualTo("/one");
    assertThat(account.at("/estimated_requests/at_least").intValue()).isEqualTo(1);
    assertThat(account.at("/estimated_requests/at_most").intValue()).isEqualTo(1_000);
    assertThat(transport.calls()).isEmpty();
  }

  @Test
  void anExplanationHasTheRequestThatThePageWouldBeReadWith() {
    transport.page("1", "/first", "{\"rows\":[],\"next\":null}");
    String search =
        "/v1/accounts/1/crm/search?lang=dql&page_size=7&q=" + encoded("SELECT id FROM thing");

    JsonNode account = json(get(search + "&explain=true")).at("/accounts/1");
    get(search);

    assertThat(account.at("/requests/0/headers/Rows").textValue()).isEqualTo("7");
    assertThat(account.get("otherwise").isNull()).isTrue();
    assertThat(transport.calls().get(0).request().headers()).containsEntry("Rows", "7");
  }

  @Test
  void aQueryThatFindsNothingTakesNoRequest() {
    JsonNode account =
        json(get(
                "/v1/accounts/1/crm/search?lang=kql&explain=true&q="
                    + encoded("SELECT id FROM thing LIMIT 0")))
            .at("/accounts/1");

    assertThat(account.get("requests")).isEmpty();
    assertThat(account.at("/estimated_requests/at_least").intValue()).isZero();
    assertThat(account.at("/estimated_requests/at_most").intValue()).isZero();
  }

  @Test
  void theFailureOfTheOneAccountIsTheAnswerOfItsExplanationToo() {
    assertError(
        get("/v1/accounts/9/crm/search?lang=keyword&q=x&explain=true"), 404, "unknown-account");
    assertThat(
            json(get("/v1/accounts/1,9/crm/search?lang=keyword&q=x&explain=true"))
                .at("/errors/9/error_code")
                .textValue())
        .isEqualTo("unknown-account");
  }

  @Test
  void placesThatAreTooLongForARequestLineAreAnErrorAndNoLostRows() {
    String cursor =
        new Random(1)
            .ints(30_000, 'a', 'z' + 1)
            .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
            .toString();
    for (String account : List.of("1", "2")) {
      transport.page(
          account, "/search?q=x", "{\"rows\":[{\"id\":\"a\"}],\"next\":\"/" + cursor + "\"}");
      transport.page(account, "/" + cursor, "{\"rows\":[{\"id\":\"b\"}],\"next\":null}");
    }

    assertError(
        get("/v1/accounts/1,2/crm/search?lang=keyword&q=x&page_size=2"), 400, "page-too-long");
    String token = json(get(KEYWORD + "&page_size=1")).get("next_page").textValue();
    assertThat(token).hasSizeBetween(16 * 1024, 32 * 1024);
  }

  @Test
  void shortKeysAndHashesAreRefused() {
    SearchEndpoint.Builder builder =
        SearchEndpoint.builder(engine).tokens(AccessTokens.none()).pageKey(new byte[31]);

    assertThatThrownBy(builder::build).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> HashedTokens.of(Map.of("abcd", Set.of("1"))))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> HashedTokens.of(Map.of("xyz", Set.of("1"))))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
