package dev.crmql.oauth;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;

/** A token endpoint on loopback: it hands out access-1, access-2 and so on. */
final class TokenServer implements AutoCloseable {

  private final ObjectMapper mapper = new ObjectMapper();
  private final HttpServer server;
  private final List<Map<String, String>> asked = Collections.synchronizedList(new ArrayList<>());
  private volatile CountDownLatch gate = new CountDownLatch(0);
  private volatile Consumer<ObjectNode> more = answer -> {};
  private volatile String refusal = "";

  TokenServer() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/token", this::answer);
    server.start();
  }

  TokenEndpoint endpoint() {
    return new TokenEndpoint(
        URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/token"),
        TokenEndpoint.Format.FORM,
        Map.of());
  }

  /** What was sent with each call. */
  List<Map<String, String>> asked() {
    return asked;
  }

  /** Puts more than an access token into each answer from now on. */
  void answering(Consumer<ObjectNode> with) {
    more = with;
  }

  /** Answers with status 400 and this error, and with the refresh token in what describes it. */
  void refusing(String error) {
    refusal = error;
  }

  /** Lets calls wait for the latch before they are answered. */
  void waitingFor(CountDownLatch latch) {
    gate = latch;
  }

  private void answer(HttpExchange exchange) throws IOException {
    Map<String, String> sent = form(exchange);
    asked.add(sent);
    try {
      gate.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    ObjectNode answer = mapper.createObjectNode();
    if (refusal.isEmpty()) {
      answer.put("access_token", "access-" + asked.size());
      more.accept(answer);
    } else {
      answer.put("error", refusal);
      answer.put("error_description", "no good: " + sent.get("refresh_token"));
    }
    byte[] body = mapper.writeValueAsBytes(answer);
    exchange.sendResponseHeaders(refusal.isEmpty() ? 200 : 400, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  private static Map<String, String> form(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    Map<String, String> form = new LinkedHashMap<>();
    for (String pair : body.split("&", -1)) {
      int equals = pair.indexOf('=');
      form.put(
          pair.substring(0, equals),
          URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
    }
    return form;
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
