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
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a server writes when all that can be logged is, by its libraries too. */
final class ServerLogTest {

  private static final String CALLER = "caller-token-of-the-log-test";
  private static final String OTHER_CALLER = "nobodys-token-of-the-log-test";
  private static final String PAGE_KEY = "page-key-of-the-log-test-page-key-of-the-log-test";
  private static final String QUERY =
      "/v1/accounts/fixed,renewed/crm/search?lang=kql&q=SELECT+id+FROM+Accounts+LIMIT+2";

  @TempDir private Path folder;

  @Test
  @Timeout(120)
  void eachLineOfARequestNamesItAndNoLineHasASecret() throws Exception {
    Path log = folder.resolve("log");
    List<String> secrets = new ArrayList<>(List.of(CALLER, OTHER_CALLER, PAGE_KEY));
    try (Sandbox sandbox =
        Sandbox.builder().service("salesforce", 0).service("sugarcrm", 0).start()) {
      SandboxService fixed = sandbox.service("salesforce");
      SandboxService renewed = sandbox.service("sugarcrm");
      renewed.tokens().rotateRefreshTokens(true);
      secrets.add(fixed.accessToken());
      secrets.add(renewed.tokens().clientSecret());
      secrets.add("sandbox-sugarcrm-refresh-token");
      Process server = serve(configuration(fixed, renewed), log);
      try (BufferedReader out = server.inputReader(StandardCharsets.UTF_8)) {
        URI base = URI.create(out.readLine().replace("serving at ", ""));
        assertThat(get(base, "first-request", CALLER).statusCode()).isEqualTo(200);
        renewed.tokens().expireAccessTokens();
        fixed.inject(new Fault.Unavailable());
        assertThat(get(base, "second-request", CALLER).statusCode()).isEqualTo(200);
        assertThat(get(base, "third-request", OTHER_CALLER).statusCode()).isEqualTo(401);
      } finally {
        server.destroy();
        assertThat(server.waitFor(20, TimeUnit.SECONDS)).isTrue();
      }
      try (var kept = Files.list(folder.resolve("kept"))) {
        for (Path file : kept.toList()) {
          secrets.add(new ObjectMapper().readTree(file.toFile()).get("refresh_token").asText());
        }
      }
      renewed.received().stream()
          .map(request -> request.header("Authorization"))
          .filter(Objects::nonNull)
          .forEach(sent -> secrets.add(sent.replace("Bearer ", "")));
    }

    String all = Files.readString(log);
    assertThat(secrets).hasSizeGreaterThan(8).doesNotContain("");
    assertThat(secrets).allSatisfy(secret -> assertThat(all).doesNotContain(secret));
    assertThat(all).contains("Authorization: ***");
    List<JsonNode> lines = lines(all);
    assertThat(lines)
        .anyMatch(line -> logger(line).startsWith("org.eclipse.jetty"))
        .anyMatch(line -> logger(line).startsWith("jdk.httpclient"));
    List<JsonNode> ours =
        lines.stream().filter(line -> logger(line).startsWith("dev.crmql.")).toList();
    assertThat(ours)
        .filteredOn(line -> line.path("message").textValue().equals("called"))
        .hasSizeGreaterThan(6);
    assertThat(ours)
        .allSatisfy(line -> assertThat(requestId(line)).matches("(first|second|third)-request"));
  }

  private Path configuration(SandboxService fixed, SandboxService renewed) throws IOException {
    return Files.writeString(
        folder.resolve("accounts.yaml"),
        """
        accounts:
          - {id: fixed, service: salesforce, url: '%s', token: '%s', allow_private_address: true}
          - id: renewed
            service: sugarcrm
            url: '%s'
            allow_private_address: true
            oauth:
              grant: refresh_token
              client_id: '%s'
              client_secret: '%s'
              refresh_token: sandbox-sugarcrm-refresh-token
        tokens:
          - {sha256: '%s', accounts: '*'}
        page_key: %s
        store: kept
        """
            .formatted(
                fixed.baseUri(),
                fixed.accessToken(),
                renewed.baseUri(),
                renewed.tokens().clientId(),
                renewed.tokens().clientSecret(),
                HashedTokens.hash(CALLER),
                PAGE_KEY));
  }

  /** The log is set up as it comes, except that Jetty too writes what it can. */
  private Process serve(Path config, Path log) throws IOException {
    String shipped;
    try (InputStream setUp = Main.class.getResourceAsStream("/logback.xml")) {
      shipped = new String(setUp.readAllBytes(), StandardCharsets.UTF_8);
    }
    String jetty = "name=\"org.eclipse.jetty\" level=\"";
    assertThat(shipped).contains(jetty + "ERROR");
    Path setUp =
        Files.writeString(
            folder.resolve("logback.xml"), shipped.replace(jetty + "ERROR", jetty + "DEBUG"));
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Dcrmql.log.level=DEBUG",
            "-Dlogback.configurationFile=" + setUp,
            "-Djdk.httpclient.HttpClient.log=headers,requests",
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

  private static HttpResponse<String> get(URI base, String id, String token) throws Exception {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(base.resolve(QUERY))
                .header("Authorization", "Bearer " + token)
                .header("X-Request-Id", id)
                .build(),
            HttpResponse.BodyHandlers.ofString());
  }

  private static List<JsonNode> lines(String all) throws IOException {
    List<JsonNode> lines = new ArrayList<>();
    for (String line : all.lines().toList()) {
      lines.add(new ObjectMapper().readTree(line));
    }
    return lines;
  }

  private static String logger(JsonNode line) {
    return line.get("loggerName").textValue();
  }

  private static String requestId(JsonNode line) {
    return line.path("kvpList").findPath("request_id").asText();
  }
}
