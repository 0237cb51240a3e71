package dev.crmql.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.crmql.endpoint.AccessTokens;
import dev.crmql.endpoint.ApiDescription;
import dev.crmql.endpoint.SearchEndpoint;
import dev.crmql.sandbox.Sandbox;
import dev.crmql.sandbox.SandboxService;
import dev.crmql.search.AccountDirectory;
import dev.crmql.search.BreakerSettings;
import dev.crmql.search.RetrySettings;
import dev.crmql.search.SearchEngine;
import dev.crmql.transport.HttpTransport;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** The server of {@code crmql demo} on a free port, each of whose answers is as described. */
final class DemoServer implements AutoCloseable {

  private static final ApiDescription DESCRIPTION = new ApiDescription();

  private final HttpClient client = HttpClient.newHttpClient();
  private final Sandbox sandbox = DemoAccounts.start(DemoAccounts.ids());
  private final ServerMetrics metrics = new ServerMetrics();
  private final SearchEngine engine = engine();
  private final SearchServer server =
      SearchServer.start(
          SearchEndpoint.builder(engine).tokens(AccessTokens.none()).build(),
          metrics,
          SearchServer.Options.loopback(0));

  /** With time for thousands of rows of every account, however busy the machine is. */
  private SearchEngine engine() {
    SearchEngine.Builder patient =
        SearchEngine.builder()
            .accounts(AccountDirectory.of(DemoAccounts.of(sandbox)))
            .accountTimeout(Duration.ofMinutes(1))
            .searchTimeout(Duration.ofMinutes(2))
            .transport(HttpTransport.builder().paced(false).build())
            .retries(RetrySettings.NEVER)
            .breaker(BreakerSettings.NEVER)
            .observer(metrics);
    Services.all().forEach(patient::connector);
    return patient.build();
  }

  URI baseUri() {
    return server.baseUri();
  }

  Sandbox sandbox() {
    return sandbox;
  }

  SandboxService service(String name) {
    return sandbox.service(name);
  }

  /** The answer to a GET, whatever its status. */
  HttpResponse<String> send(String target, String authorization)
      throws IOException, InterruptedException {
    HttpResponse<String> answer =
        client.send(
            HttpRequest.newBuilder(URI.create(baseUri() + target))
                .header("Authorization", authorization)
                .build(),
            HttpResponse.BodyHandlers.ofString());
    DESCRIPTION.assertConforms(answer);
    return answer;
  }

  /** The body of an answer with the status 200. */
  JsonNode get(String target, String authorization) throws IOException, InterruptedException {
    HttpResponse<String> answer = send(target, authorization);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return new ObjectMapper().readTree(answer.body());
  }

  @Override
  public void close() {
    server.close();
    engine.close();
    sandbox.close();
  }
}
