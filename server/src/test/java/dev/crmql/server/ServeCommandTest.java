package dev.crmql.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.crmql.endpoint.HashedTokens;
import dev.crmql.sandbox.Fault;
import dev.crmql.sandbox.Sandbox;
import dev.crmql.sandbox.SandboxService;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

final class ServeCommandTest {

  private static final String SEARCH =
      "/v1/accounts/123/crm/search?lang=kql&q=SELECT+Id+FROM+Account+WHERE+Name+!=+'Sesame'";

  @TempDir private Path folder;
  private Sandbox sandbox;
  private SandboxService service;
  private Path config;

  @BeforeEach
  void start() throws IOException {
    sandbox =
        Sandbox.builder()
            .service("salesforce", 0)
            .service("dynamics", 0)
            .service("sugarcrm", 0)
            .start();
    service = sandbox.service("salesforce");
    config =
        Files.writeString(
            folder.resolve("accounts.yaml"),
            "accounts:\n  - {id: 123, service: salesforce, url: '%s', token: '%s', allow_private_address: true}\n"
                .formatted(service.baseUri(), service.accessToken()));
  }

  @AfterEach
  void stop() {
    sandbox.close();
  }

  private Process serve(Path log) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            Main.class.getName(),
            "serve",
            "--config",
            config.toString(),
            "--port",
            "0")
        .redirectError(log.toFile())
        .start();
  }

  @Test
  @Timeout(60)
  void aSearchThatIsUnderWayEndsBeforeTheServerDoesAndIsALineOfTheLog() throws Exception {
    Path log = folder.resolve("log");
    Process server = serve(log);
    try (BufferedReader out = server.inputReader(StandardCharsets.UTF_8)) {
      URI base = URI.create(out.readLine().replace("serving at ", ""));
      service.inject(new Fault.Latency(Duration.ofSeconds(2)));
      CompletableFuture<HttpResponse<String>> answer =
          HttpClient.newHttpClient()
              .sendAsync(
                  HttpRequest.newBuilder(base.resolve(SEARCH))
                      .header("Authorization", "Bearer caller-secret")
                      .header("X-Request-Id", "under-way")
                      .build(),
                  HttpResponse.BodyHandlers.ofString());
      while (service.received().isEmpty()) {
        Thread.onSpinWait();
      }

      server.destroy();

      HttpResponse<String> answered = answer.get(20, TimeUnit.SECONDS);
      assertThat(answered.statusCode()).as(answered.body()).isEqualTo(200);
      assertThat(server.waitFor(20, TimeUnit.SECONDS)).isTrue();
    } finally {
      server.destroyForcibly();
    }

    List<String> lines = Files.readAllLines(log);
    assertThat(lines).hasSize(1);
    JsonNode line = new ObjectMapper().readTree(lines.get(0));
    assertThat(line.get("level").textValue()).isEqualTo("INFO");
    assertThat(line.get("kvpList").toString())
        .contains("{\"request_id\":\"under-way\"}")
        .contains("{\"status\":\"200\"}");
    assertThat(lines.get(0))
        .doesNotContain("caller-secret")
        .doesNotContain(service.accessToken())
        .doesNotContain("Sesame");
  }

  @Test
  @Timeout(60)
  void theLimitsOfTheStartHoldUntilTheEnd() throws Exception {
    Path log = folder.resolve("log");
    String accounts = Files.readString(config);
    Files.writeString(config, accounts + "limits: {max_rows: 1}\n");
    Process server = serve(log);
    try (BufferedReader out = server.inputReader(StandardCharsets.UTF_8)) {
      URI base = URI.create(out.readLine().replace("serving at ", ""));
      HttpClient client = HttpClient.newHttpClient();
      HttpRequest search = HttpRequest.newBuilder(base.resolve(SEARCH)).build();
      assertThat(client.send(search, HttpResponse.BodyHandlers.ofString()).body())
          .contains("too-many-rows");

      Files.writeString(config, accounts);
      String body;
      do {
        body = client.send(search, HttpResponse.BodyHandlers.ofString()).body();
      } while (!Files.readString(log).contains("These limits of the configuration have changed"));

      assertThat(body).contains("too-many-rows");
      assertThat(Files.readString(log)).contains("max_rows");
    } finally {
      server.destroyForcibly();
    }
  }

  @Test
  void withoutCallersOnlyThisMachineIsServed() {
    CommandRun run =
        CommandRun.of("serve", "--config", config.toString(), "--host", "0.0.0.0", "--port", "0");

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("names no callers");
  }

  @Test
  void callersThatAreNamedLaterAreHeeded() throws IOException {
    AtomicLong nanoTime = new AtomicLong();
    ServedAccounts served =
        ServedAccounts.of(new ReloadingDirectory(config, System::getenv, nanoTime::get));
    assertThat(served.callers().required()).isFalse();
    String accounts = Files.readString(config);
    String hash = HashedTokens.hash("caller");
    Files.writeString(
        config, accounts + "tokens:\n  - {sha256: '%s', accounts: '*'}\n".formatted(hash));

    nanoTime.addAndGet(TimeUnit.SECONDS.toNanos(1));

    assertThat(served.callers().required()).isTrue();
    assertThat(served.callers().accounts("caller")).isPresent();
    assertThat(served.callers().accounts("nobody")).isEmpty();
  }

  @Test
  void aFileThatIsNotThereIsAFaultOfTheCommand() {
    CommandRun run = CommandRun.of("serve", "--config", folder.resolve("none").toString());

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("none");
  }
}
