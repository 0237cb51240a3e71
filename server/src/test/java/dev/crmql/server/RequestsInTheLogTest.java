package dev.crmql.server;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import dev.crmql.endpoint.AccessTokens;
import dev.crmql.endpoint.EndpointRequest;
import dev.crmql.endpoint.EndpointResponse;
import dev.crmql.endpoint.SearchEndpoint;
import dev.crmql.oauth.CredentialStore;
import dev.crmql.oauth.OAuthCredentials;
import dev.crmql.oauth.SecretText;
import dev.crmql.salesforce.SalesforceConnector;
import dev.crmql.sandbox.Sandbox;
import dev.crmql.sandbox.SandboxService;
import dev.crmql.search.Account;
import dev.crmql.search.AccountDirectory;
import dev.crmql.search.Credentials;
import dev.crmql.search.SearchEngine;
import dev.crmql.search.SearchObserver;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** Lines that the engine writes, on whatever thread, name the request that they are of. */
final class RequestsInTheLogTest {

  private static Sandbox sandbox;

  private final Logger engineLog = (Logger) LoggerFactory.getLogger("dev.crmql");
  private final Lines lines = new Lines();
  private Level before;

  /** Lines come on several threads at once. */
  private static final class Lines extends AppenderBase<ILoggingEvent> {
    private final List<ILoggingEvent> all = new CopyOnWriteArrayList<>();

    @Override
    protected void append(ILoggingEvent line) {
      all.add(line);
    }
  }

  @BeforeAll
  static void startServices() {
    sandbox =
        Sandbox.builder()
            .service("salesforce", 0)
            .service("dynamics", 0)
            .service("sugarcrm", 0)
            .start();
  }

  @AfterAll
  static void stopServices() {
    sandbox.close();
  }

  @BeforeEach
  void listen() {
    before = engineLog.getLevel();
    engineLog.setLevel(Level.DEBUG);
    lines.start();
    engineLog.addAppender(lines);
  }

  @AfterEach
  void listenNoMore() {
    engineLog.detachAppender(lines);
    engineLog.setLevel(before);
  }

  private static Account account(Credentials credentials) {
    return new Account("1", "salesforce", service().baseUri(), credentials)
        .allowingPrivateAddress();
  }

  private static SandboxService service() {
    return sandbox.service("salesforce");
  }

  private static Credentials fixed() {
    return Credentials.fixed(service().accessToken());
  }

  private static EndpointResponse search(String id, SearchEngine engine) {
    AccessTokens anybody =
        new AccessTokens() {
          @Override
          public Optional<Predicate<String>> accounts(String token) {
            return Optional.empty();
          }

          @Override
          public boolean required() {
            return false;
          }
        };
    return search(id, engine, anybody);
  }

  private static EndpointResponse search(String id, SearchEngine engine, AccessTokens tokens) {
    try (engine) {
      return SearchEndpoint.builder(engine)
          .tokens(tokens)
          .build()
          .handle(
              new EndpointRequest(
                  id,
                  "GET",
                  "/v1/accounts/1/crm/search",
                  Optional.of("lang=kql&q=SELECT+Id+FROM+Account+LIMIT+1"),
                  Map.of()))
          .join();
    }
  }

  private List<String> requestsOf(String message) {
    return lines.all.stream()
        .filter(line -> line.getFormattedMessage().startsWith(message))
        .map(RequestsInTheLogTest::request)
        .toList();
  }

  private static String request(ILoggingEvent line) {
    return line.getKeyValuePairs() == null
        ? ""
        : line.getKeyValuePairs().stream()
            .filter(pair -> pair.key.equals("request_id"))
            .map(pair -> String.valueOf(pair.value))
            .findFirst()
            .orElse("");
  }

  @Test
  void aCallOfAService() {
    search("a", Services.engine(AccountDirectory.of(List.of(account(fixed())))));
    search("b", Services.engine(AccountDirectory.of(List.of(account(fixed())))));

    assertThat(requestsOf("called")).containsExactly("a", "a", "b", "b");
  }

  @Test
  void anObserverThatFails() {
    SearchObserver failing =
        new SearchObserver() {
          @Override
          public void called(String service, Call call, int status, Duration elapsed) {
            throw new IllegalStateException("on purpose");
          }
        };

    assertThat(
            search("c", Services.engine(AccountDirectory.of(List.of(account(fixed()))), failing))
                .status())
        .isEqualTo(200);
    assertThat(requestsOf("a search observer failed")).containsExactly("c", "c");
  }

  @Test
  void aFaultOfTheProgram() {
    AccountDirectory failing =
        id -> {
          throw new IllegalStateException("on purpose");
        };
    AccessTokens failingTokens =
        new AccessTokens() {
          @Override
          public Optional<Predicate<String>> accounts(String token) {
            throw new IllegalStateException("on purpose");
          }

          @Override
          public boolean required() {
            throw new IllegalStateException("on purpose");
          }
        };

    assertThat(search("d", Services.engine(failing), failingTokens).status()).isEqualTo(500);
    assertThat(requestsOf("a request failed")).containsExactly("d");

    assertThat(search("e", Services.engine(failing)).status()).isEqualTo(500);
    assertThat(requestsOf("Account 1 failed by a fault of the program")).containsExactly("e");
  }

  @Test
  void aRefreshTokenThatCannotBeKept() {
    service().tokens().rotateRefreshTokens(true);
    CredentialStore failing =
        new CredentialStore() {
          @Override
          public Optional<Rotated> load(String accountId) {
            return Optional.empty();
          }

          @Override
          public void save(String accountId, Rotated token) {
            throw new IllegalStateException("on purpose");
          }
        };
    Credentials credentials =
        OAuthCredentials.refreshToken(
                "1",
                SalesforceConnector.tokenEndpoint(service().baseUri()),
                service().tokens().clientId(),
                SecretText.of("sandbox-salesforce-refresh-token"))
            .clientSecret(SecretText.of(service().tokens().clientSecret()))
            .store(failing)
            .allowPrivateAddress()
            .build();

    EndpointResponse answer =
        search("f", Services.engine(AccountDirectory.of(List.of(account(credentials)))));

    assertThat(answer.status()).isEqualTo(200);
    assertThat(requestsOf("The new refresh token of account 1 can't be kept")).containsExactly("f");
    assertThat(requestsOf("called")).containsExactly("f", "f", "f");
  }
}
