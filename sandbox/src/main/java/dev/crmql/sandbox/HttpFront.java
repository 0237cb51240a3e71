package dev.crmql.sandbox;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import dev.crmql.sandbox.http.Request;
import dev.crmql.sandbox.http.Response;
import dev.crmql.sandbox.http.ServiceEmulator;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries requests and answers between HTTP and an emulator, and makes faults happen on the way.
 */
final class HttpFront implements HttpHandler {
  private static final Logger LOG = LoggerFactory.getLogger(HttpFront.class);

  /** No request of a CRM client comes near this; it bounds what a stray one can take. */
  private static final int MAX_BODY_BYTES = 16 << 20;

  private final ServiceEmulator emulator;
  private final URI baseUri;
  private final FaultQueue faults;
  private final Recorder recorder;
  private final CountDownLatch closing;

  HttpFront(
      ServiceEmulator emulator,
      URI baseUri,
      FaultQueue faults,
      Recorder recorder,
      CountDownLatch closing) {
    this.emulator = emulator;
    this.baseUri = baseUri;
    this.faults = faults;
    this.recorder = recorder;
    this.closing = closing;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    // Closing an exchange that was not answered closes its connection.
    try (exchange) {
      Request request = read(exchange);
      recorder.add(request);
      LOG.debug("{} {} {}", emulator.name(), request.method(), request.path());
      Optional<Response> response = answer(request);
      if (response.isPresent()) {
        send(exchange, response.get());
      }
    }
  }

  private Optional<Response> answer(Request request) {
    try {
      Optional<Fault> fault = faults.take(request);
      return fault.isPresent()
          ? fault.get().accept(new FaultyAnswer(emulator, request, baseUri, closing))
          : Optional.of(emulator.handle(request, baseUri));
    } catch (RuntimeException e) {
      LOG.error("{} failed on {} {}", emulator.name(), request.method(), request.path(), e);
      return Optional.of(
          Response.html(500, "<html><body>The sandbox failed: " + e + "</body></html>"));
    }
  }

  private static Request read(HttpExchange exchange) throws IOException {
    Map<String, List<String>> headers = new HashMap<>();
    exchange
        .getRequestHeaders()
        .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), List.copyOf(values)));
    byte[] body = exchange.getRequestBody().readNBytes(MAX_BODY_BYTES);
    return new Request(
        exchange.getRequestMethod(),
        exchange.getRequestURI().getRawPath(),
        exchange.getRequestURI().getRawQuery(),
        Map.copyOf(headers),
        new String(body, StandardCharsets.UTF_8));
  }

  private static void send(HttpExchange exchange, Response response) throws IOException {
    byte[] body = response.body().getBytes(StandardCharsets.UTF_8);
    response.headers().forEach(exchange.getResponseHeaders()::set);
    exchange.sendResponseHeaders(response.status(), body.length == 0 ? -1 : body.length);
    if (body.length > 0) {
      exchange.getResponseBody().write(body);
    }
  }
}
