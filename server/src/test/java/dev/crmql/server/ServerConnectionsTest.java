package dev.crmql.server;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import dev.crmql.endpoint.AccessTokens;
import dev.crmql.endpoint.SearchEndpoint;
import dev.crmql.salesforce.SalesforceConnector;
import dev.crmql.search.Account;
import dev.crmql.search.Credentials;
import dev.crmql.search.SearchEngine;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** Connections beside one another, and when the server stops. */
final class ServerConnectionsTest {

  private static final String SEARCH = "/v1/accounts/quick/crm/search?lang=soql&q=SELECT+Id+FROM+A";

  /** More than the buffers of both sockets may hold. */
  private static final int LARGE = 32 << 20;

  private final CountDownLatch asked = new CountDownLatch(1);
  private final CountDownLatch mayAnswer = new CountDownLatch(1);
  private final Logger log = (Logger) LoggerFactory.getLogger("dev.crmql.server");
  private final Lines lines = new Lines();
  private final List<Socket> callers = new ArrayList<>();
  private Level before;
  private ServerSocket service;
  private SearchEngine engine;
  private SearchServer server;

  /** Lines come on several threads. */
  private static final class Lines extends AppenderBase<ILoggingEvent> {
    private final BlockingQueue<String> all = new LinkedBlockingQueue<>();

    @Override
    protected void append(ILoggingEvent line) {
      all.add(line.getLevel() + " " + line.getFormattedMessage() + " " + line.getKeyValuePairs());
    }
  }

  @BeforeEach
  void start() throws IOException {
    before = log.getLevel();
    log.setLevel(Level.INFO);
    lines.start();
    log.addAppender(lines);
    service = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    engine =
        SearchEngine.builder()
            .connector(new SalesforceConnector())
            .accounts(this::account)
            .accountTimeout(Duration.ofMinutes(5))
            .searchTimeout(Duration.ofMinutes(5))
            .build();
  }

  private void serve(Duration patience) {
    server =
        SearchServer.start(
            SearchEndpoint.builder(engine).tokens(AccessTokens.none()).build(),
            new ServerMetrics(),
            new SearchServer.Options("127.0.0.1", 0, List.of(), patience));
  }

  @AfterEach
  void stop() throws IOException {
    mayAnswer.countDown();
    for (Socket caller : callers) {
      caller.close();
    }
    service.close();
    if (server != null) {
      server.close();
    }
    engine.close();
    log.detachAppender(lines);
    log.setLevel(before);
  }

  /** Blocks for the account that is called slow. */
  private Optional<Account> account(String id) {
    if (id.equals("slow")) {
      asked.countDown();
      try {
        assertThat(mayAnswer.await(60, TimeUnit.SECONDS)).isTrue();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
    return Optional.of(
        new Account(
                id,
                "salesforce",
                URI.create("http://127.0.0.1:" + service.getLocalPort()),
                Credentials.fixed("token-of-the-account"),
                Optional.of(id.equals("large") ? "x".repeat(LARGE) : "plain"))
            .allowingPrivateAddress());
  }

  private Socket caller() throws IOException {
    Socket caller = new Socket();
    callers.add(caller);
    caller.setReceiveBufferSize(16 * 1024);
    caller.setSoTimeout(30_000);
    caller.connect(
        new InetSocketAddress(InetAddress.getLoopbackAddress(), server.baseUri().getPort()));
    return caller;
  }

  private static void get(Socket caller, String target) throws IOException {
    String request = "GET " + target + " HTTP/1.1\r\nHost: localhost\r\n\r\n";
    caller.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
  }

  private static String readUntil(Socket caller, String end) throws IOException {
    StringBuilder read = new StringBuilder();
    InputStream in = caller.getInputStream();
    while (read.indexOf(end) < 0) {
      int next = in.read();
      assertThat(next).as(read.toString()).isNotNegative();
      read.append((char) next);
    }
    return read.toString();
  }

  @Test
  void anAccountThatIsSlowToFindHoldsUpNoOtherConnection() throws Exception {
    serve(Duration.ofSeconds(5));
    Socket slow = caller();
    List<Socket> others = new ArrayList<>();
    for (int i = 0; i < 16; i++) {
      others.add(caller());
    }
    get(slow, "/v1/accounts/slow");
    assertThat(asked.await(30, TimeUnit.SECONDS)).isTrue();

    for (Socket other : others) {
      get(other, "/healthz");
      assertThat(readUntil(other, "}")).startsWith("HTTP/1.1 200 ");
    }

    mayAnswer.countDown();
    assertThat(readUntil(slow, "}")).startsWith("HTTP/1.1 200 ");
  }

  @Test
  void aSlowReaderGetsItsWholeAnswerAlthoughTheServerStops() throws Exception {
    serve(Duration.ofSeconds(60));
    Socket idle = caller();
    get(idle, "/healthz");
    readUntil(idle, "}");
    Socket reader = caller();
    get(reader, "/v1/accounts/large");
    readUntil(reader, "\"account\":\"");

    CompletableFuture<Void> stopped = CompletableFuture.runAsync(server::close);
    // The short time that the server leaves to connections at its stop is over.
    assertThat(idle.getInputStream().read()).isNegative();

    byte[] rest = reader.getInputStream().readAllBytes();
    assertThat(rest.length).isGreaterThan(LARGE);
    assertThat(new String(rest, LARGE, rest.length - LARGE, StandardCharsets.US_ASCII))
        .endsWith("}");
    stopped.get(30, TimeUnit.SECONDS);
    assertThat(lines.all).noneMatch(line -> line.startsWith("WARN"));
  }

  /** Begins a request, and leaves the end of its body to come. */
  private Socket begin(String target) throws IOException {
    Socket caller = caller();
    String request =
        "GET " + target + " HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n";
    caller.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
    return caller;
  }

  private static String end(Socket caller) throws IOException {
    caller.getOutputStream().write("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
    return readUntil(caller, "}");
  }

  @Test
  void aServerThatStopsIsUpAndNotReady() throws Exception {
    serve(Duration.ofSeconds(60));
    Socket health = begin("/healthz");
    Socket readiness = begin("/readyz");
    Socket idle = caller();
    get(idle, "/healthz");
    readUntil(idle, "}");

    CompletableFuture<Void> stopped = CompletableFuture.runAsync(server::close);
    assertThat(idle.getInputStream().read()).isNegative();

    assertThat(end(health)).startsWith("HTTP/1.1 200 ").contains("\"up\"");
    assertThat(end(readiness)).startsWith("HTTP/1.1 503 ").contains("unavailable");
    stopped.get(30, TimeUnit.SECONDS);
  }

  @Test
  void whileSearchesAreRefusedProbesAreNot() throws Exception {
    Server draining = new Server(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    ServerMetrics metrics = new ServerMetrics();
    RequestLog requests = new RequestLog(metrics);
    DrainingConnector connector = new DrainingConnector(draining, new HttpConnectionFactory());
    DrainingHandler handler =
        new DrainingHandler(
            new ServerHandler(
                SearchEndpoint.builder(engine).tokens(AccessTokens.none()).build(),
                metrics,
                requests,
                connector,
                new Cors(List.of())));
    connector.setHost("127.0.0.1");
    draining.setConnectors(new Connector[] {connector});
    draining.setHandler(handler);
    draining.setErrorHandler(new ServerErrors(requests));
    draining.start();
    try (Socket caller = new Socket(InetAddress.getLoopbackAddress(), connector.getLocalPort())) {
      caller.setSoTimeout(30_000);
      assertThat(handler.shutdown()).isCompleted();

      get(caller, "/healthz");
      assertThat(readUntil(caller, "}")).startsWith("HTTP/1.1 200 ");
      get(caller, "/readyz");
      assertThat(readUntil(caller, "}")).startsWith("HTTP/1.1 200 ");
      get(caller, "/v1/accounts/quick");
      assertThat(readUntil(caller, "}")).startsWith("HTTP/1.1 503 ").contains("unavailable");
    } finally {
      draining.stop();
    }
    assertThat(lines.all).last().asString().contains("route=\"refused\"", "status=\"503\"");
  }

  @Test
  void whatStoppingCutsOffIsLoggedAsThat() throws Exception {
    serve(Duration.ofMillis(1));
    get(caller(), SEARCH);
    try (Socket call = service.accept()) {
      assertThat(call.getInputStream().read()).isNotNegative();

      server.close();

      String answered = lines.all.take();
      String warned = lines.all.take();
      if (answered.startsWith("WARN")) {
        String first = answered;
        answered = warned;
        warned = first;
      }
      assertThat(answered)
          .contains("answered")
          .contains("status=\"503\"")
          .contains("error_code=\"unavailable\"");
      assertThat(warned).startsWith("WARN").contains("cut off");
    }
  }
}
