package dev.crmql.search;

import dev.crmql.transport.Secret;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * An account's access token and the way to a new one. Thread-safe.
 *
 * <p>Where no token can be had, a stage that fails with an {@link dev.crmql.spi.UpstreamException}
 * says how in the account's error, so its message holds no secret; of any other failure nothing is
 * passed on.
 */
public interface Credentials {

  /** The token to use now. After a refresh this is the new one. */
  CompletionStage<Secret> token();

  /**
   * Gets a new token for one that the service rejected. The engine calls this once for all requests
   * that were rejected with the same token.
   *
   * @return the new token; empty if there is none to be had
   */
  CompletionStage<Optional<Secret>> refresh(Secret rejected);

  /**
   * As {@link #token()}, and what the engine calls: credentials that call a token endpoint tell of
   * it by overriding this.
   */
  default CompletionStage<Secret> token(CallListener calls) {
    return token();
  }

  /** As {@link #refresh(Secret)}, in the same way. */
  default CompletionStage<Optional<Secret>> refresh(Secret rejected, CallListener calls) {
    return refresh(rejected);
  }

  /** Credentials that are one token and can't be refreshed. */
  static Credentials fixed(String token) {
    Secret secret = Secret.of(token);
    return new Credentials() {
      @Override
      public CompletionStage<Secret> token() {
        return CompletableFuture.completedFuture(secret);
      }

      @Override
      public CompletionStage<Optional<Secret>> refresh(Secret rejected) {
        return CompletableFuture.completedFuture(Optional.empty());
      }
    };
  }
}
