package dev.crmql.server;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.crmql.endpoint.HashedTokens;
import dev.crmql.endpoint.SearchEndpoint;
import dev.crmql.search.Account;
import dev.crmql.search.AccountDirectory;
import dev.crmql.search.Credentials;
import dev.crmql.search.SearchEngine;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Writer;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** Services whose answers are meant to do harm, over HTTP on both sides. */
@Timeout(60)
final class HostileServiceTest {

  /** As JSON has it; both a header field and a sequence of the terminal begin in it. */
  private static final String EVIL =
      "evil\\r\\nSet-Cookie: evil=1\\r\\n\\r\\n\\u001b[2J\\u0085\\u2028\\u202e\\u2066x";

  private final Logger log = (Logger) LoggerFactory.getLogger("dev.crmql");
  private final Lines lines = new Lines();
  private Level before;
  private ServerSocket service;
  private volatile String answer;

  /** Lines come on several threads. */
  private static final class Lines extends AppenderBase<ILoggingEvent> {
    private final List<String> all = new CopyOnWriteArrayList<>();

    @Override
    protected void append(ILoggingEvent line) {
      String failure =
          line.getThrowableProxy() == null ? "" : line.getThrowableProxy().getMessage();
      all.add(line.getFormattedMessage() + " " + line.getKeyValuePairs() + " " + failure);
    }
  }

  @BeforeEach
  void start() throws IOException {
    before = log.getLevel();
    log.setLevel(Level.DEBUG);
    lines.start();
    log.addAppender(lines);
    service = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
    Thread thread = new Thread(this::answerAll);
    thread.setDaemon(true);
    thread.start();
  }

  @AfterEach
  void stop() throws IOException {
    service.close();
    log.detachAppender(lines);
    log.setLevel(before);
  }

  /** Gives every request the one answer, and closes the connection. */
  private void answerAll() {
    try {
      while (true) {
        try (Socket connection = service.accept()) {
          BufferedReader request =
              new BufferedReader(
                  new InputStreamReader(connection.getInputStream(), StandardCharsets.US_ASCII));
          String line = request.readLine();
          while (line != null && !line.isEmpty()) {
            line = request.readLine();
          }
          connection.getOutputStream().write(answer.getBytes(StandardCharsets.UTF_8));
          connection.shutdownOutput();
          // The rest of a body; closing before it is read could reset the connection.
          request.transferTo(Writer.nullWriter());
        }
      }
    } catch (IOException e) {
      // The test is over.
    }
  }

  private void answering(int status, List<String> headers, String body) {
    List<String> head = new ArrayList<>(List.of("HTTP/1.1 " + status + " evil"));
    head.add("Content-Type: application/json");
    head.add("Connection: close");
    head.add("Content-Length: " + body.length());
    head.addAll(headers);
    answer = String.join("\r\n", head) + "\r\n\r\n" + body;
  }

  private HttpResponse<String> search(String name, String language) throws Exception {
    Account account =
        new Account(
                "1",
                name,
                URI.create("http://127.0.0.1:" + service.getLocalPort()),
                Credentials.fixed("token-of-the-account"))
            .allowingPrivateAddress();
    try (SearchEngine engine = Services.engine(AccountDirectory.of(List.of(account)));
        SearchServer server =
            SearchServer.start(
                SearchEndpoint.builder(engine)
                    .tokens(HashedTokens.of(Map.of(HashedTokens.hash("caller"), Set.of("*"))))
                    .build(),
                new ServerMetrics(),
                SearchServer.Options.loopback(0))) {
      String target =
          "/v1/accounts/1/crm/search?lang="
              + language
              + (language.equals("kql") ? "&q=SELECT+id+FROM+account+LIMIT+1" : "&q=acme");
      return HttpClient.newHttpClient()
          .send(
              HttpRequest.newBuilder(URI.create(server.baseUri() + target))
                  .header("Authorization", "Bearer caller")
                  .build(),
              HttpResponse.BodyHandlers.ofString());
    }
  }

  private static JsonNode json(HttpResponse<String> response) throws IOException {
    return new ObjectMapper().readTree(response.body());
  }

  private static void assertHarmless(String text) {
    assertThat(text.codePoints())
        .as(text)
        .noneMatch(c -> Character.isISOControl(c) || c == 0x2028 || c == 0x202E || c == 0x2066);
  }

  private void assertHarmless(HttpResponse<String> response) throws IOException {
    response
        .headers()
        .map()
        .forEach(
            (name, values) -> {
              assertThat(name).isNotEqualToIgnoringCase("Set-Cookie");
              assertThat(values).noneMatch(value -> value.contains("evil"));
            });
    for (JsonNode text : json(response).findValues("message")) {
      assertHarmless(text.textValue());
    }
    for (JsonNode text : json(response).findValues("code")) {
      assertHarmless(text.asText());
    }
    assertThat(lines.all).isNotEmpty().noneMatch(line -> line.contains("evil"));
    lines.all.forEach(HostileServiceTest::assertHarmless);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "salesforce | [{'errorCode':'EVIL','message':'EVIL'}]",
        "dynamics | {'error':{'code':'EVIL','message':'EVIL'}}",
        "sugarcrm | {'error':'EVIL','error_message':'EVIL'}",
        "oracle | {'title':'EVIL','detail':'EVIL','o:errorDetails':[{'detail':'EVIL'}]}",
        "hubspot | {'status':'error','category':'EVIL','message':'EVIL'}",
        "zoho | {'status':'error','code':'EVIL','message':'EVIL'}",
        "pipedrive | {'success':false,'error':'EVIL','error_info':'EVIL','code':'EVIL'}",
        "pipeliner | {'name':'EVIL','message':'EVIL','code':'EVIL'}",
      })
  void whatAServiceSaysOfAFailureBeginsNoHeaderAndNoLine(String name, String body)
      throws Exception {
    answering(400, List.of(), body.replace('\'', '"').replace("EVIL", EVIL));

    HttpResponse<String> response = search(name, "kql");

    assertThat(json(response).at("/upstream").toString()).contains("evil");
    assertHarmless(response);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "7\r\n Set-Cookie: evil=1",
        "7\r\nSet-Cookie: evil=1\r\nX-Request-Id: evil",
        "Fri, 31 Dec 1999 23:59:59 evil",
        "evil",
        "999999999999999999999999 evil",
      })
  void whatAServiceSaysInHeadersIsNotPassedOn(String retryAfter) throws Exception {
    answering(
        503,
        List.of(
            "Retry-After: " + retryAfter,
            "Link: <http://evil.example/next>; rel=\"next\"",
            "Location: http://evil.example/",
            "Sforce-Limit-Info: evil"),
        "{}");

    HttpResponse<String> response = search("dynamics", "kql");

    assertThat(response.statusCode()).isEqualTo(503);
    assertThat(response.headers().firstValue("Retry-After").orElse("7")).isEqualTo("7");
    assertThat(response.headers().firstValue("Link")).isEmpty();
    assertThat(response.headers().firstValue("Location")).isEmpty();
    assertHarmless(response);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "salesforce",
        "dynamics",
        "sugarcrm",
        "oracle",
        "hubspot",
        "zoho",
        "pipedrive",
        "pipeliner"
      })
  void anAnswerThatIsNestedTooDeepIsTheAccountsErrorWithTheBound(String name) throws Exception {
    answering(200, List.of(), "[".repeat(1_000_000));

    HttpResponse<String> response = search(name, "kql");

    assertThat(json(response).path("error_code").textValue()).isEqualTo("unexpected-answer");
    assertThat(response.body()).contains("exceeds the maximum allowed (100)");
  }

  @Test
  void anAnswerToAKeywordSearchHasTheSameBound() throws Exception {
    answering(200, List.of(), "{\"response\":" + "{\"a\":".repeat(100_000));

    assertThat(search("dynamics", "keyword").body()).contains("exceeds the maximum allowed (100)");
  }
}
