package dev.crmql.examples;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.crmql.endpoint.AccessTokens;
import dev.crmql.endpoint.ApiDescription;
import dev.crmql.endpoint.HashedTokens;
import dev.crmql.endpoint.SearchEndpoint;
import dev.crmql.salesforce.SalesforceConnector;
import dev.crmql.sandbox.Sandbox;
import dev.crmql.sandbox.SandboxService;
import dev.crmql.search.Account;
import dev.crmql.search.AccountDirectory;
import dev.crmql.search.Credentials;
import dev.crmql.search.SearchEngine;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.apache.catalina.Context;
import org.apache.catalina.Wrapper;
import org.apache.catalina.startup.Tomcat;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Import;

/** The endpoint answers the same, whatever it is mounted in. */
final class MountedEndpointTest {

  private static final String SEARCH =
      "/v1/accounts/1/crm/search?page_size=2&q=SELECT+Id%2C+Name+FROM+Account+ORDER+BY+Id";

  private static final ApiDescription DESCRIPTION = new ApiDescription();

  @TempDir private static Path scratch;

  private static Sandbox sandbox;
  private static SearchEngine engine;
  private static SearchEndpoint endpoint;

  @EnableAutoConfiguration
  @Import(SearchController.class)
  static class Application {}

  @BeforeAll
  static void start() {
    sandbox = Sandbox.builder().service("salesforce", 0).start();
    SandboxService salesforce = sandbox.service("salesforce");
    Account account =
        new Account(
                "1",
                "salesforce",
                salesforce.baseUri(),
                Credentials.fixed(salesforce.accessToken()))
            .allowingPrivateAddress();
    engine =
        SearchEngine.builder()
            .connector(new SalesforceConnector())
            .accounts(AccountDirectory.of(List.of(account)))
            .build();
    endpoint =
        SearchEndpoint.builder(engine)
            .tokens(HashedTokens.of(Map.of(HashedTokens.hash("caller"), Set.of("1"))))
            .build();
  }

  @AfterAll
  static void stop() {
    engine.close();
    sandbox.close();
  }

  @Test
  void springBootServesIt() throws Exception {
    try (ConfigurableApplicationContext application =
        new SpringApplicationBuilder(Application.class)
            .initializers(
                context -> context.getBeanFactory().registerSingleton("searchEndpoint", endpoint))
            .properties(
                "server.port=0",
                "server.address=127.0.0.1",
                "spring.main.banner-mode=off",
                "logging.level.root=warn")
            .run()) {
      assertServed(
          "http://127.0.0.1:" + application.getEnvironment().getProperty("local.server.port"));
    }
  }

  @Test
  void aServletServesIt() throws Exception {
    Tomcat tomcat = new Tomcat();
    tomcat.setBaseDir(scratch.toString());
    tomcat.setPort(0);
    tomcat.getConnector().setProperty("address", "127.0.0.1");
    Context context = tomcat.addContext("", scratch.toString());
    Wrapper servlet = Tomcat.addServlet(context, "search", new SearchServlet(endpoint));
    servlet.setAsyncSupported(true);
    servlet.addMapping("/v1/accounts/*");
    tomcat.start();
    try {
      assertServed("http://127.0.0.1:" + tomcat.getConnector().getLocalPort());
    } finally {
      tomcat.stop();
      tomcat.destroy();
    }
  }

  @Test
  void aServletEndsTheSearchOfACallerThatLeaves() throws Exception {
    try (ServerSocket service = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        SearchEngine waiting =
            SearchEngine.builder()
                .connector(new SalesforceConnector())
                .accounts(
                    AccountDirectory.of(
                        List.of(
                            new Account(
                                    "1",
                                    "salesforce",
                                    URI.create("http://127.0.0.1:" + service.getLocalPort()),
                                    Credentials.fixed("token"))
                                .allowingPrivateAddress())))
                .accountTimeout(Duration.ofMinutes(5))
                .searchTimeout(Duration.ofMinutes(5))
                .build()) {
      List<AsyncListener> listeners = new ArrayList<>();
      List<Long> timeouts = new ArrayList<>();
      AsyncContext async =
          fake(
              AsyncContext.class,
              Map.of(
                  "addListener", arguments -> listeners.add((AsyncListener) arguments[0]),
                  "setTimeout", arguments -> timeouts.add((Long) arguments[0])));
      HttpServletRequest request =
          fake(
              HttpServletRequest.class,
              Map.of(
                  "startAsync", arguments -> async,
                  "getMethod", arguments -> "GET",
                  "getRequestURI", arguments -> "/v1/accounts/1/crm/search",
                  "getQueryString", arguments -> "lang=soql&q=SELECT+Id+FROM+Account",
                  "getHeaderNames", arguments -> Collections.emptyEnumeration()));
      SearchEndpoint open = SearchEndpoint.builder(waiting).tokens(AccessTokens.none()).build();

      new SearchServlet(open).service(request, fake(HttpServletResponse.class, Map.of()));
      try (Socket call = service.accept()) {
        call.setSoTimeout(30_000);
        assertThat(call.getInputStream().read()).isNotNegative();
        for (AsyncListener listener : listeners) {
          listener.onError(new AsyncEvent(async));
        }

        // Read to its end, which comes when the call is given up.
        assertThat(call.getInputStream().readAllBytes()).isNotEmpty();
      }
      assertThat(timeouts).containsExactly(0L);
    }
  }

  private static <T> T fake(Class<T> type, Map<String, Function<Object[], Object>> methods) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> {
              Object given =
                  methods.getOrDefault(method.getName(), unused -> null).apply(arguments);
              return method.getReturnType() == void.class ? null : given;
            }));
  }

  private static void assertServed(String base) throws Exception {
    HttpResponse<String> first = get(base + SEARCH, "caller");
    JsonNode page = new ObjectMapper().readTree(first.body());
    assertThat(first.statusCode()).as(first.body()).isEqualTo(200);
    assertThat(first.headers().firstValue("Content-Type")).contains("application/json");
    assertThat(page.get("count").intValue()).isEqualTo(2);
    String next = page.get("next_page").textValue();
    JsonNode second =
        new ObjectMapper().readTree(get(base + SEARCH + "&page=" + next, "caller").body());
    assertThat(second.get("count").intValue()).isEqualTo(2);
    assertThat(second.at("/objects/0/id")).isNotEqualTo(page.at("/objects/1/id"));

    HttpResponse<String> posted =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(URI.create(base + SEARCH))
                    .POST(HttpRequest.BodyPublishers.noBody())
                    .build(),
                HttpResponse.BodyHandlers.ofString());
    assertThat(posted.statusCode()).isEqualTo(405);
    assertThat(posted.headers().firstValue("Allow")).contains("GET, HEAD");
    HttpResponse<String> head =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(URI.create(base + SEARCH))
                    .header("Authorization", "Bearer caller")
                    .method("HEAD", HttpRequest.BodyPublishers.noBody())
                    .build(),
                HttpResponse.BodyHandlers.ofString());
    assertThat(head.statusCode()).isEqualTo(200);
    assertThat(head.body()).isEmpty();

    HttpResponse<String> refused = get(base + SEARCH, "nobody");
    assertThat(refused.statusCode()).isEqualTo(401);
    assertThat(new ObjectMapper().readTree(refused.body()).get("error_code").textValue())
        .isEqualTo("unauthorized");
  }

  /** The answer, which is as the endpoint's description says. */
  private static HttpResponse<String> get(String url, String token) throws Exception {
    HttpResponse<String> answer =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(URI.create(url))
                    .header("Authorization", "Bearer " + token)
                    .build(),
                HttpResponse.BodyHandlers.ofString());
    DESCRIPTION.assertConforms(answer);
    return answer;
  }

  @ParameterizedTest
  @ValueSource(strings = {"SearchController", "SearchServlet"})
  void theGuideShowsTheClassesAsTheyAre(String name) throws IOException {
    String source = Files.readString(Path.of("src/main/java/dev/crmql/examples", name + ".java"));

    assertThat(Files.readString(Path.of("../docs/mounting.md")))
        .contains(source.substring(source.indexOf("/**")));
  }
}
