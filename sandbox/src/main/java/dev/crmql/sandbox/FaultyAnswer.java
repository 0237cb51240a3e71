package dev.crmql.sandbox;

import dev.crmql.sandbox.http.PageRows;
import dev.crmql.sandbox.http.Request;
import dev.crmql.sandbox.http.Response;
import dev.crmql.sandbox.http.ServiceEmulator;
import java.net.URI;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** What goes out for a request that meets a fault. */
final class FaultyAnswer implements Fault.Visitor<Answer> {
  private static final DateTimeFormatter HTTP_DATE =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  private final ServiceEmulator emulator;
  private final Request request;
  private final URI baseUri;
  private final Pause pause;
  private final AtomicReference<Page> first;

  /** {@code first} is kept for all requests that meet the same injected fault. */
  FaultyAnswer(
      ServiceEmulator emulator,
      Request request,
      URI baseUri,
      Pause pause,
      AtomicReference<Page> first) {
    this.emulator = emulator;
    this.request = request;
    this.baseUri = baseUri;
    this.pause = pause;
    this.first = first;
  }

  @Override
  public Answer visitLatency(Fault.Latency fault) {
    return pause.hold(fault.delay()) ? Answer.whole(rightAnswer()) : Answer.none();
  }

  @Override
  public Answer visitStallAfterHeaders(Fault.StallAfterHeaders fault) {
    return Answer.stalled(rightAnswer(), fault.delay(), pause);
  }

  @Override
  public Answer visitSlowDrip(Fault.SlowDrip fault) {
    return Answer.dripping(rightAnswer(), fault.beforeEach(), pause);
  }

  @Override
  public Answer visitUnauthorized(Fault.Unauthorized fault) {
    return Answer.whole(emulator.unauthorized());
  }

  @Override
  public Answer visitTooManyRequests(Fault.TooManyRequests fault) {
    return Answer.whole(
        switch (fault.said()) {
          case SECONDS -> emulator.tooManyRequests(fault.retryAfter());
          case DATE ->
              emulator
                  .tooManyRequests()
                  .withHeader(
                      "Retry-After", HTTP_DATE.format(Instant.now().plus(fault.retryAfter())));
          case LEFT_OUT -> emulator.tooManyRequests();
        });
  }

  @Override
  public Answer visitUnavailable(Fault.Unavailable fault) {
    return Answer.whole(emulator.unavailable());
  }

  @Override
  public Answer visitServerError(Fault.ServerError fault) {
    Response overloaded = emulator.unavailable();
    return Answer.whole(new Response(fault.status(), overloaded.headers(), overloaded.body()));
  }

  @Override
  public Answer visitSearchOff(Fault.SearchOff fault) {
    return Answer.whole(emulator.searchOff());
  }

  @Override
  public Answer visitSearchFailed(Fault.SearchFailed fault) {
    return Answer.whole(emulator.searchFailed(fault.code(), fault.message()));
  }

  @Override
  public Answer visitConnectionClosed(Fault.ConnectionClosed fault) {
    return Answer.none();
  }

  @Override
  public Answer visitConnectionBroken(Fault.ConnectionBroken fault) {
    return Answer.half(rightAnswer());
  }

  @Override
  public Answer visitTruncatedJson(Fault.TruncatedJson fault) {
    Response whole = rightAnswer();
    return Answer.whole(whole.withBody(whole.body().substring(0, whole.body().length() / 2)));
  }

  @Override
  public Answer visitInvalidJson(Fault.InvalidJson fault) {
    Response right = rightAnswer();
    StringBuilder body = new StringBuilder(right.body());
    int name = body.lastIndexOf("\":");
    if (name >= 0) {
      body.setCharAt(name + 1, '=');
    }
    return Answer.whole(right.withBody(body.toString()));
  }

  @Override
  public Answer visitWrongCharset(Fault.WrongCharset fault) {
    Response said =
        rightAnswer()
            .withHeader("Content-Type", "application/json;charset=" + fault.declared().name());
    return Answer.whole(said, fault.sent());
  }

  @Override
  public Answer visitHtmlBody(Fault.HtmlBody fault) {
    return Answer.whole(Response.html(200, "<html><body><h1>Please log in</h1></body></html>"));
  }

  @Override
  public Answer visitEndlessNextLink(Fault.EndlessNextLink fault) {
    return Answer.whole(emulator.followedByItself(request, rightAnswer(), baseUri));
  }

  @Override
  public Answer visitRepeatedNextLink(Fault.RepeatedNextLink fault) {
    Response right = rightAnswer();
    Optional<Page> page = Page.of(right);
    if (page.isEmpty()) {
      return Answer.whole(right);
    }
    Page known = first.get();
    if (known == null) {
      Page.of(emulator.followedByItself(request, right, baseUri)).ifPresent(first::set);
      return Answer.whole(right);
    }
    return Answer.whole(known.withRows(page.get().rows()));
  }

  @Override
  public Answer visitShortPage(Fault.ShortPage fault) {
    return Answer.whole(PageRows.limited(fault.rows(), this::rightAnswer));
  }

  @Override
  public Answer visitEmptyPage(Fault.EmptyPage fault) {
    Response right = rightAnswer();
    return Answer.whole(Page.of(right).map(Page::withoutRows).orElse(right));
  }

  @Override
  public Answer visitSchemaChange(Fault.SchemaChange fault) {
    Response right = rightAnswer();
    return Answer.whole(
        Page.of(right).map(page -> page.changed(fault.property(), fault.retyped())).orElse(right));
  }

  @Override
  public Answer visitNextLinkToOtherHost(Fault.NextLinkToOtherHost fault) {
    return Answer.whole(emulator.followedByItself(request, rightAnswer(), fault.otherHost()));
  }

  @Override
  public Answer visitOversizedBody(Fault.OversizedBody fault) {
    Response right = rightAnswer();
    return Answer.whole(right.withBody(right.body() + " ".repeat(fault.blanks())));
  }

  private Response rightAnswer() {
    return emulator.handle(request, baseUri);
  }
}
