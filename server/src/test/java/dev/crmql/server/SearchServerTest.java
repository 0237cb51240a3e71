package dev.crmql.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.crmql.sandbox.Sandbox;
import dev.crmql.search.AccountDirectory;
import dev.crmql.search.SearchEngine;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SearchServerTest {

  private final HttpClient client = HttpClient.newHttpClient();
  private Sandbox sandbox;
  private SearchEngine engine;
  private SearchServer server;

  @BeforeEach
  void start() {
    sandbox = Sandbox.start();
    engine = Services.engine(AccountDirectory.of(DemoAccounts.of(sandbox)));
    server = SearchServer.start(engine, 0);
  }

  @AfterEach
  void stop() {
    server.close();
    engine.close();
    sandbox.close();
  }

  private HttpResponse<String> get(String target) throws IOException, InterruptedException {
    return client.send(
        HttpRequest.newBuilder(URI.create(server.baseUri() + target)).build(),
        HttpResponse.BodyHandlers.ofString());
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  @Test
  void severalAccountsGiveOneListAndTheirErrors() throws Exception {
    sandbox.service("dynamics").close();

    HttpResponse<String> answer =
        get(
            "/v1/accounts/123,456,789/crm/search?lang=KQL&q="
                + encoded("SELECT id, name FROM Accounts ORDER BY name LIMIT 4"));

    assertThat(answer.statusCode()).isEqualTo(200);
    JsonNode body = new ObjectMapper().readTree(answer.body());
    assertThat(body.get("count").intValue()).isEqualTo(4);
    assertThat(body.get("objects")).hasSize(4);
    assertThat(body.get("type").textValue()).isEqualTo("object_list");
    assertThat(body.get("api").textValue()).isEqualTo("crm");
    assertThat(body.get("next_page").isNull()).isTrue();
    assertThat(body.get("errors").fieldNames()).toIterable().containsExactly("456");
    assertThat(body.at("/objects/0/raw/object").isObject()).isTrue();
  }

  @Test
  void theFailureOfOneAccountIsTheAnswer() throws Exception {
    sandbox.service("dynamics").close();

    HttpResponse<String> answer =
        get("/v1/accounts/456/crm/search?lang=kql&q=" + encoded("SELECT id FROM Accounts LIMIT 1"));

    assertThat(answer.statusCode()).isEqualTo(503);
    JsonNode body = new ObjectMapper().readTree(answer.body());
    assertThat(body.get("status_code").intValue()).isEqualTo(503);
    assertThat(body.get("error_code").textValue()).isEqualTo("unavailable");
  }

  @Test
  void aFaultOfTheQueryHasItsPlace() throws Exception {
    HttpResponse<String> answer =
        get("/v1/accounts/123/crm/search?lang=kql&q=" + encoded("SELECT id FROM"));

    assertThat(answer.statusCode()).isEqualTo(400);
    JsonNode body = new ObjectMapper().readTree(answer.body());
    assertThat(body.get("line").intValue()).isEqualTo(1);
    assertThat(body.get("column").intValue()).isEqualTo(15);
    assertThat(body.get("excerpt").textValue()).contains("^");
  }

  @ParameterizedTest
  @CsvSource({
    "/v1/accounts/123/crm/search, 400, missing-parameter",
    "/v1/accounts/123/crm/search?q=x&lang=sql, 400, unsupported-language",
    "/v1/accounts/123/crm/search?q=x&lang=kql&explain=true, 400, unknown-parameter",
    "/v1/accounts/123/crm/search?foo=1, 400, unknown-parameter",
    "/v1/accounts/456/crm/search?q=x&lang=dql&page_size=0, 400, bad-request",
    "/v1/accounts/456/crm/search?q=x&lang=dql&page_size=1001, 400, bad-request",
    "/v1/accounts/456/crm/search?q=x&lang=dql&page_size=, 400, bad-request",
    "/v1/accounts/456/crm/search?q=x&lang=dql&page=zzz, 400, bad-request",
    "/v1/accounts/456/crm/search?q=x&lang=dql&page=2, 400, bad-request",
    "/v1/accounts/123/crm/search?q=x&q=y&lang=kql, 400, bad-request",
    "/v1/accounts/999/crm/search?q=SELECT+id+FROM+Account&lang=kql, 404, unknown-account",
    "/v1/accounts, 404, not-found",
  })
  void badRequestsAreNamed(String target, int status, String code) throws Exception {
    HttpResponse<String> answer = get(target);

    assertThat(answer.statusCode()).isEqualTo(status);
    JsonNode body = new ObjectMapper().readTree(answer.body());
    assertThat(body.get("error_code").textValue()).isEqualTo(code);
    assertThat(body.get("id").textValue()).isNotEmpty();
  }

  @Test
  void anUnknownParameterIsNamedWithThoseThatThereAre() throws Exception {
    JsonNode body =
        new ObjectMapper().readTree(get("/v1/accounts/123/crm/search?q=x&explain=true").body());

    assertThat(body.get("message").textValue())
        .isEqualTo("there is no parameter explain; there are q, lang, completion, page_size, page");
  }

  @Test
  void thePageSizeIsHowManyRowsDqlAnswersWith() throws Exception {
    HttpResponse<String> answer =
        get(
            "/v1/accounts/456/crm/search?lang=dql&page=1&page_size=2&q="
                + encoded("SELECT name FROM account"));

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(new ObjectMapper().readTree(answer.body()).get("count").intValue()).isEqualTo(2);
  }
}
