package dev.crmql.spi;

import java.util.concurrent.CompletionStage;

/** A way to call one account's service. */
@FunctionalInterface
public interface Upstream {

  /**
   * Sends a request with the account's credentials.
   *
   * @return the answer, whatever its status; failed if none came
   */
  CompletionStage<UpstreamResponse> send(UpstreamRequest request);
}
