package dev.crmql.sandbox;

import java.net.URI;
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
   * The service's own 429. {@code retryAfter} goes out in the header of that name or as the service
   * has it, in whole seconds.
   */
  record TooManyRequests(Duration retryAfter) implements Fault {
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

  /** The right status and headers, but the JSON stops half way through. */
  record TruncatedJson() implements Fault {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visitTruncatedJson(this);
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

    R visitUnauthorized(Unauthorized fault);

    R visitTooManyRequests(TooManyRequests fault);

    R visitUnavailable(Unavailable fault);

    R visitSearchOff(SearchOff fault);

    R visitSearchFailed(SearchFailed fault);

    R visitConnectionClosed(ConnectionClosed fault);

    R visitTruncatedJson(TruncatedJson fault);

    R visitHtmlBody(HtmlBody fault);

    R visitEndlessNextLink(EndlessNextLink fault);

    R visitNextLinkToOtherHost(NextLinkToOtherHost fault);

    R visitOversizedBody(OversizedBody fault);
  }
}
