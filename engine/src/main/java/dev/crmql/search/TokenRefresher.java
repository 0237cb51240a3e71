package dev.crmql.search;

import dev.crmql.spi.UpstreamException;
import dev.crmql.spi.UpstreamFault;
import dev.crmql.transport.Futures;
import dev.crmql.transport.Secret;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** Gets tokens, and new ones for rejected ones: once for all requests that were rejected. */
final class TokenRefresher {

  private final Map<Key, CompletableFuture<Optional<Secret>>> running = new ConcurrentHashMap<>();

  private record Key(String accountId, Secret rejected) {}

  CompletableFuture<Secret> token(Account account, AccountCalls calls) {
    return guarded(() -> account.credentials().token(calls.tokens(account.service())));
  }

  /** A token that is not the rejected one; empty if there is none to be had. */
  CompletableFuture<Optional<Secret>> renew(Account account, Secret rejected, AccountCalls calls) {
    Key key = new Key(account.id(), rejected);
    CompletableFuture<Optional<Secret>> mine = new CompletableFuture<>();
    CompletableFuture<Optional<Secret>> others = running.putIfAbsent(key, mine);
    if (others != null) {
      return others;
    }
    Futures.whenDone(
        refresh(account, rejected, calls),
        (renewed, failure) -> {
          running.remove(key, mine);
          if (failure == null) {
            mine.complete(renewed);
          } else {
            mine.completeExceptionally(failure);
          }
        });
    return mine;
  }

  /** Somebody may have refreshed since the rejected request was sent. */
  private CompletableFuture<Optional<Secret>> refresh(
      Account account, Secret rejected, AccountCalls calls) {
    return token(account, calls)
        .thenCompose(
            current ->
                current.equals(rejected)
                    ? refreshed(account, rejected, calls)
                    : CompletableFuture.completedFuture(Optional.of(current)));
  }

  private static CompletableFuture<Optional<Secret>> refreshed(
      Account account, Secret rejected, AccountCalls calls) {
    String service = account.service();
    return guarded(() -> account.credentials().refresh(rejected, calls.tokens(service)))
        .whenComplete(
            (token, failure) ->
                calls.tokenRefreshed(service, failure == null && token.isPresent()));
  }

  /** What credentials fail with may hold secrets, so nothing else than a fault is passed on. */
  private static <T> CompletableFuture<T> guarded(Supplier<CompletionStage<T>> call) {
    CompletionStage<T> stage;
    try {
      stage = call.get();
    } catch (RuntimeException e) {
      return CompletableFuture.failedFuture(fault(e));
    }
    return stage
        .handle(
            (value, failure) -> {
              if (failure != null) {
                throw fault(Futures.cause(failure));
              }
              return value;
            })
        .toCompletableFuture();
  }

  private static UpstreamException fault(Throwable failure) {
    if (failure instanceof UpstreamException said) {
      return said;
    }
    return new UpstreamException(
        UpstreamFault.of(
            UpstreamFault.Kind.TOKEN_REJECTED, "", "no access token could be had for the account"));
  }
}
