package dev.crmql.sandbox;

import dev.crmql.sandbox.http.Request;
import dev.crmql.sandbox.http.Response;
import dev.crmql.sandbox.http.ServiceEmulator;
import java.net.URI;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** What goes out for a request that meets a fault; nothing if the connection is just closed. */
final class FaultyAnswer implements Fault.Visitor<Optional<Response>> {
  private final ServiceEmulator emulator;
  private final Request request;
  private final URI baseUri;
  private final CountDownLatch closing;

  /** {@code closing} falls when the service closes, so that no request outlives it waiting. */
  FaultyAnswer(ServiceEmulator emulator, Request request, URI baseUri, CountDownLatch closing) {
    this.emulator = emulator;
    this.request = request;
    this.baseUri = baseUri;
    this.closing = closing;
  }

  @Override
  public Optional<Response> visitLatency(Fault.Latency fault) {
    try {
      boolean closed = closing.await(fault.delay().toNanos(), TimeUnit.NANOSECONDS);
      return closed ? Optional.empty() : Optional.of(rightAnswer());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  @Override
  public Optional<Response> visitUnauthorized(Fault.Unauthorized fault) {
    return Optional.of(emulator.unauthorized());
  }

  @Override
  public Optional<Response> visitTooManyRequests(Fault.TooManyRequests fault) {
    return Optional.of(emulator.tooManyRequests(fault.retryAfter()));
  }

  @Override
  public Optional<Response> visitUnavailable(Fault.Unavailable fault) {
    return Optional.of(emulator.unavailable());
  }

  @Override
  public Optional<Response> visitSearchOff(Fault.SearchOff fault) {
    return Optional.of(emulator.searchOff());
  }

  @Override
  public Optional<Response> visitSearchFailed(Fault.SearchFailed fault) {
    return Optional.of(emulator.searchFailed(fault.code(), fault.message()));
  }

  @Override
  public Optional<Response> visitConnectionClosed(Fault.ConnectionClosed fault) {
    return Optional.empty();
  }

  @Override
  public Optional<Response> visitTruncatedJson(Fault.TruncatedJson fault) {
    Response whole = rightAnswer();
    return Optional.of(whole.withBody(whole.body().substring(0, whole.body().length() / 2)));
  }

  @Override
  public Optional<Response> visitHtmlBody(Fault.HtmlBody fault) {
    return Optional.of(Response.html(200, "<html><body><h1>Please log in</h1></body></html>"));
  }

  @Override
  public Optional<Response> visitEndlessNextLink(Fault.EndlessNextLink fault) {
    return Optional.of(emulator.followedByItself(request, rightAnswer(), baseUri));
  }

  @Override
  public Optional<Response> visitNextLinkToOtherHost(Fault.NextLinkToOtherHost fault) {
    return Optional.of(emulator.followedByItself(request, rightAnswer(), fault.otherHost()));
  }

  @Override
  public Optional<Response> visitOversizedBody(Fault.OversizedBody fault) {
    Response right = rightAnswer();
    return Optional.of(right.withBody(right.body() + " ".repeat(fault.blanks())));
  }

  private Response rightAnswer() {
    return emulator.handle(request, baseUri);
  }
}
