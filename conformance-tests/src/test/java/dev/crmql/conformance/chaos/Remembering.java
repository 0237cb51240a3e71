package dev.crmql.conformance.chaos;

import dev.crmql.spi.UpstreamRequest;
import dev.crmql.spi.UpstreamResponse;
import dev.crmql.transport.HttpCall;
import dev.crmql.transport.Transport;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/** Asks each service the same only once, since all its accounts have the same records. */
final class Remembering implements Transport {

  private final Transport transport;
  private final Map<Asked, CompletableFuture<UpstreamResponse>> answers = new ConcurrentHashMap<>();

  private record Asked(URI base, UpstreamRequest request) {}

  Remembering(Transport transport) {
    this.transport = transport;
  }

  @Override
  public CompletableFuture<UpstreamResponse> send(HttpCall call) {
    return answers
        .computeIfAbsent(new Asked(call.baseUri(), call.request()), asked -> transport.send(call))
        .copy();
  }
}
