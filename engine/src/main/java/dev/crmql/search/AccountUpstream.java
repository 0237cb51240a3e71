package dev.crmql.search;

import dev.crmql.spi.Connector;
import dev.crmql.spi.Upstream;
import dev.crmql.spi.UpstreamException;
import dev.crmql.spi.UpstreamFault;
import dev.crmql.spi.UpstreamRequest;
import dev.crmql.spi.UpstreamResponse;
import dev.crmql.transport.Futures;
import dev.crmql.transport.HttpCall;
import dev.crmql.transport.Secret;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntConsumer;

/**
 * One account's service, as one piece of work calls it: a rejected token is refreshed once, what
 * failed for the moment is asked again, and giving up the work ends its call on the wire. One call
 * at a time.
 */
final class AccountUpstream implements Upstream {

  private final Upstreams context;
  private final Account account;
  private final Connector connector;
  private final AccountGuard guard;
  private final AccountCalls calls;
  private final SearchObserver.Call kind;
  private final long until;
  private final Set<Secret> told = ConcurrentHashMap.newKeySet();
  private CompletableFuture<?> pending = CompletableFuture.completedFuture(null);
  private boolean refreshed;
  private boolean begun;
  private boolean ended;
  private boolean late;

  /**
   * The service.
   *
   * @param until when the work's time is over, as {@link System#nanoTime}
   */
  AccountUpstream(
      Upstreams context,
      Account account,
      Connector connector,
      AccountCalls calls,
      SearchObserver.Call kind,
      long until) {
    this.context = context;
    this.account = account;
    this.connector = connector;
    this.guard = context.guards().of(account);
    this.calls = calls;
    this.kind = kind;
    this.until = until;
  }

  @Override
  public CompletableFuture<UpstreamResponse> send(UpstreamRequest request) {
    refreshed = false;
    return attempt(request, 1);
  }

  private CompletableFuture<UpstreamResponse> attempt(UpstreamRequest request, int number) {
    CompletableFuture<UpstreamResponse> answered = authorized(request);
    return answered
        .handle((answer, failure) -> delay(number, answer, failure))
        .thenCompose(
            delay ->
                delay.isEmpty()
                    ? answered
                    : waited(delay.get())
                        .thenComposeAsync(now -> attempt(request, number + 1), context.threads()));
  }

  private Optional<Duration> delay(int attempt, UpstreamResponse answer, Throwable failure) {
    Duration left = Duration.ofNanos(until - System.nanoTime());
    return fault(answer, failure)
        .flatMap(fault -> context.retries().delay(attempt, fault, connector.callLimits(), left))
        .filter(delay -> guard.spend());
  }

  /** The failure that a service answered with, or that came in place of an answer. */
  private Optional<UpstreamFault> fault(UpstreamResponse answer, Throwable failure) {
    if (failure != null) {
      return Futures.cause(failure) instanceof UpstreamException known
          ? Optional.of(known.fault())
          : Optional.empty();
    }
    return answer.isSuccess()
        ? Optional.empty()
        : Optional.of(connector.fault(answer, Optional.empty()));
  }

  private synchronized CompletableFuture<Void> waited(Duration delay) {
    CompletableFuture<Void> over = new CompletableFuture<>();
    Runnable alarm = context.timer().after(delay, () -> over.complete(null));
    Futures.whenDone(over, (done, cancelled) -> alarm.run());
    calls.repeated(account.service(), kind, delay);
    return pending(over);
  }

  private CompletableFuture<UpstreamResponse> authorized(UpstreamRequest request) {
    return context
        .tokens()
        .token(account, calls)
        .thenCompose(
            token ->
                call(token, request)
                    .thenCompose(
                        answer ->
                            !refreshed && isTokenRejected(answer)
                                ? again(token, request, answer)
                                : CompletableFuture.completedFuture(answer)));
  }

  private CompletableFuture<UpstreamResponse> again(
      Secret rejected, UpstreamRequest request, UpstreamResponse answer) {
    refreshed = true;
    return context
        .tokens()
        .renew(account, rejected, calls)
        .thenCompose(
            renewed ->
                renewed.isPresent()
                    ? call(renewed.get(), request)
                    : CompletableFuture.completedFuture(answer));
  }

  private boolean isTokenRejected(UpstreamResponse answer) {
    return fault(answer, null)
        .filter(fault -> fault.kind() == UpstreamFault.Kind.TOKEN_REJECTED)
        .isPresent();
  }

  private synchronized CompletableFuture<UpstreamResponse> call(
      Secret token, UpstreamRequest request) {
    if (ended) {
      return CompletableFuture.failedFuture(new CancellationException());
    }
    guard.begin();
    told.add(token);
    begun = false;
    IntConsumer end = calls.begin(account.service(), kind);
    CompletableFuture<UpstreamResponse> exchange;
    try {
      exchange = pending(context.transport().send(call(token, request, this::begun)));
    } catch (RuntimeException e) {
      exchange = CompletableFuture.failedFuture(e);
    }
    // The call is counted before anybody learns of its answer.
    return exchange
        .thenApply(token::hiddenIn)
        .whenComplete(
            (answer, failure) -> {
              end.accept(answer == null ? 0 : answer.status());
              tellGuard(answer, failure);
            });
  }

  private HttpCall call(Secret token, UpstreamRequest request, Runnable whenBegun) {
    return new HttpCall(
        account.id(),
        account.baseUri(),
        token,
        account.tokenHeader().orElseGet(connector::tokenHeader),
        connector.headers(),
        account.privateAddressAllowed(),
        connector.callLimits(),
        request,
        whenBegun);
  }

  private synchronized void begun() {
    begun = true;
  }

  private void tellGuard(UpstreamResponse answer, Throwable failure) {
    Optional<UpstreamFault> fault;
    try {
      fault = fault(answer, failure);
    } catch (RuntimeException e) {
      guard.failed();
      throw e;
    }
    if (fault.isPresent() ? Retries.isPassing(fault.get().kind()) : failure != null && isLate()) {
      guard.failed();
    } else if (fault.isPresent() || failure == null) {
      guard.answered();
    } else {
      guard.abandoned();
    }
  }

  /** Whether the service took too long, and not only the others that the call waited for. */
  private synchronized boolean isLate() {
    return late && begun;
  }

  private synchronized <T> CompletableFuture<T> pending(CompletableFuture<T> work) {
    pending = work;
    if (ended) {
      work.cancel(true);
    }
    return work;
  }

  /**
   * A failure as it may be shown. A service that answers with one may repeat the token, also in an
   * answer that is a success by its status, and in any spelling that JSON has for it.
   */
  UpstreamException hidingTokens(UpstreamException failure) {
    return new UpstreamException(failure.fault().withTexts(this::hidingTokens));
  }

  private String hidingTokens(String text) {
    String hidden = text;
    for (Secret token : told) {
      hidden = token.hiddenIn(hidden);
    }
    return hidden;
  }

  /**
   * Ends the call on the wire and lets no other begin.
   *
   * @param timeOver whether the reason is that the service took too long
   */
  void end(boolean timeOver) {
    CompletableFuture<?> current;
    synchronized (this) {
      ended = true;
      late = timeOver;
      current = pending;
    }
    current.cancel(true);
  }
}
