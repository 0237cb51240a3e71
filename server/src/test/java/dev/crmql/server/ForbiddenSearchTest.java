package dev.crmql.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import dev.crmql.endpoint.EndpointRequest;
import dev.crmql.endpoint.EndpointResponse;
import dev.crmql.endpoint.HashedTokens;
import dev.crmql.endpoint.SearchEndpoint;
import dev.crmql.search.Account;
import dev.crmql.search.AccountDirectory;
import dev.crmql.search.Credentials;
import dev.crmql.search.SearchEngine;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Status 403: a service refuses the user of an account, and nobody else is ever told so. */
final class ForbiddenSearchTest {

  private static final String SALESFORCE =
      "[{\"errorCode\":\"INSUFFICIENT_ACCESS\",\"message\":\"insufficient access rights\"}]";

  private HttpServer server;

  @AfterEach
  void stop() {
    if (server != null) {
      server.stop(0);
    }
  }

  private SearchEngine refusedBy(String service, String body) throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
          exchange.getResponseHeaders().add("Content-Type", "application/json");
          exchange.sendResponseHeaders(403, bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
    server.start();
    URI url = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    return Services.engine(
        AccountDirectory.of(
            List.of(
                new Account("1", service, url, Credentials.fixed("account-token"))
                    .allowingPrivateAddress())));
  }

  private static EndpointResponse search(SearchEngine engine, String accounts, String token) {
    try (engine) {
      return SearchEndpoint.builder(engine)
          .tokens(
              HashedTokens.of(
                  Map.of(
                      HashedTokens.hash("all"), Set.of("*"),
                      HashedTokens.hash("none"), Set.of("other"))))
          .build()
          .handle(
              new EndpointRequest(
                  "id",
                  "GET",
                  "/v1/accounts/" + accounts + "/crm/search",
                  Optional.of("lang=kql&q=SELECT+id+FROM+Accounts+LIMIT+1"),
                  Map.of("Authorization", List.of("Bearer " + token))))
          .join();
    }
  }

  private static JsonNode json(EndpointResponse answer) throws IOException {
    return new ObjectMapper().readTree(answer.body());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "salesforce | INSUFFICIENT_ACCESS | [{'errorCode':'INSUFFICIENT_ACCESS','message':'no'}]",
        "dynamics | 0x80040220 | {'error':{'code':'0x80040220','message':'no'}}",
        "sugarcrm | not_authorized | {'error':'not_authorized','error_message':'no'}",
      })
  void anAccountWhoseUserIsRefusedIsForbidden(String service, String code, String body)
      throws IOException {
    EndpointResponse answer = search(refusedBy(service, body.replace('\'', '"')), "1", "all");

    assertThat(answer.status()).isEqualTo(403);
    assertThat(json(answer).path("error_code").textValue()).isEqualTo("forbidden");
    assertThat(json(answer).at("/upstream/code").textValue()).isEqualTo(code);
  }

  @Test
  void itIsThatAccountsErrorWhereThereAreOthers() throws IOException {
    EndpointResponse answer = search(refusedBy("salesforce", SALESFORCE), "1,2", "all");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(json(answer).at("/errors/1/status_code").intValue()).isEqualTo(403);
    assertThat(json(answer).at("/errors/2/status_code").intValue()).isEqualTo(404);
  }

  @Test
  void aCallerWhoMayNotSeeTheAccountLearnsNothingOfIt() throws IOException {
    EndpointResponse answer = search(refusedBy("salesforce", SALESFORCE), "1", "none");

    assertThat(answer.status()).isEqualTo(404);
    assertThat(json(answer).path("error_code").textValue()).isEqualTo("unknown-account");
  }
}
