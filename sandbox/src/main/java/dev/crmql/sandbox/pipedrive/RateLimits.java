package dev.crmql.sandbox.pipedrive;

import dev.crmql.sandbox.http.Request;
import dev.crmql.sandbox.http.Response;

/**
 * The tokens of a day, and the headers that speak of them and of the burst window. Bursts
 * themselves are never refused. Thread-safe.
 */
final class RateLimits {
  private static final int BURST = 80;

  private long left;

  RateLimits(long dailyTokens) {
    this.left = dailyTokens;
  }

  /** Takes a request's cost; false if there is not enough left of the day. */
  synchronized boolean spend(Request request) {
    int cost = cost(request);
    if (left < cost) {
      left = 0;
      return false;
    }
    left -= cost;
    return true;
  }

  private static int cost(Request request) {
    if (!request.method().equals("GET")) {
      return 10;
    }
    return request.path().startsWith("/v1/") || request.path().endsWith("earch") ? 20 : 10;
  }

  /** The answer with the headers. */
  synchronized Response marked(Response answer) {
    return answer
        .withHeader("x-ratelimit-limit", Integer.toString(BURST))
        .withHeader(
            "x-ratelimit-remaining", answer.status() == 429 ? "0" : Integer.toString(BURST - 1))
        .withHeader("x-ratelimit-reset", "2")
        .withHeader("x-daily-requests-left", Long.toString(left));
  }
}
