package dev.crmql.sandbox;

import com.sun.net.httpserver.HttpExchange;
import dev.crmql.sandbox.http.Response;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * A response and how its bytes go out. What is left unsent when it is sent breaks the connection.
 */
@FunctionalInterface
interface Answer {

  void sendTo(HttpExchange exchange) throws IOException;

  /** Nothing at all. */
  static Answer none() {
    return exchange -> {};
  }

  /** All of it. */
  static Answer whole(Response response) {
    return whole(response, StandardCharsets.UTF_8);
  }

  /** All of it in another charset, if that has all its characters. */
  static Answer whole(Response response, Charset charset) {
    boolean hasAll = charset.newEncoder().canEncode(response.body());
    return exchange -> send(exchange, response, hasAll ? charset : StandardCharsets.UTF_8);
  }

  /** Half of the body. */
  static Answer half(Response response) {
    return exchange -> {
      byte[] body = bytes(response);
      sendHead(exchange, response, body.length);
      exchange.getResponseBody().write(body, 0, body.length / 2);
    };
  }

  /** The headers, and the body never. */
  static Answer stalled(Response response, Duration delay, Pause pause) {
    return exchange -> {
      sendHead(exchange, response, bytes(response).length);
      pause.hold(delay);
    };
  }

  /** Byte by byte, for as long as somebody reads. */
  static Answer dripping(Response response, Duration beforeEach, Pause pause) {
    return exchange -> {
      byte[] body = bytes(response);
      sendHead(exchange, response, body.length);
      OutputStream out = exchange.getResponseBody();
      for (byte one : body) {
        if (!pause.hold(beforeEach)) {
          return;
        }
        out.write(one);
        out.flush();
      }
    };
  }

  private static void send(HttpExchange exchange, Response response, Charset charset)
      throws IOException {
    byte[] body = response.body().getBytes(charset);
    sendHead(exchange, response, body.length);
    if (body.length > 0) {
      exchange.getResponseBody().write(body);
    }
  }

  private static byte[] bytes(Response response) {
    return response.body().getBytes(StandardCharsets.UTF_8);
  }

  private static void sendHead(HttpExchange exchange, Response response, int bodyBytes)
      throws IOException {
    response.headers().forEach(exchange.getResponseHeaders()::set);
    exchange.sendResponseHeaders(response.status(), bodyBytes == 0 ? -1 : bodyBytes);
  }
}
