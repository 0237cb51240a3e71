package dev.crmql.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.crmql.endpoint.ApiDescription;
import dev.crmql.endpoint.HashedTokens;
import dev.crmql.endpoint.SearchEndpoint;
import dev.crmql.sandbox.Sandbox;
import dev.crmql.search.AccountDirectory;
import dev.crmql.search.SearchEngine;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Sends what the table of bad input in {@code docs/endpoint.md} has, and gets what it says. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class BadInputTest {

  private static final Pattern NUMBERS = Pattern.compile("\\{1\\.\\.(\\d+)}");
  private static final Pattern REPEATED = Pattern.compile("\\{x\\*(\\d+)}");
  private static final ApiDescription DESCRIPTION = new ApiDescription();

  private Sandbox sandbox;
  private SearchEngine engine;
  private SearchServer server;

  @BeforeAll
  void start() {
    sandbox = DemoAccounts.start(List.of("123", "456", "789"));
    ServerMetrics metrics = new ServerMetrics();
    engine = Services.engine(AccountDirectory.of(DemoAccounts.of(sandbox)), metrics);
    SearchEndpoint endpoint =
        SearchEndpoint.builder(engine)
            .tokens(
                HashedTokens.of(
                    Map.of(
                        HashedTokens.hash("[TOKEN]"), Set.of("*"),
                        HashedTokens.hash("[OTHER]"), Set.of("456"))))
            .build();
    server = SearchServer.start(endpoint, metrics, SearchServer.Options.loopback(0));
  }

  @AfterAll
  void stop() {
    server.close();
    engine.close();
    sandbox.close();
  }

  static Stream<Arguments> rows() throws IOException {
    String page = Files.readString(Path.of("..", "docs", "endpoint.md"));
    String table =
        page.substring(page.indexOf("<!-- bad input -->"), page.indexOf("<!-- /bad input -->"));
    return table
        .lines()
        .skip(3)
        .map(
            row ->
                arguments(
                    Arrays.stream(row.split("\\|", -1))
                        .skip(1)
                        .limit(6)
                        .map(cell -> cell.strip().replaceFirst("^`(.*)`$", "$1"))
                        .toArray()));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("rows")
  void badInputIsAnsweredAsTheTableSays(
      String what, String target, String authorization, String status, String code, String message)
      throws IOException {
    String answer = send(written(target), authorization);

    String body = answer.substring(answer.indexOf("\r\n\r\n") + 4);
    JsonNode error = new ObjectMapper().readTree(body);
    int answered = Integer.parseInt(answer.split(" ", 3)[1]);
    DESCRIPTION.assertConforms(
        written(target).replaceFirst("\\?.*", ""), "GET", answered, "application/json", body);
    String[] expected = status.split(" of ", 2);
    if (expected.length == 2) {
      assertThat(answered).isEqualTo(200);
      error = error.get("errors").path(expected[1]);
    } else {
      assertThat(answered).isEqualTo(error.path("status_code").intValue());
    }
    assertThat(
            List.of(
                error.path("status_code").asText(),
                error.path("error_code").asText(),
                error.path("message").asText().replace("|", "\\|")))
        .containsExactly(expected[0], code.replace("`", ""), message);
  }

  @Test
  void theTableHasRows() throws IOException {
    assertThat(rows()).hasSizeGreaterThan(30);
  }

  private static String written(String target) {
    String numbered =
        NUMBERS
            .matcher(target)
            .replaceAll(
                found ->
                    IntStream.rangeClosed(1, count(found))
                        .mapToObj(Integer::toString)
                        .collect(Collectors.joining(",")));
    return REPEATED.matcher(numbered).replaceAll(found -> "x".repeat(count(found)));
  }

  private static int count(MatchResult found) {
    return Integer.parseInt(found.group(1));
  }

  /** What the server answers; a client of HTTP would not send some of these. */
  private String send(String target, String authorization) throws IOException {
    String credentials =
        authorization.equals("none") ? "" : "Authorization: " + authorization + "\r\n";
    String request =
        "GET " + target + " HTTP/1.1\r\nHost: a\r\nConnection: close\r\n" + credentials + "\r\n";
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.baseUri().getPort())) {
      socket.setSoTimeout(20_000);
      try {
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      } catch (IOException e) {
        // The server may answer a request that is too long before it has come, and close.
        assertThat(request.length()).isGreaterThan(SearchServer.MOST_HEADER_BYTES);
      }
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
