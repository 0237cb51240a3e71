package dev.crmql.sandbox;

import dev.crmql.sandbox.http.IssuedTokens;
import dev.crmql.sandbox.http.Request;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Keeps the last requests, and counts those with each of the service's tokens. */
final class Recorder {
  /** Enough for a long test run, and a bound on the memory of a demonstration left running. */
  private static final int CAPACITY = 10_000;

  private final IssuedTokens tokens;
  private final ArrayDeque<Request> requests = new ArrayDeque<>();
  private final Map<String, Long> byToken = new HashMap<>();

  Recorder(IssuedTokens tokens) {
    this.tokens = tokens;
  }

  synchronized void add(Request request) {
    String token = request.token();
    // Of the others there is no end.
    if (token != null && tokens.isAccessToken(token)) {
      byToken.merge(token, 1L, Long::sum);
    }
    if (requests.size() == CAPACITY) {
      requests.removeFirst();
    }
    requests.addLast(request);
  }

  synchronized long with(String token) {
    return byToken.getOrDefault(token, 0L);
  }

  synchronized List<Request> all() {
    return List.copyOf(requests);
  }
}
