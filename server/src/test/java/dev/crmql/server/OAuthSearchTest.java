package dev.crmql.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crmql.language.Language;
import dev.crmql.sandbox.Fault;
import dev.crmql.sandbox.Sandbox;
import dev.crmql.sandbox.SandboxService;
import dev.crmql.search.AccountDirectory;
import dev.crmql.search.AccountError;
import dev.crmql.search.SearchEngine;
import dev.crmql.search.SearchRequest;
import dev.crmql.search.SearchResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Searches of accounts whose access tokens come from the services' token endpoints. */
final class OAuthSearchTest {

  @TempDir private Path folder;
  private Sandbox sandbox;
  private SearchEngine engine;
  private ServerMetrics metrics;

  @BeforeEach
  void start() throws IOException {
    Sandbox.Builder services = Sandbox.builder();
    for (String name : List.of("salesforce", "dynamics", "sugarcrm", "hubspot")) {
      services.service(name, 0);
    }
    sandbox = services.start();
    connect();
  }

  @AfterEach
  void stop() {
    engine.close();
    sandbox.close();
  }

  private void connect() throws IOException {
    StringBuilder accounts = new StringBuilder("accounts:\n");
    for (SandboxService service : sandbox.services()) {
      String tokenUrl =
          service.name().equals("dynamics") ? service.baseUri() + "/acme/oauth2/v2.0/token" : "";
      accounts.append(
          """
            - id: %s
              service: %s
              url: %s
              allow_private_address: true
              oauth:
                grant: refresh_token
                client_id: %s
                client_secret: %s
                refresh_token: %s
          """
              .formatted(
                  service.name(),
                  service.name(),
                  service.baseUri(),
                  service.tokens().clientId(),
                  service.tokens().clientSecret(),
                  "sandbox-" + service.name() + "-refresh-token"));
      if (!tokenUrl.isEmpty()) {
        accounts.append("      token_url: ").append(tokenUrl).append('\n');
      }
    }
    connect(accounts + "store: kept\n");
  }

  private void connect(String config) throws IOException {
    Path file = Files.writeString(folder.resolve("crmql.yaml"), config);
    metrics = new ServerMetrics();
    engine = Services.engine(AccountDirectory.of(ServerConfig.read(file).accountList()), metrics);
  }

  private SearchRequest request(String account) {
    return SearchRequest.builder()
        .accounts(account)
        .language(Language.KQL)
        .text("SELECT id FROM Accounts LIMIT 3")
        .build();
  }

  private void assertFound(SearchResult result) {
    assertThat(result.errors()).isEmpty();
    assertThat(result.objects()).hasSize(3);
  }

  @ParameterizedTest
  @ValueSource(strings = {"salesforce", "dynamics", "sugarcrm", "hubspot"})
  void aTokenIsGotKeptAndRenewedWhenItHasExpired(String service) {
    assertFound(engine.search(request(service)));
    assertFound(engine.search(request(service)));
    assertThat(sandbox.service(service).tokens().issued()).isEqualTo(1);

    sandbox.service(service).tokens().expireAccessTokens();

    assertFound(engine.search(request(service)));
    assertThat(sandbox.service(service).tokens().issued()).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"salesforce", "dynamics", "sugarcrm", "hubspot"})
  void aRotatedRefreshTokenOutlivesTheProgram(String service) throws IOException {
    sandbox.service(service).tokens().rotateRefreshTokens(true);
    assertFound(engine.search(request(service)));
    engine.close();
    sandbox.service(service).tokens().expireAccessTokens();
    connect();

    assertFound(engine.search(request(service)));
    try (Stream<Path> kept = Files.list(folder.resolve("kept"))) {
      assertThat(kept)
          .singleElement()
          .satisfies(
              file ->
                  assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                      .isEqualTo("rw-------"));
    }
  }

  @Test
  void tenSearchesAtOnceRefreshOnce() {
    assertFound(engine.search(request("salesforce")));
    sandbox.service("salesforce").tokens().rotateRefreshTokens(true);
    sandbox.service("salesforce").tokens().expireAccessTokens();

    List<CompletableFuture<SearchResult>> searches =
        IntStream.range(0, 10)
            .mapToObj(i -> engine.searchAsync(request("salesforce")).toCompletableFuture())
            .toList();

    searches.forEach(search -> assertFound(search.join()));
    assertThat(sandbox.service("salesforce").tokens().issued()).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"salesforce", "dynamics", "sugarcrm", "hubspot"})
  void aRevokedRefreshTokenIsToldSoWithoutIt(String service) {
    sandbox.service(service).tokens().revokeRefreshToken();

    AccountError error = engine.search(request(service)).errors().get(service);

    assertThat(error.code()).isEqualTo(AccountError.Code.TOKEN_REJECTED);
    assertThat(error.message())
        .startsWith("the refresh token is not good any more: connect the account again");
  }

  @Test
  void aPassingFailureOfTheEndpointIsNotKept() {
    sandbox
        .service("sugarcrm")
        .inject(
            new Fault.Unavailable(),
            SandboxService.ALWAYS,
            r -> r.path().endsWith("/oauth2/token"));
    assertThat(engine.search(request("sugarcrm")).errors().get("sugarcrm").code())
        .isEqualTo(AccountError.Code.UNAVAILABLE);

    sandbox.service("sugarcrm").clearFaults();
    assertFound(engine.search(request("sugarcrm")));
  }

  @ParameterizedTest
  @CsvSource({"salesforce, 1", "dynamics, 4", "sugarcrm, 1"})
  void eachCallIsCountedThoseForTokensToo(String service, int toDescribe) {
    assertThat(calls(engine.search(request(service)))).isEqualTo(2 + toDescribe);
    assertThat(calls(engine.search(request(service)))).isEqualTo(1);
    assertThat(metrics.text())
        .contains(calls(service, "token", 200, 1))
        .contains("crmql_upstream_call_duration_seconds_count{call=\"describe\"")
        .contains(calls(service, "search", 200, 2))
        .doesNotContain("crmql_token_refreshes_total{");

    sandbox.service(service).tokens().expireAccessTokens();
    assertThat(calls(engine.search(request(service)))).isEqualTo(3);
    assertThat(metrics.text())
        .contains(calls(service, "token", 200, 2))
        .contains(calls(service, "search", 401, 1))
        .contains(calls(service, "search", 200, 3))
        .contains(refreshes(service, "success"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"salesforce", "dynamics", "sugarcrm"})
  void aRenewalThatFailsIsCountedAsOne(String service) {
    assertFound(engine.search(request(service)));
    sandbox.service(service).tokens().expireAccessTokens();
    sandbox.service(service).tokens().revokeRefreshToken();

    engine.search(request(service));

    assertThat(metrics.text())
        .contains(refreshes(service, "failure"))
        .doesNotContain(refreshes(service, "success"));
  }

  private static int calls(SearchResult result) {
    return result.reports().values().iterator().next().calls();
  }

  private static String calls(String service, String call, int status, int count) {
    return "crmql_upstream_call_duration_seconds_count{call=\"%s\",service=\"%s\",status=\"%d\"} %d"
        .formatted(call, service, status, count);
  }

  private static String refreshes(String service, String result) {
    return "crmql_token_refreshes_total{result=\"%s\",service=\"%s\"} 1.0"
        .formatted(result, service);
  }

  @Test
  void anAccountThatTheServiceSaysLivesElsewhereIsSentNoToken() throws IOException {
    SandboxService salesforce = sandbox.service("salesforce");
    engine.close();
    connect(
        """
        accounts:
          - id: salesforce
            service: salesforce
            url: http://localhost:%d
            allow_private_address: true
            oauth:
              grant: refresh_token
              token_url: %s/services/oauth2/token
              client_id: %s
              client_secret: %s
              refresh_token: sandbox-salesforce-refresh-token
        """
            .formatted(
                salesforce.baseUri().getPort(),
                salesforce.baseUri(),
                salesforce.tokens().clientId(),
                salesforce.tokens().clientSecret()));

    AccountError error = engine.search(request("salesforce")).errors().get("salesforce");

    assertThat(error.code()).isEqualTo(AccountError.Code.UNEXPECTED_ANSWER);
    assertThat(error.message()).contains("127.0.0.1").contains("localhost").contains("url");
    assertThat(salesforce.received())
        .allSatisfy(request -> assertThat(request.path()).isEqualTo("/services/oauth2/token"));
  }

  @Test
  void neitherAccountNorTokenEndpointAtAPrivateAddressIsCalledUnlessAllowed() throws IOException {
    SandboxService salesforce = sandbox.service("salesforce");
    engine.close();
    connect(
        """
        accounts:
          - id: salesforce
            service: salesforce
            url: %s
            oauth:
              grant: refresh_token
              client_id: %s
              client_secret: %s
              refresh_token: sandbox-salesforce-refresh-token
          - id: fixed
            service: salesforce
            url: %s
            token: %s
        """
            .formatted(
                salesforce.baseUri(),
                salesforce.tokens().clientId(),
                salesforce.tokens().clientSecret(),
                salesforce.baseUri(),
                salesforce.accessToken()));

    for (String account : List.of("salesforce", "fixed")) {
      AccountError error = engine.search(request(account)).errors().get(account);
      assertThat(error.code()).isEqualTo(AccountError.Code.UNEXPECTED_ANSWER);
      assertThat(error.message()).contains("127.0.0.1").contains("not public");
    }
    assertThat(salesforce.received()).isEmpty();
  }

  @Test
  void aClientGetsTokensForItself() throws IOException {
    SandboxService dynamics = sandbox.service("dynamics");
    engine.close();
    connect(
        """
        accounts:
          - id: dynamics
            service: dynamics
            url: %s
            allow_private_address: true
            oauth:
              grant: client_credentials
              token_url: %s/acme/oauth2/v2.0/token
              client_id: %s
              client_secret: %s
        """
            .formatted(
                dynamics.baseUri(),
                dynamics.baseUri(),
                dynamics.tokens().clientId(),
                dynamics.tokens().clientSecret()));
    assertFound(engine.search(request("dynamics")));

    dynamics.tokens().expireAccessTokens();
    assertFound(engine.search(request("dynamics")));
    assertThat(dynamics.tokens().issued()).isEqualTo(2);
  }
}
