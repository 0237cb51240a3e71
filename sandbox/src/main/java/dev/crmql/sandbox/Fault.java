package dev.crmql.sandbox;

import java.net.URI;
import java.nio.charset.Charset;
import java.time.Duration;

/**
 * A way in which a service fails to answer as it should; see {@link SandboxService#inject(Fault)}.
 */
public sealed interface Fault {

  /** Calls the visitor's method for this kind of fault. */
  <R> R accept(Visitor<R> visitor);

  /** The right answer, but only after this time. */
  record Latency(Duration delay) implements Fault {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visitLatency(this);
    }
  }

  /** The service's own 401, as for a token that has expired. */
  record Unauthorized() implements Fault {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visitUnauthorized(this);
    }
  }

  /**
   * The headers of the right answer at once, and nothing of its body for this time; then the
   * connection is closed.
   */
  record StallAfterHeaders(Duration delay) implements Fault {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visitStallAfterHeaders(this);
    }
  }

  /** The right answer, one byte of its body at a time with this time before each. */
  record SlowDrip(Duration beforeEach) implements Fault {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visitSlowDrip(this);
    }
  }

  /** How a service says when to ask again. */
  enum RetryAfter {
    /** In whole seconds, in the header {@code Retry-After} or as the service has it. */
    SECONDS,
    /** In the header, as a date of HTTP (RFC 9110, section 10.2.3). */
    DATE,
    /** Not at all. */
    LEFT_OUT
  }

  /**
   * The service's own 429.
   *
   * @param retryAfter how long to wait from now on
   * @param said whether and how the answer has that time
   */
  record TooManyRequests(Duration retryAfter, RetryAfter said) implements Fault {

    /** With the time to wait in seconds. */
    public TooManyRequests(Duration retryAfter) {
      this(retryAfter, RetryAfter.SECONDS);
    }

    /** Without a time to wait. */
    public TooManyRequests() {
      this(Duration.ZERO, RetryAfter.LEFT_OUT);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visitTooManyRequests(this);
    }
  }

  /** The service's own 503. */
  record Unavailable() implements Fault {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visitUnavailable(this);
    }
  }

  /**
   * The service's own words for being overloaded, with this status: injected for several requests,
   * a burst.
   *
   * @param status 500 to 599
   */
  record ServerError(int status) implements Fault {

    /** Refuses other statuses. */
    public ServerError {
      if (status < 500 || status > 599) {
        throw new IllegalArgumentException("not the status of a server's error: " + status);
      }
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visitServerError(this);
    }
  }

  /** The service says that its keyword search is switched off, or can't be reached. */
  record SearchOff() implements Fault {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visitSearchOff(this);
    }
  }

  /**
   * The keyword search fails with this code and message; in Dataverse Search within an answer of
   * status 200. Services whose search has no codes answer as if it could not be reached.
   */
  record SearchFailed(String code, String message) implements Fault {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visitSearchFailed(this);
    }
  }

  /** The connection is closed without an answer. */
  record ConnectionClosed() implements Fault {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visitConnectionClosed(this);
    }
  }

  /** The right status, headers and half of the body, after which the connection is closed. */
  record ConnectionBroken() implements Fault {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visitConnectionBroken(this);
    }
  }

  /** The right status and headers, but the JSON stops half way through. */
  record TruncatedJson() implements Fault {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visitTruncatedJson(this);
    }
  }

  /**
   * The right answer with an equals sign for its last colon, so that it is as long, but no JSON.
   */
  record InvalidJson() implements Fault {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visitInvalidJson(this);
    }
  }

  /**
   * The right answer, said to be in one charset and sent in the same or another one; in UTF-8 where
   * that one lacks a character.
   */
  record WrongCharset(Charset declared, Charset sent) implements Fault {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visitWrongCharset(this);
    }
  }

  /** Status 200 with a page of HTML, as from a proxy. */
  record HtmlBody() implements Fault {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visitHtmlBody(this);
    }
  }

  /** A page is followed by itself. Injected for all requests, paging never ends. */
  record EndlessNextLink() implements Fault {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visitEndlessNextLink(this);
    }
  }

  /**
   * Pages of one walk go in a circle: the first that meets the fault is as it should be, and all
   * later ones are followed by it again. To be injected for all requests of one walk.
   */
  record RepeatedNextLink() implements Fault {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visitRepeatedNextLink(this);
    }
  }

  /** A page of at most so many rows, however many were asked for; the right page comes after it. */
  record ShortPage(int rows) implements Fault {

    /** Refuses a page without rows, which {@link EmptyPage} is. */
    public ShortPage {
      if (rows < 1) {
        throw new IllegalArgumentException("a short page has a row or more, not " + rows);
      }
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visitShortPage(this);
    }
  }

  /** The right page without its rows: where there is a next page, it still says so. */
  record EmptyPage() implements Fault {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visitEmptyPage(this);
    }
  }

  /**
   * The right page, whose rows have a property no more, or in another form. To be injected for
   * later pages of a walk.
   *
   * @param property as the service writes it
   * @param retyped whether an object stands where its value would; else it is gone
   */
  record SchemaChange(String property, boolean retyped) implements Fault {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visitSchemaChange(this);
    }
  }

  /** A page names another host for its next page, where the service sends links at all. */
  record NextLinkToOtherHost(URI otherHost) implements Fault {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visitNextLinkToOtherHost(this);
    }
  }

  /** The right answer, followed by this many blanks. */
  record OversizedBody(int blanks) implements Fault {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visitOversizedBody(this);
    }
  }

  /** One method for each kind of fault, so that a new kind does not compile until it can happen. */
  interface Visitor<R> {
    R visitLatency(Latency fault);

    R visitStallAfterHeaders(StallAfterHeaders fault);

    R visitSlowDrip(SlowDrip fault);

    R visitUnauthorized(Unauthorized fault);

    R visitTooManyRequests(TooManyRequests fault);

    R visitUnavailable(Unavailable fault);

    R visitServerError(ServerError fault);

    R visitSearchOff(SearchOff fault);

    R visitSearchFailed(SearchFailed fault);

    R visitConnectionClosed(ConnectionClosed fault);

    R visitConnectionBroken(ConnectionBroken fault);

    R visitTruncatedJson(TruncatedJson fault);

    R visitInvalidJson(InvalidJson fault);

    R visitWrongCharset(WrongCharset fault);

    R visitHtmlBody(HtmlBody fault);

    R visitEndlessNextLink(EndlessNextLink fault);

    R visitRepeatedNextLink(RepeatedNextLink fault);

    R visitShortPage(ShortPage fault);

    R visitEmptyPage(EmptyPage fault);

    R visitSchemaChange(SchemaChange fault);

    R visitNextLinkToOtherHost(NextLinkToOtherHost fault);

    R visitOversizedBody(OversizedBody fault);
  }
}
