package dev.crmql.sandbox;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import dev.crmql.sandbox.http.PageRows;
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
import java.util.concurrent.atomic.AtomicInteger;
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
  private final AtomicInteger open = new AtomicInteger();
  private volatile int pageRows = Integer.MAX_VALUE;

  HttpFront(ServiceEmulator emulator, URI baseUri, FaultQueue faults, Recorder recorder) {
    this.emulator = emulator;
    this.baseUri = baseUri;
    this.faults = faults;
    this.recorder = recorder;
  }

  /** How many requests are being answered. */
  int open() {
    return open.get();
  }

  void limitPages(int rows) {
    pageRows = rows;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    open.incrementAndGet();
    // Closing an exchange that was not answered closes its connection.
    try (exchange) {
      Request request = read(exchange);
      recorder.add(request);
      LOG.debug("{} {} {}", emulator.name(), request.method(), request.path());
      PageRows.limited(pageRows, () -> answer(request)).sendTo(exchange);
    } finally {
      open.decrementAndGet();
    }
  }

  private Answer answer(Request request) {
    try {
      Optional<FaultQueue.Taken> fault = faults.take(request);
      return fault.isPresent()
          ? fault
              .get()
              .fault()
              .accept(
                  new FaultyAnswer(
                      emulator, request, baseUri, fault.get().pause(), fault.get().first()))
          : Answer.whole(emulator.handle(request, baseUri));
    } catch (RuntimeException e) {
      LOG.error("{} failed on {} {}", emulator.name(), request.method(), request.path(), e);
      return Answer.whole(
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
}
