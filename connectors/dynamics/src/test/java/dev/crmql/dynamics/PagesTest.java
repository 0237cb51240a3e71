package dev.crmql.dynamics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.crmql.spi.Page;
import dev.crmql.spi.Row;
import dev.crmql.spi.SearchPlan;
import dev.crmql.spi.UpstreamException;
import dev.crmql.spi.UpstreamRequest;
import dev.crmql.spi.UpstreamResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PagesTest {

  private static final SearchPlan PLAN = Plans.known("SELECT name, ownerid FROM account");
  private static final UpstreamRequest FIRST = Plans.request(PLAN);
  private static final String LINK =
      "https://contoso.api.crm.dynamics.com/api/data/v9.2/accounts?$select=name"
          + "&$orderby=name%20asc,accountid%20asc&$skiptoken=%3Ccookie%20pagenumber=%222%22%20/%3E";

  private static UpstreamResponse answer(String body) {
    return new UpstreamResponse(200, Map.of(), body.getBytes(StandardCharsets.UTF_8));
  }

  private static Page decode(String body) {
    return Plans.CONNECTOR.decode(FIRST, answer(body), PLAN);
  }

  @Test
  void rowsComeInTheirOrder() {
    Page page = decode("{\"value\":[{\"accountid\":\"b\",\"name\":\"B\"},{\"accountid\":\"a\"}]}");
    assertThat(page.rows()).extracting(Row::id).containsExactly("b", "a");
    assertThat(page.rows()).extracting(Row::type).containsOnly("account");
    assertThat(page.next()).isEmpty();
  }

  @Test
  void theNextLinkIsSentByteForByteWithTheSamePreferences() {
    UpstreamRequest next =
        decode("{\"value\":[],\"@odata.nextLink\":\"" + LINK + "\"}").next().orElseThrow();
    assertThat(next.target()).isEqualTo(LINK.substring(LINK.indexOf("/api/")));
    assertThat(next.origin()).hasValue("https://contoso.api.crm.dynamics.com");
    assertThat(next.headers()).isEqualTo(FIRST.headers()).containsKey("Prefer");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://contoso.api.crm.dynamics.com/other/path",
        "https://contoso.api.crm.dynamics.com",
        "accounts?$skiptoken=2",
        "https://contoso.api.crm.dynamics.com/api/data/v9.2/a b",
        "https://contoso.api.crm.dynamics.com/api/data/v9.2/a\\r\\nHost: evil",
        "//evil.example/api/data/v9.2/accounts",
      })
  void aLinkThatLeadsElsewhereIsAnError(String link) {
    assertThatThrownBy(() -> decode("{\"value\":[],\"@odata.nextLink\":\"" + link + "\"}"))
        .isInstanceOf(UpstreamException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "<html>",
        "[]",
        "null",
        "{}",
        "{\"value\":{}}",
        "{\"value\":[1]}",
        "{\"value\":[{\"accountid\":\"a\"}",
        "{\"value\":[]} trailing",
        "{\"value\":[{\"name\":\"no id\"}]}",
        "{\"value\":[],\"@odata.nextLink\":2}",
        "{\"value\":[],\"@odata.nextLink\":null}",
      })
  void anAnswerThatIsNoPageIsAnError(String body) {
    assertThatThrownBy(() -> decode(body)).isInstanceOf(UpstreamException.class);
  }

  @Test
  void longQueriesGoThroughABatch() {
    String kql = "SELECT name FROM account WHERE name = '" + "x".repeat(40_000) + "'";
    UpstreamRequest request = Plans.request(Plans.known(kql));
    assertThat(request.method()).isEqualTo(UpstreamRequest.Method.POST);
    assertThat(request.path()).isEqualTo("/api/data/v9.2/$batch");
    assertThat(request.headers())
        .containsExactly(Map.entry("Content-Type", "multipart/mixed; boundary=batch_crmql"));
    String[] lines = request.body().orElseThrow().split("\r\n", -1);
    assertThat(lines).startsWith("--batch_crmql", "Content-Type: application/http");
    assertThat(lines[4])
        .startsWith("GET /api/data/v9.2/accounts?$select=name&$filter=name%20eq%20%27xxx")
        .endsWith("x%27 HTTP/1.1");
    assertThat(lines)
        .contains("OData-Version: 4.0", "Prefer: odata.maxpagesize=5000")
        .endsWith("", "", "--batch_crmql--", "");
    ODataJudge.read(lines[4].substring(4, lines[4].length() - " HTTP/1.1".length()));
    assertThat(Plans.request(Plans.known(kql))).isEqualTo(request);
  }

  @Test
  void aBatchAnswerHoldsThePage() {
    String kql = "SELECT name FROM account WHERE name = '" + "x".repeat(40_000) + "'";
    SearchPlan plan = Plans.known(kql);
    String json =
        "{\"value\":[{\"accountid\":\"a\",\"name\":\"Ж\"}],\"@odata.nextLink\":\"" + LINK + "\"}";
    Page page = Plans.CONNECTOR.decode(Plans.request(plan), batch("200 OK", json), plan);
    assertThat(page.rows()).hasSize(1);
    assertThat(page.rows().get(0).shown().path("name").asText()).isEqualTo("Ж");
    UpstreamRequest next = page.next().orElseThrow();
    assertThat(next.method()).isEqualTo(UpstreamRequest.Method.GET);
    assertThat(next.headers()).containsExactly(Map.entry("Prefer", "odata.maxpagesize=5000"));
    String longLink = LINK + "&x=" + "y".repeat(40_000);
    UpstreamRequest batched =
        Plans.CONNECTOR
            .decode(FIRST, answer("{\"value\":[],\"@odata.nextLink\":\"" + longLink + "\"}"), PLAN)
            .next()
            .orElseThrow();
    assertThat(batched.path()).endsWith("/$batch");
    assertThat(batched.origin()).hasValue("https://contoso.api.crm.dynamics.com");
    assertThat(batched.body().orElseThrow())
        .contains("GET " + longLink.substring(longLink.indexOf("/api/")) + " HTTP/1.1\r\n")
        .contains("Prefer: odata.maxpagesize=5000,odata.include-annotations=\"*\"\r\n");
  }

  @Test
  void aFaultWithinABatchIsAFault() {
    String kql = "SELECT name FROM account WHERE name = '" + "x".repeat(40_000) + "'";
    SearchPlan plan = Plans.known(kql);
    UpstreamRequest request = Plans.request(plan);
    String error = "{\"error\":{\"code\":\"0x80072322\",\"message\":\"Number of requests\"}}";
    assertThatThrownBy(() -> Plans.CONNECTOR.decode(request, batch("429 Too Many", error), plan))
        .isInstanceOfSatisfying(
            UpstreamException.class,
            e -> {
              assertThat(e.fault().kind().name()).isEqualTo("THROTTLED");
              assertThat(e.fault().retryAfter().orElseThrow().toSeconds()).isEqualTo(17);
            });
    UpstreamResponse cut =
        answer("--b\r\nContent-Type: application/http\r\n\r\nHTTP/1.1 200 OK\r\n");
    for (UpstreamResponse bad : List.of(cut, answer(""), answer("{\"value\":[]}"))) {
      assertThatThrownBy(() -> Plans.CONNECTOR.decode(request, bad, plan))
          .isInstanceOf(UpstreamException.class);
    }
  }

  private static UpstreamResponse batch(String status, String json) {
    return answer(
        String.join(
            "\r\n",
            "--batchresponse_77",
            "Content-Type: application/http",
            "Content-Transfer-Encoding: binary",
            "",
            "HTTP/1.1 " + status,
            "Content-Type: application/json; odata.metadata=minimal",
            "Retry-After: 17",
            "",
            json,
            "--batchresponse_77--",
            ""));
  }
}
