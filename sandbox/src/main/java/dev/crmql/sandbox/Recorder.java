package dev.crmql.sandbox;

import dev.crmql.sandbox.http.Request;
import java.util.ArrayDeque;
import java.util.List;

/** Keeps the last requests. */
final class Recorder {
  /** Enough for a long test run, and a bound on the memory of a demonstration left running. */
  private static final int CAPACITY = 10_000;

  private final ArrayDeque<Request> requests = new ArrayDeque<>();

  synchronized void add(Request request) {
    if (requests.size() == CAPACITY) {
      requests.removeFirst();
    }
    requests.addLast(request);
  }

  synchronized List<Request> all() {
    return List.copyOf(requests);
  }
}
