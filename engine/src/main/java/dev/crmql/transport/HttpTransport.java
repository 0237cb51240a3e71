package dev.crmql.transport;

import dev.crmql.spi.UpstreamException;
import dev.crmql.spi.UpstreamFault;
import dev.crmql.spi.UpstreamRequest;
import dev.crmql.spi.UpstreamResponse;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.ResponseInfo;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/**
 * Carries calls over HTTP/1.1 with the JDK's client. Redirects are not followed: none of the
 * services answers a search with one, and a followed one would carry the token along. No host in a
 * network that is not public is called, unless the call allows it.
 */
public final class HttpTransport implements Transport {

  /** Enough to keep all processors busy with the answers, which are read without waiting. */
  private static final int THREADS = 16;

  private final Executor threads = DaemonThreads.of("crmql-transport", THREADS);
  private final HttpClient client;
  private final Optional<CallPaces> paces;
  private final Duration slowAfter;
  private final RequestPermits permits;
  private final int mostBytes;
  private final BodyMemory memory;

  private HttpTransport(Builder builder) {
    this.client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(builder.connectTimeout)
            .executor(threads)
            .build();
    this.paces = builder.paced ? Optional.of(new CallPaces()) : Optional.empty();
    this.slowAfter = builder.slowAfter;
    this.permits =
        new RequestPermits(
            builder.inFlight,
            builder.slowInFlight,
            builder.inFlightPerAccount,
            builder.mostWaiting);
    this.mostBytes = builder.mostBytes;
    long mostOverall = Math.max(builder.mostBytes, builder.mostBytesInFlight);
    this.memory = new BodyMemory(mostOverall, Math.max(builder.mostBytes, mostOverall / 4));
  }

  /** Starts a transport with the bounds that its methods name as defaults. */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * How many requests are in flight now, for metrics; those that wait for their turn don't count.
   */
  public int inFlight() {
    return permits.taken();
  }

  /**
   * How many bytes the answers take now, as sent, for metrics: from when they come until what waits
   * for an answer, which mostly reads it, has run.
   */
  public long bytesInFlight() {
    return memory.taken();
  }

  @Override
  public CompletableFuture<UpstreamResponse> send(HttpCall call) {
    CompletableFuture<UpstreamResponse> answer = new CompletableFuture<>();
    HttpRequest request;
    try {
      request = request(call);
    } catch (RuntimeException e) {
      answer.completeExceptionally(e);
      return answer;
    }
    CompletableFuture<Void> turn = turn(call);
    Futures.cancelWith(answer, turn);
    Futures.whenDone(
        turn,
        (come, refused) -> {
          if (refused == null) {
            exchangeIfPermitted(call, request, answer);
          } else {
            answer.completeExceptionally(refused);
          }
        });
    return answer;
  }

  private CompletableFuture<Void> turn(HttpCall call) {
    int perSecond = call.limits().perSecond();
    return perSecond == 0
        ? CompletableFuture.completedFuture(null)
        : paces
            .map(known -> known.turn(call.accountId(), perSecond))
            .orElseGet(() -> CompletableFuture.completedFuture(null));
  }

  private void exchangeIfPermitted(
      HttpCall call, HttpRequest request, CompletableFuture<UpstreamResponse> answer) {
    CompletableFuture<RequestPermits.Permit> asked =
        permits.acquire(call.accountId(), call.limits().inFlight());
    Futures.cancelWith(answer, asked);
    Futures.whenDone(
        asked,
        (permit, refused) -> {
          if (refused == null) {
            watch(permit);
            exchangeIfAllowed(call, request, permit, answer);
          } else {
            answer.completeExceptionally(refused);
          }
        });
  }

  private void watch(RequestPermits.Permit permit) {
    CompletableFuture<Void> slow = new CompletableFuture<>();
    Futures.whenDone(permit.over(), (over, failure) -> slow.cancel(false));
    var unused =
        slow.completeOnTimeout(null, slowAfter.toNanos(), TimeUnit.NANOSECONDS)
            .thenRunAsync(permit::slow, threads);
  }

  private void exchangeIfAllowed(
      HttpCall call,
      HttpRequest request,
      RequestPermits.Permit permit,
      CompletableFuture<UpstreamResponse> answer) {
    if (call.privateAddressAllowed()) {
      exchange(call, request, permit, answer);
      return;
    }
    Futures.whenDone(
        PublicAddresses.require(call.baseUri()),
        (isPublic, refusal) -> {
          if (refusal == null) {
            exchange(call, request, permit, answer);
          } else {
            permit.release();
            answer.completeExceptionally(fault(call, refusal));
          }
        });
  }

  private void exchange(
      HttpCall call,
      HttpRequest request,
      RequestPermits.Permit permit,
      CompletableFuture<UpstreamResponse> answer) {
    if (answer.isDone()) {
      permit.release();
      return;
    }
    // What the client returns is completed on a thread of its own for each answer where there are
    // few processors; so the answer is taken as soon as its body is there.
    CompletableFuture<UpstreamResponse> received = new CompletableFuture<>();
    CompletableFuture<Void> read = new CompletableFuture<>();
    CompletableFuture<HttpResponse<Blocks>> exchange;
    try {
      call.begun().run();
      exchange =
          client.sendAsync(
              request,
              head -> {
                BoundedBody body = body(head);
                memory.begin(call.accountId(), body);
                Futures.whenDone(
                    read,
                    (over, failure) -> {
                      memory.free(body);
                      body.end(new CancellationException());
                    });
                // Failures too: otherwise the answer that ended this one would go on with it.
                Futures.whenDone(
                    body.getBody()
                        .whenCompleteAsync((bytes, failure) -> {}, threads)
                        .thenApply(bytes -> response(head, bytes)),
                    (response, failure) -> end(received, response, failure));
                return body;
              });
    } catch (RuntimeException e) {
      exchange = CompletableFuture.failedFuture(e);
    }
    CompletableFuture<HttpResponse<Blocks>> onTheWire = exchange;
    Futures.whenDone(
        answer,
        (response, failure) -> {
          // An answer is there before the client is done with its exchange, which must then go on.
          if (failure != null) {
            onTheWire.cancel(true);
          }
        });
    Futures.whenDone(onTheWire, (response, failure) -> fail(received, failure));
    Futures.whenDone(
        received,
        (response, failure) -> {
          try {
            permit.release();
            end(answer, response, failure == null ? null : fault(call, failure));
          } finally {
            read.complete(null);
          }
        });
  }

  private static void end(
      CompletableFuture<UpstreamResponse> outcome, UpstreamResponse response, Throwable failure) {
    fail(outcome, failure);
    outcome.complete(response);
  }

  private static void fail(CompletableFuture<UpstreamResponse> outcome, Throwable failure) {
    if (failure != null) {
      outcome.completeExceptionally(failure);
    }
  }

  private BoundedBody body(ResponseInfo head) {
    return UpstreamResponse.isSuccess(head.statusCode())
        ? new BoundedBody(mostBytes, false, memory)
        : new BoundedBody(Math.min(mostBytes, Secret.LONGEST_MESSAGE), true, memory);
  }

  private UpstreamResponse response(ResponseInfo head, Blocks bytes) {
    String encoding = head.headers().firstValue("Content-Encoding").orElse("");
    return new UpstreamResponse(
        head.statusCode(), head.headers().map(), Decompression.of(bytes, encoding, mostBytes));
  }

  private static HttpRequest request(HttpCall call) {
    UpstreamRequest asked = call.request();
    HttpRequest.Builder request = HttpRequest.newBuilder(Targets.of(call.baseUri(), asked));
    request.setHeader("User-Agent", "crmql");
    request.setHeader("Content-Type", "application/json");
    call.headers().forEach(request::setHeader);
    asked.headers().forEach(request::setHeader);
    request.setHeader("Accept-Encoding", "gzip");
    request.setHeader(call.tokenHeader().name(), call.tokenHeader().value(call.token().reveal()));
    HttpRequest.BodyPublisher body =
        asked.body().map(BodyPublishers::ofString).orElseGet(BodyPublishers::noBody);
    return request.method(asked.method().name(), body).build();
  }

  private static RuntimeException fault(HttpCall call, Throwable cause) {
    if (cause instanceof UpstreamException || cause instanceof OverloadedException) {
      return (RuntimeException) cause;
    }
    String message =
        cause instanceof ConnectException
            ? "can't connect to " + Targets.address(call.baseUri())
            : "the connection to "
                + Targets.address(call.baseUri())
                + " broke before the answer was there";
    return new UpstreamException(UpstreamFault.of(UpstreamFault.Kind.TRANSIENT, "", message));
  }

  /** Builds an {@link HttpTransport}. */
  public static final class Builder {
    private Duration connectTimeout = Duration.ofSeconds(5);
    private int inFlight = 64;
    private int slowInFlight = 448;
    private Duration slowAfter = Duration.ofSeconds(2);
    private int inFlightPerAccount = 8;
    private int mostWaiting = 10_000;
    private boolean paced = true;
    private int mostBytes = 32 * 1024 * 1024;
    private long mostBytesInFlight = Runtime.getRuntime().maxMemory() / 4;

    private Builder() {}

    /** How long connecting may take; 5 seconds if not set. */
    public Builder connectTimeout(Duration timeout) {
      this.connectTimeout = timeout;
      return this;
    }

    /**
     * Most requests in flight over all accounts, 1 or more; 64 if not set. Up to {@link
     * #maxSlowInFlight} of those that take longer than 2 seconds don't count.
     */
    public Builder maxInFlight(int requests) {
      this.inFlight = requests;
      return this;
    }

    /**
     * How many requests there may be in flight beyond {@link #maxInFlight} if as many take longer
     * than 2 seconds, 0 or more; 448 if not set: 512 connections in all are half of the files that
     * a process may usually open. So accounts that stall hold up the others for 2 seconds, and not
     * until there is no time left for them.
     */
    public Builder maxSlowInFlight(int requests) {
      this.slowInFlight = requests;
      return this;
    }

    Builder slowAfter(Duration time) {
      this.slowAfter = time;
      return this;
    }

    /**
     * Most requests in flight of one account, 1 or more; 8 if not set. Fewer where the account's
     * service takes fewer ({@link dev.crmql.spi.CallLimits#inFlight}).
     */
    public Builder maxInFlightPerAccount(int requests) {
      this.inFlightPerAccount = requests;
      return this;
    }

    /**
     * Most requests that wait until others are no longer in flight, 0 or more; 10,000 if not set.
     * One more fails with an {@link OverloadedException}.
     */
    public Builder maxWaiting(int requests) {
      this.mostWaiting = requests;
      return this;
    }

    /**
     * Whether calls of one account are spaced out where its service takes only so many a second
     * ({@link dev.crmql.spi.CallLimits#perSecond}); they are if not set. An emulated service may
     * not need that.
     */
    public Builder paced(boolean spacedOut) {
      this.paced = spacedOut;
      return this;
    }

    /** Longest answer in bytes, both as sent and decompressed; 32 MiB if not set. */
    public Builder maxResponseBytes(int bytes) {
      this.mostBytes = bytes;
      return this;
    }

    /**
     * Most bytes, as sent, that all answers together may take that are being received or read, 0 or
     * more; a quarter of the heap if not set, since the rows that are read from them take a
     * multiple. Once half of that is taken, one account's may take a quarter of it. Both are never
     * less than the longest answer. Where they are taken, answers wait until those are read that
     * are there as a whole. If there are none, the longest answer of the account that takes the
     * most fails with an {@link OverloadedException}.
     */
    public Builder maxBytesInFlight(long bytes) {
      this.mostBytesInFlight = bytes;
      return this;
    }

    /** The transport. */
    public HttpTransport build() {
      return new HttpTransport(this);
    }
  }
}
