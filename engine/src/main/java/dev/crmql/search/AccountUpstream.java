package dev.crmql.search;

import dev.crmql.spi.Connector;
import dev.crmql.spi.Upstream;
import dev.crmql.spi.UpstreamFault;
import dev.crmql.spi.UpstreamRequest;
import dev.crmql.spi.UpstreamResponse;
import dev.crmql.transport.HttpCall;
import dev.crmql.transport.Secret;
import dev.crmql.transport.Transport;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntConsumer;

/**
 * One account's service, as one piece of work calls it: a rejected token is refreshed once, and
 * giving up the work ends its call on the wire. One call at a time.
 */
final class AccountUpstream implements Upstream {

  private final Account account;
  private final Connector connector;
  private final Transport transport;
  private final TokenRefresher tokens;
  private final AccountCalls calls;
  private final SearchObserver.Call kind;
  private CompletableFuture<UpstreamResponse> inFlight;
  private boolean cancelled;

  AccountUpstream(
      Account account,
      Connector connector,
      Transport transport,
      TokenRefresher tokens,
      AccountCalls calls,
      SearchObserver.Call kind) {
    this.account = account;
    this.connector = connector;
    this.transport = transport;
    this.tokens = tokens;
    this.calls = calls;
    this.kind = kind;
  }

  @Override
  public CompletableFuture<UpstreamResponse> send(UpstreamRequest request) {
    return tokens
        .token(account, calls)
        .thenCompose(
            token ->
                call(token, request)
                    .thenCompose(
                        answer ->
                            isTokenRejected(answer)
                                ? again(token, request, answer)
                                : CompletableFuture.completedFuture(answer)));
  }

  private CompletableFuture<UpstreamResponse> again(
      Secret rejected, UpstreamRequest request, UpstreamResponse answer) {
    return tokens
        .renew(account, rejected, calls)
        .thenCompose(
            renewed ->
                renewed.isPresent()
                    ? call(renewed.get(), request)
                    : CompletableFuture.completedFuture(answer));
  }

  private boolean isTokenRejected(UpstreamResponse answer) {
    return !answer.isSuccess()
        && connector.fault(answer, Optional.empty()).kind() == UpstreamFault.Kind.TOKEN_REJECTED;
  }

  private synchronized CompletableFuture<UpstreamResponse> call(
      Secret token, UpstreamRequest request) {
    if (cancelled) {
      return CompletableFuture.failedFuture(new CancellationException());
    }
    IntConsumer end = calls.begin(account.service(), kind);
    inFlight =
        transport.send(
            new HttpCall(
                account.id(),
                account.baseUri(),
                token,
                account.tokenHeader().orElseGet(connector::tokenHeader),
                connector.headers(),
                account.privateAddressAllowed(),
                request));
    // The call is counted before anybody learns of its answer.
    return inFlight
        .whenComplete((answer, failure) -> end.accept(answer == null ? 0 : answer.status()))
        .thenApply(token::hiddenIn);
  }

  /** Ends the call on the wire and lets no other begin. */
  void cancel() {
    CompletableFuture<UpstreamResponse> current;
    synchronized (this) {
      cancelled = true;
      current = inFlight;
    }
    if (current != null) {
      current.cancel(true);
    }
  }
}
