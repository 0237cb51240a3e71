package dev.crmql.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crmql.endpoint.AccessTokens;
import dev.crmql.endpoint.SearchEndpoint;
import dev.crmql.salesforce.SalesforceConnector;
import dev.crmql.search.Account;
import dev.crmql.search.AccountDirectory;
import dev.crmql.search.Credentials;
import dev.crmql.search.SearchEngine;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A caller's connection while a service takes its time. */
final class HangUpTest {

  private static final String SEARCH =
      get("/v1/accounts/1/crm/search?lang=soql&q=SELECT+Id+FROM+Account");
  private static final String HEALTH = get("/healthz");
  private static final String FOUND = "{\"totalSize\":0,\"done\":true,\"records\":[]}";

  private final CountDownLatch asked = new CountDownLatch(1);
  private final CountDownLatch mayAnswer = new CountDownLatch(1);
  private final CountDownLatch ended = new CountDownLatch(1);
  private ServerSocket service;
  private SearchEngine engine;
  private SearchServer server;
  private Socket caller;

  private static String get(String target) {
    return String.join("\r\n", "GET " + target + " HTTP/1.1", "Host: localhost", "", "");
  }

  @BeforeEach
  void start() throws IOException {
    service = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    Account account =
        new Account(
                "1",
                "salesforce",
                URI.create("http://127.0.0.1:" + service.getLocalPort()),
                Credentials.fixed("token"))
            .allowingPrivateAddress();
    engine =
        SearchEngine.builder()
            .connector(new SalesforceConnector())
            .accounts(AccountDirectory.of(List.of(account)))
            .accountTimeout(Duration.ofMinutes(5))
            .searchTimeout(Duration.ofMinutes(5))
            .build();
    server =
        SearchServer.start(
            SearchEndpoint.builder(engine).tokens(AccessTokens.none()).build(),
            new ServerMetrics(),
            SearchServer.Options.loopback(0));
    caller = new Socket(InetAddress.getLoopbackAddress(), server.baseUri().getPort());
    caller.setSoTimeout(30_000);
  }

  @AfterEach
  void stop() throws IOException {
    caller.close();
    service.close();
    engine.close();
    server.close();
  }

  /** Takes one request, perhaps answers it when it may, and reads on until the connection ends. */
  private void serve(boolean answers) {
    Thread thread =
        new Thread(
            () -> {
              try (Socket connection = service.accept()) {
                readMessage(reader(connection));
                asked.countDown();
                if (answers && mayAnswer.await(30, TimeUnit.SECONDS)) {
                  connection.getOutputStream().write(answer());
                }
                connection.getInputStream().transferTo(OutputStream.nullOutputStream());
              } catch (IOException | InterruptedException e) {
                // An end too.
              }
              ended.countDown();
            });
    thread.setDaemon(true);
    thread.start();
  }

  private static byte[] answer() {
    return ("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: "
            + FOUND.length()
            + "\r\n\r\n"
            + FOUND)
        .getBytes(StandardCharsets.US_ASCII);
  }

  private static BufferedReader reader(Socket socket) throws IOException {
    return new BufferedReader(
        new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
  }

  /** Reads a message to its end; gives its first line. */
  private static String readMessage(BufferedReader reader) throws IOException {
    String first = reader.readLine();
    int length = 0;
    for (String line = reader.readLine(); !line.isEmpty(); line = reader.readLine()) {
      if (line.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
        length = Integer.parseInt(line.substring(line.indexOf(':') + 1).strip());
      }
    }
    for (int i = 0; i < length; i++) {
      reader.read();
    }
    return first;
  }

  private void send(String request) throws IOException {
    caller.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
  }

  @Test
  void aCallerThatHangsUpEndsTheCallToTheService() throws Exception {
    serve(false);
    send(SEARCH);
    assertThat(asked.await(30, TimeUnit.SECONDS)).isTrue();

    caller.close();

    assertThat(ended.await(30, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void aCallerThatSendsItsNextRequestEarlyGetsBothAnswers() throws Exception {
    serve(true);
    send(SEARCH);
    assertThat(asked.await(30, TimeUnit.SECONDS)).isTrue();

    send(HEALTH);
    mayAnswer.countDown();

    BufferedReader reader = reader(caller);
    assertThat(readMessage(reader)).isEqualTo("HTTP/1.1 200 OK");
    assertThat(readMessage(reader)).isEqualTo("HTTP/1.1 200 OK");
  }

  @Test
  void aConnectionThatWaitedTakesTheNextRequest() throws Exception {
    serve(true);
    send(SEARCH);
    assertThat(asked.await(30, TimeUnit.SECONDS)).isTrue();
    mayAnswer.countDown();
    BufferedReader reader = reader(caller);
    assertThat(readMessage(reader)).isEqualTo("HTTP/1.1 200 OK");

    send(HEALTH);

    assertThat(readMessage(reader)).isEqualTo("HTTP/1.1 200 OK");
  }
}
