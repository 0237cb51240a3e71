package dev.crmql.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.crmql.sandbox.http.Request;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SandboxTest {
  private static final String QUERY =
      "/services/data/v60.0/query?q=SELECT+Id,Name+FROM+Account+ORDER+BY+Id";

  private final Sandbox sandbox = Sandbox.builder().service("salesforce", 0).start();
  private final SandboxService service = sandbox.service("salesforce");
  private final SandboxClient client = new SandboxClient(service);

  @AfterEach
  void stop() {
    sandbox.close();
  }

  @Test
  void everyServiceStarts() {
    try (Sandbox all = Sandbox.start()) {
      assertThat(all.services())
          .hasSize(KnownService.values().length)
          .allSatisfy(
              one -> {
                assertThat(one.baseUri().getHost()).isEqualTo("127.0.0.1");
                assertThat(one.tables()).hasSizeBetween(5, 6);
                assertThat(one.accessToken()).startsWith("sandbox-" + one.name() + "-token");
              });
    }
  }

  @Test
  void anUnknownServiceIsNamedWithThoseThereAre() {
    assertThatThrownBy(() -> Sandbox.builder().service("acme", 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("acme")
        .hasMessageContaining("salesforce");
    assertThatThrownBy(() -> sandbox.service("other"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("salesforce");
  }

  @Test
  void aTakenPortIsNamed() {
    int port = service.baseUri().getPort();

    assertThatThrownBy(() -> Sandbox.builder().service("salesforce", port).start())
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("salesforce cannot listen on 127.0.0.1:" + port);
  }

  @Test
  void whereOneCannotStartTheOthersAreStopped() throws IOException {
    int free;
    try (ServerSocket socket = new ServerSocket(0)) {
      free = socket.getLocalPort();
    }
    Sandbox.Builder others =
        Sandbox.builder().service("oracle", free).service("dynamics", service.baseUri().getPort());

    assertThatThrownBy(others::start).hasMessageContaining("dynamics cannot listen");

    try (Sandbox again = Sandbox.builder().service("oracle", free).start()) {
      assertThat(again.service("oracle").baseUri().getPort()).isEqualTo(free);
    }
  }

  @Test
  void aClosedServiceIsNotReached() {
    service.close();

    assertThatThrownBy(() -> client.get(QUERY)).isInstanceOf(ConnectException.class);
  }

  @Test
  void requestsAreRecordedAsTheyWereSent() throws Exception {
    client.get(QUERY, Map.of("X-Test", "1"));
    client.post("/services/data/v60.0/composite", "{\"a\":\"ü\"}");

    List<Request> received = service.received();
    assertThat(received).hasSize(2);
    assertThat(received.get(0).target()).isEqualTo(QUERY);
    assertThat(received.get(0).header("x-test")).isEqualTo("1");
    assertThat(received.get(0).hasBearer(service.accessToken())).isTrue();
    assertThat(received.get(1).method()).isEqualTo("POST");
    assertThat(received.get(1).body()).isEqualTo("{\"a\":\"ü\"}");
  }

  @Test
  void aRecordedRequestDoesNotPrintItsToken() throws Exception {
    client.get(QUERY);

    assertThat(service.received().get(0).toString())
        .isEqualTo("GET " + QUERY)
        .doesNotContain(service.accessToken());
  }

  @Test
  void aFaultHappensAsOftenAsItWasInjected() throws Exception {
    service.inject(new Fault.Unauthorized());
    assertThat(statuses(2)).containsExactly(401, 200);

    service.inject(new Fault.Unavailable(), 2, request -> true);
    assertThat(statuses(3)).containsExactly(503, 503, 200);

    service.inject(new Fault.Unavailable(), SandboxService.ALWAYS, request -> true);
    assertThat(statuses(2)).containsExactly(503, 503);
    service.clearFaults();
    assertThat(statuses(1)).containsExactly(200);
  }

  @Test
  void aFaultMeetsOnlyTheRequestsItIsMeantFor() throws Exception {
    service.inject(new Fault.Unavailable(), 1, request -> request.path().endsWith("/describe"));

    assertThat(client.get(QUERY).status()).isEqualTo(200);
    assertThat(client.get("/services/data/v60.0/sobjects/Lead/describe").status()).isEqualTo(503);
  }

  @Test
  void faultsHappenInTheOrderOfTheirInjection() throws Exception {
    service.inject(new Fault.Unavailable());
    service.inject(new Fault.Unauthorized());

    assertThat(statuses(3)).containsExactly(503, 401, 200);
  }

  @Test
  void tooManyRequestsSaysWhenToComeBack() throws Exception {
    service.inject(new Fault.TooManyRequests(Duration.ofSeconds(7)));

    SandboxClient.Answer answer = client.get(QUERY);
    assertThat(answer.status()).isEqualTo(429);
    assertThat(answer.whole().headers().firstValue("Retry-After")).contains("7");
  }

  @Test
  void aClosedConnectionHasNoAnswer() throws Exception {
    service.inject(new Fault.ConnectionClosed(), SandboxService.ALWAYS, request -> true);

    assertThatThrownBy(() -> client.get(QUERY)).isInstanceOf(IOException.class);
    service.clearFaults();
    assertThat(client.get(QUERY).status()).isEqualTo(200);
  }

  @Test
  void truncatedJsonHasTheRightStatus() throws Exception {
    service.inject(new Fault.TruncatedJson());

    SandboxClient.Answer answer = client.get(QUERY);
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.whole().body()).startsWith("{\"totalSize\":400,");
    assertThat(answer.body()).isNull();
  }

  @Test
  void htmlComesWithStatus200() throws Exception {
    service.inject(new Fault.HtmlBody());

    SandboxClient.Answer answer = client.get(QUERY);
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.whole().headers().firstValue("Content-Type").orElseThrow())
        .startsWith("text/html");
    assertThat(answer.whole().body()).startsWith("<html>");
  }

  @Test
  void anOversizedBodyIsStillTheRightAnswer() throws Exception {
    service.inject(new Fault.OversizedBody(5_000_000));

    SandboxClient.Answer answer = client.get(QUERY);
    assertThat(answer.body().get("totalSize").asInt()).isEqualTo(400);
    assertThat(answer.whole().body()).hasSizeGreaterThan(5_000_000);
  }

  @Test
  void anEndlessNextLinkLeadsToTheSamePage() throws Exception {
    service.inject(new Fault.EndlessNextLink(), SandboxService.ALWAYS, request -> true);

    JsonNode first = client.get(QUERY).body();
    String link = first.get("nextRecordsUrl").asText();
    JsonNode second = client.get(link).body();
    JsonNode third = client.get(second.get("nextRecordsUrl").asText()).body();
    assertThat(first.get("done").asBoolean()).isFalse();
    assertThat(link).startsWith("/services/data/v60.0/query/01g");
    assertThat(second.get("records")).isEqualTo(first.get("records"));
    assertThat(third).isEqualTo(second);
  }

  @Test
  void aNextLinkMayNameAnotherHost() throws Exception {
    service.inject(new Fault.NextLinkToOtherHost(URI.create("http://127.0.0.1:9")));

    assertThat(client.get(QUERY).body().get("nextRecordsUrl").asText())
        .startsWith("http://127.0.0.1:9/services/data/v60.0/query/01g");
  }

  @Test
  void closingEndsASlowAnswer() throws Exception {
    service.inject(new Fault.Latency(Duration.ofHours(1)));
    CompletableFuture<Integer> answer =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                return client.get(QUERY).status();
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              } catch (InterruptedException e) {
                throw new IllegalStateException(e);
              }
            });
    while (service.received().isEmpty()) {
      Thread.onSpinWait();
    }

    service.close();

    assertThatThrownBy(answer::get)
        .isInstanceOf(ExecutionException.class)
        .hasCauseInstanceOf(UncheckedIOException.class);
  }

  @Test
  void aSlowAnswerIsTheRightOne() throws Exception {
    service.inject(new Fault.Latency(Duration.ofMillis(20)));

    assertThat(client.get(QUERY).body().get("totalSize").asInt()).isEqualTo(400);
  }

  private List<Integer> statuses(int times) throws Exception {
    List<Integer> statuses = new java.util.ArrayList<>();
    for (int i = 0; i < times; i++) {
      statuses.add(client.get(QUERY).status());
    }
    return statuses;
  }
}
