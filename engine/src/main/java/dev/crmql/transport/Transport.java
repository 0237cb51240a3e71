package dev.crmql.transport;

import dev.crmql.spi.UpstreamResponse;
import java.util.concurrent.CompletableFuture;

/** A way to carry calls to services. Thread-safe; never blocks the caller. */
@FunctionalInterface
public interface Transport {

  /**
   * Sends a call once.
   *
   * @return the answer, whatever its status; failed with an {@link dev.crmql.spi.UpstreamException}
   *     if none came, or an {@link OverloadedException} if as much is done already as may be.
   *     Whether its body can be read shows only when it is. Cancelling it ends the call on the
   *     wire.
   */
  CompletableFuture<UpstreamResponse> send(HttpCall call);
}
