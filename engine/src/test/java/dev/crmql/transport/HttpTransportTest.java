package dev.crmql.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import dev.crmql.spi.CallLimits;
import dev.crmql.spi.TokenHeader;
import dev.crmql.spi.UpstreamException;
import dev.crmql.spi.UpstreamFault;
import dev.crmql.spi.UpstreamRequest;
import dev.crmql.spi.UpstreamResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
final class HttpTransportTest {

  private static final int MOST_BYTES = 10_000;

  private final HttpTransport transport =
      HttpTransport.builder().maxResponseBytes(MOST_BYTES).maxInFlightPerAccount(1).build();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final List<String> asked = new CopyOnWriteArrayList<>();
  private HttpServer server;
  private URI base;
  private boolean privateAddressAllowed = true;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.start();
    base = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  @AfterEach
  void stop() {
    server.stop(0);
    threads.shutdownNow();
  }

  private void on(String path, HttpHandler handler) {
    server.createContext(
        path,
        exchange -> {
          asked.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
          handler.handle(exchange);
        });
  }

  private static void answer(HttpExchange exchange, int status, byte[] body) throws IOException {
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    try (OutputStream out = exchange.getResponseBody()) {
      out.write(body);
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] gzip(byte[] plain) {
    try {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
        gzip.write(plain);
      }
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private HttpCall call(UpstreamRequest request) {
    return call("7", request);
  }

  private HttpCall call(String accountId, UpstreamRequest request) {
    return new HttpCall(
        accountId,
        base,
        Secret.of("hush"),
        TokenHeader.BEARER,
        Map.of("Accept", "application/json"),
        privateAddressAllowed,
        CallLimits.DEFAULT,
        request,
        () -> {});
  }

  private UpstreamResponse send(UpstreamRequest request) {
    return transport.send(call(request)).join();
  }

  private UpstreamFault fault(UpstreamRequest request) {
    CompletableFuture<byte[]> body =
        transport
            .send(call(request))
            .orTimeout(20, TimeUnit.SECONDS)
            .thenApply(UpstreamResponse::body);
    Throwable failure = body.handle((bytes, thrown) -> Futures.cause(thrown)).join();
    assertThat(failure).isInstanceOf(UpstreamException.class).hasMessageNotContaining("hush");
    return ((UpstreamException) failure).fault();
  }

  @Test
  void sendsTargetHeadersTokenAndBody() {
    List<String> seen = new CopyOnWriteArrayList<>();
    on(
        "/rows",
        exchange -> {
          seen.add(exchange.getRequestHeaders().getFirst("Authorization"));
          seen.add(exchange.getRequestHeaders().getFirst("Accept"));
          seen.add(exchange.getRequestHeaders().getFirst("Prefer"));
          seen.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
          answer(exchange, 201, bytes("é"));
        });

    UpstreamResponse response =
        send(UpstreamRequest.post("/rows", "{\"ü\":1}").withHeader("Prefer", "x"));

    assertThat(seen).containsExactly("Bearer hush", "application/json", "x", "{\"ü\":1}");
    assertThat(asked).containsExactly("POST /rows");
    assertThat(response.status()).isEqualTo(201);
    assertThat(response.body()).isEqualTo(bytes("é"));
  }

  @Test
  void connectionsAreUsedAgain() {
    Set<Integer> ports = ConcurrentHashMap.newKeySet();
    on(
        "/",
        exchange -> {
          ports.add(exchange.getRemoteAddress().getPort());
          answer(exchange, 200, bytes("{}"));
        });

    for (int i = 0; i < 50; i++) {
      assertThat(send(UpstreamRequest.verbatim("/rows")).status()).isEqualTo(200);
    }

    assertThat(ports).hasSizeLessThan(10);
  }

  @Test
  void parametersAreEncoded() {
    on("/q", exchange -> answer(exchange, 200, new byte[0]));

    assertThat(send(UpstreamRequest.get("/q", Map.of("q", "a b&c=d+é"))).body()).isEmpty();
    assertThat(asked).containsExactly("GET /q?q=a%20b%26c%3Dd%2B%C3%A9");
  }

  @Test
  void thePathOfTheAccountStandsBeforeTheTarget() {
    on("/crm/rows", exchange -> answer(exchange, 200, bytes("x")));
    base = base.resolve("/crm/");

    assertThat(send(UpstreamRequest.verbatim("/rows")).status()).isEqualTo(200);
  }

  @Test
  void aRedirectIsAnAnswer() {
    on(
        "/old",
        exchange -> {
          exchange.getResponseHeaders().set("Location", base + "/new");
          answer(exchange, 302, new byte[0]);
        });

    assertThat(send(UpstreamRequest.verbatim("/old")).status()).isEqualTo(302);
    assertThat(asked).containsExactly("GET /old");
  }

  @Test
  void aLinkToTheAccountsOwnHostIsFollowed() {
    on("/next", exchange -> answer(exchange, 200, bytes("x")));

    send(UpstreamRequest.link(base + "/next?a=%20b"));
    assertThat(asked).containsExactly("GET /next?a=%20b");
  }

  @Test
  void aLinkToAnotherHostOrPortIsNot() {
    on("/", exchange -> answer(exchange, 200, bytes("x")));

    for (String link :
        List.of(
            "http://localhost:" + base.getPort() + "/next",
            "http://127.0.0.1:1/next",
            "https://127.0.0.1:" + base.getPort() + "/next",
            "http://127.0.0.1:" + base.getPort() + "@evil.example/next")) {
      UpstreamFault fault = fault(UpstreamRequest.link(link));
      assertThat(fault.kind()).as(link).isEqualTo(UpstreamFault.Kind.UNEXPECTED);
    }
    assertThat(asked).isEmpty();
  }

  @Test
  void aHostInANetworkThatIsNotPublicIsNotEvenConnectedTo() throws Exception {
    privateAddressAllowed = false;
    try (ServerSocket silent = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
      for (String host : List.of("127.0.0.1", "localhost", "[::1]", "[::ffff:127.0.0.1]")) {
        base = URI.create("http://" + host + ":" + silent.getLocalPort());
        UpstreamFault fault = fault(UpstreamRequest.verbatim("/"));
        assertThat(fault.kind()).as(host).isEqualTo(UpstreamFault.Kind.UNEXPECTED);
        assertThat(fault.message()).contains("not public");
      }

      try (Socket first = new Socket(silent.getInetAddress(), silent.getLocalPort());
          Socket accepted = silent.accept()) {
        assertThat(accepted.getPort()).isEqualTo(first.getLocalPort());
      }
    }
  }

  @Test
  void gzipIsUndone() {
    on(
        "/z",
        exchange -> {
          exchange.getResponseHeaders().set("Content-Encoding", "gzip");
          answer(exchange, 200, gzip(bytes("plain")));
        });

    UpstreamResponse response = send(UpstreamRequest.verbatim("/z"));
    assertThat(response.bytesRead()).isZero();
    assertThat(response.body()).isEqualTo(bytes("plain"));
    assertThat(response.bytesRead()).isEqualTo(5);
  }

  @Test
  void anAnswerThatIsTooLongIsAFaultBothPlainAndDecompressed() {
    byte[] tooLong = new byte[MOST_BYTES + 1];
    byte[] longest = Arrays.copyOf(tooLong, MOST_BYTES);
    on("/plain", exchange -> answer(exchange, 200, tooLong));
    on("/longest", exchange -> answer(exchange, 200, longest));
    on(
        "/bomb",
        exchange -> {
          exchange.getResponseHeaders().set("Content-Encoding", "gzip");
          answer(exchange, 200, gzip(tooLong));
        });

    assertThat(send(UpstreamRequest.verbatim("/longest")).body()).hasSize(MOST_BYTES);
    for (String path : List.of("/plain", "/bomb")) {
      UpstreamFault fault = fault(UpstreamRequest.verbatim(path));
      assertThat(fault.kind()).as(path).isEqualTo(UpstreamFault.Kind.UNEXPECTED);
      assertThat(fault.message()).contains("longer than " + MOST_BYTES);
    }
  }

  @Test
  void whatOnlySaysThatItIsGzipIsAFault() {
    on(
        "/z",
        exchange -> {
          exchange.getResponseHeaders().set("Content-Encoding", "gzip");
          answer(exchange, 200, bytes("plain"));
        });

    assertThat(fault(UpstreamRequest.verbatim("/z")).kind())
        .isEqualTo(UpstreamFault.Kind.UNEXPECTED);
  }

  @Test
  void nobodyThereIsAPassingFailure() throws IOException {
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      base = URI.create("http://127.0.0.1:" + free.getLocalPort());
    }

    UpstreamFault fault = fault(UpstreamRequest.verbatim("/"));
    assertThat(fault.kind()).isEqualTo(UpstreamFault.Kind.TRANSIENT);
    assertThat(fault.message()).contains("127.0.0.1");
  }

  @Test
  void aBrokenAnswerIsAPassingFailure() {
    on(
        "/half",
        exchange -> {
          exchange.sendResponseHeaders(200, 100);
          exchange.getResponseBody().write(bytes("half"));
          exchange.getResponseBody().flush();
          exchange.close();
        });

    assertThat(fault(UpstreamRequest.verbatim("/half")).kind())
        .isEqualTo(UpstreamFault.Kind.TRANSIENT);
    until(transport, 0);
  }

  @Test
  void cancellingHangsUp() throws Exception {
    try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      base = URI.create("http://127.0.0.1:" + silent.getLocalPort());
      CompletableFuture<UpstreamResponse> answer =
          transport.send(call(UpstreamRequest.verbatim("/")));
      try (Socket connection = silent.accept()) {
        connection.setSoTimeout(20_000);
        assertThat(connection.getInputStream().read()).isEqualTo('G');
        answer.cancel(true);
        connection.getInputStream().transferTo(OutputStream.nullOutputStream());
      }
    }
  }

  @Test
  void aCallOverTheBoundOfItsAccountWaitsAndCanBeGivenUp() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    on(
        "/slow",
        exchange -> {
          begun.countDown();
          await(goOn);
          answer(exchange, 200, bytes("x"));
        });
    on("/quick", exchange -> answer(exchange, 200, bytes("y")));

    CompletableFuture<UpstreamResponse> slow =
        transport.send(call(UpstreamRequest.verbatim("/slow")));
    assertThat(begun.await(20, TimeUnit.SECONDS)).isTrue();
    CompletableFuture<UpstreamResponse> givenUp =
        transport.send(call(UpstreamRequest.verbatim("/quick?given-up")));
    CompletableFuture<UpstreamResponse> waiting =
        transport.send(call(UpstreamRequest.verbatim("/quick")));
    assertThat(waiting).isNotDone();
    givenUp.cancel(true);
    goOn.countDown();

    assertThat(slow.join().status()).isEqualTo(200);
    assertThat(waiting.join().status()).isEqualTo(200);
    assertThat(asked).containsExactly("GET /slow", "GET /quick");
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void aLinkThatIsNoUrlIsAFault() {
    assertThatThrownBy(() -> UpstreamRequest.link("next page"))
        .isInstanceOf(UpstreamException.class);
    assertThat(
            fault(
                    new UpstreamRequest(
                        UpstreamRequest.Method.GET, "/a b", Map.of(), Map.of(), Optional.empty()))
                .kind())
        .isEqualTo(UpstreamFault.Kind.UNEXPECTED);
  }

  @Test
  void anAccountThatStallsHoldsUpNoOther() {
    CountDownLatch over = new CountDownLatch(1);
    on(
        "/stall",
        exchange -> {
          await(over);
          answer(exchange, 200, bytes("late"));
        });
    on("/rows", exchange -> answer(exchange, 200, bytes("rows")));
    HttpTransport narrow =
        HttpTransport.builder().maxInFlight(1).slowAfter(Duration.ofMillis(10)).build();

    CompletableFuture<UpstreamResponse> stalled =
        narrow.send(call("1", UpstreamRequest.verbatim("/stall")));
    CompletableFuture<UpstreamResponse> other = sent(narrow, "2", "/rows");
    assertThat(other.join().body()).isEqualTo(bytes("rows"));

    assertThat(stalled).isNotDone();
    over.countDown();
    assertThat(stalled.join().body()).isEqualTo(bytes("late"));
  }

  /** Sends a part of what it says that it sends, and the rest when told to. */
  private void onInTwoParts(String path, int first, int length, CountDownLatch goOn) {
    on(
        path,
        exchange -> {
          exchange.sendResponseHeaders(200, length);
          try (OutputStream out = exchange.getResponseBody()) {
            out.write(new byte[first]);
            out.flush();
            await(goOn);
            out.write(new byte[length - first]);
          }
        });
  }

  private CompletableFuture<UpstreamResponse> sent(
      HttpTransport by, String accountId, String path) {
    return by.send(call(accountId, UpstreamRequest.verbatim(path))).orTimeout(20, TimeUnit.SECONDS);
  }

  private static void until(HttpTransport transport, long bytesInFlight) {
    while (transport.bytesInFlight() != bytesInFlight && !Thread.currentThread().isInterrupted()) {
      Thread.onSpinWait();
    }
    assertThat(transport.bytesInFlight()).isEqualTo(bytesInFlight);
  }

  @Test
  void whatIsTooMuchTogetherEndsTheLongestAnswerAlone() {
    CountDownLatch goOn = new CountDownLatch(1);
    onInTwoParts("/short", 4_000, 4_100, goOn);
    onInTwoParts("/long", 9_000, 9_100, goOn);
    on("/rows", exchange -> answer(exchange, 200, new byte[3_000]));
    HttpTransport narrow =
        HttpTransport.builder().maxResponseBytes(MOST_BYTES).maxBytesInFlight(15_000).build();

    CompletableFuture<UpstreamResponse> sendsLittle = sent(narrow, "1", "/short");
    CompletableFuture<UpstreamResponse> sendsMuch = sent(narrow, "2", "/long");
    until(narrow, 13_000);
    UpstreamResponse rows = narrow.send(call("3", UpstreamRequest.verbatim("/rows"))).join();

    assertThat(rows.body()).hasSize(3_000);
    assertThatThrownBy(sendsMuch::join)
        .cause()
        .isInstanceOf(OverloadedException.class)
        .hasMessageContaining("15000 bytes");
    assertThat(sendsLittle).isNotDone();
    goOn.countDown();
    assertThat(sendsLittle.join().body()).hasSize(4_100);
    until(narrow, 0);
  }

  @Test
  void anAnswerWaitsUntilOthersAreRead() {
    CountDownLatch goOn = new CountDownLatch(1);
    CountDownLatch isWhole = new CountDownLatch(1);
    CountDownLatch isRead = new CountDownLatch(1);
    onInTwoParts("/long", 0, 9_000, goOn);
    CountDownLatch rest = new CountDownLatch(1);
    onInTwoParts("/short", 1_500, 3_000, rest);
    HttpTransport narrow =
        HttpTransport.builder().maxResponseBytes(MOST_BYTES).maxBytesInFlight(MOST_BYTES).build();

    CompletableFuture<Integer> sendsMuch =
        narrow
            .send(call("1", UpstreamRequest.verbatim("/long")))
            .thenApply(
                answer -> {
                  isWhole.countDown();
                  await(isRead);
                  return answer.body().length;
                });
    goOn.countDown();
    await(isWhole);
    CompletableFuture<UpstreamResponse> sendsLittle = sent(narrow, "2", "/short");
    until(narrow, 10_500);
    rest.countDown();
    assertThat(sendsLittle).isNotDone();
    isRead.countDown();

    assertThat(sendsMuch.join()).isEqualTo(9_000);
    assertThat(sendsLittle.join().body()).hasSize(3_000);
  }

  @Test
  void eachOfManyAnswersThatDoNotFitIsReadOrEnded() {
    on("/rows", exchange -> answer(exchange, 200, new byte[9_000]));
    HttpTransport narrow =
        HttpTransport.builder().maxResponseBytes(MOST_BYTES).maxBytesInFlight(20_000).build();

    List<CompletableFuture<Integer>> lengths =
        IntStream.range(0, 400)
            .mapToObj(each -> call(Integer.toString(each % 50), UpstreamRequest.verbatim("/rows")))
            .map(narrow::send)
            .map(answer -> answer.thenApply(response -> response.body().length))
            .toList();

    int read = 0;
    for (CompletableFuture<Integer> length : lengths) {
      Throwable failure =
          length.orTimeout(20, TimeUnit.SECONDS).handle((bytes, thrown) -> thrown).join();
      if (failure == null) {
        assertThat(length.join()).isEqualTo(9_000);
        read++;
      } else {
        assertThat(failure).hasCauseInstanceOf(OverloadedException.class);
      }
    }
    assertThat(read).isPositive();
    until(narrow, 0);
  }

  @Test
  void anAccountMayTakeAQuarterAndNoOtherIsEndedForIt() {
    CountDownLatch goOn = new CountDownLatch(1);
    onInTwoParts("/other", 9_000, 9_100, goOn);
    onInTwoParts("/first", 6_000, 6_100, goOn);
    onInTwoParts("/second", 5_100, 5_200, goOn);
    HttpTransport narrow =
        HttpTransport.builder().maxResponseBytes(MOST_BYTES).maxBytesInFlight(40_000).build();

    CompletableFuture<UpstreamResponse> other = sent(narrow, "1", "/other");
    CompletableFuture<UpstreamResponse> first = sent(narrow, "2", "/first");
    until(narrow, 15_000);
    CompletableFuture<UpstreamResponse> second = sent(narrow, "2", "/second");

    assertThatThrownBy(first::join)
        .cause()
        .isInstanceOf(OverloadedException.class)
        .hasMessageContaining("10000 bytes");
    goOn.countDown();
    assertThat(second.join().body()).hasSize(5_200);
    assertThat(other.join().body()).hasSize(9_100);
  }

  @Test
  void aFailureThatIsTooLongKeepsItsStatus() {
    on(
        "/down",
        exchange -> {
          exchange.getResponseHeaders().set("Retry-After", "7");
          answer(exchange, 503, new byte[MOST_BYTES + 1]);
        });

    UpstreamResponse down = send(UpstreamRequest.verbatim("/down"));

    assertThat(down.status()).isEqualTo(503);
    assertThat(down.header("Retry-After")).contains("7");
    assertThat(down.body()).isEmpty();
    until(transport, 0);
  }

  @Test
  void aFailureInAnEncodingThatWasNotAskedForKeepsItsStatus() {
    on(
        "/down",
        exchange -> {
          exchange.getResponseHeaders().set("Content-Encoding", "br");
          exchange.getResponseHeaders().set("Retry-After", "7");
          answer(exchange, 503, bytes("x"));
        });

    UpstreamResponse down = send(UpstreamRequest.verbatim("/down"));

    assertThat(down.status()).isEqualTo(503);
    assertThat(down.header("Retry-After")).contains("7");
    assertThat(fault(UpstreamRequest.verbatim("/down")).message()).contains("encoding");
  }

  @Test
  void anAnswerTakesMemoryUntilItIsReadAndNoLonger() {
    HttpTransport narrow =
        HttpTransport.builder().maxResponseBytes(MOST_BYTES).maxBytesInFlight(MOST_BYTES).build();
    for (int i = 0; i < 3; i++) {
      CountDownLatch goOn = new CountDownLatch(1);
      onInTwoParts("/rows" + i, 0, 6_000, goOn);
      CompletableFuture<UpstreamResponse> answer =
          narrow.send(call(UpstreamRequest.verbatim("/rows" + i)));
      CompletableFuture<Long> whileRead = answer.thenApply(response -> narrow.bytesInFlight());
      goOn.countDown();

      assertThat(whileRead.join()).isEqualTo(6_000);
      until(narrow, 0);
    }
  }

  @Test
  void anAnswerThatIsGivenUpTakesNoMemoryAfterwards() {
    CountDownLatch goOn = new CountDownLatch(1);
    onInTwoParts("/rows", 6_000, 7_000, goOn);
    CompletableFuture<UpstreamResponse> givenUp =
        transport.send(call(UpstreamRequest.verbatim("/rows")));
    until(transport, 6_000);
    givenUp.cancel(true);

    until(transport, 0);
    goOn.countDown();
  }
}
