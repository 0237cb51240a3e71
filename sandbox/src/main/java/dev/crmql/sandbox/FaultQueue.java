package dev.crmql.sandbox;

import dev.crmql.sandbox.http.Request;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;

/** The faults still to come, in the order in which they were injected. */
final class FaultQueue {
  private final List<Pending> pending = new ArrayList<>();
  private Pause pause = new Pause();

  synchronized void add(Fault fault, int times, Predicate<Request> where) {
    if (times < 1) {
      throw new IllegalArgumentException("a fault happens at least once, not " + times + " times");
    }
    pending.add(new Pending(fault, times, where));
  }

  /** Forgets them, and ends the pauses of those that happen now. */
  synchronized void clear() {
    pending.clear();
    pause.end();
    pause = new Pause();
  }

  /** Takes the first fault that is meant for this request, one of its times used up. */
  synchronized Optional<Taken> take(Request request) {
    Iterator<Pending> each = pending.iterator();
    while (each.hasNext()) {
      Pending next = each.next();
      if (next.where.test(request)) {
        next.left--;
        if (next.left == 0) {
          each.remove();
        }
        return Optional.of(new Taken(next.fault, next.first, pause));
      }
    }
    return Optional.empty();
  }

  /**
   * A fault that happens now.
   *
   * @param first kept for all requests that meet the same injected fault
   * @param pause what it waits by, if it does
   */
  record Taken(Fault fault, AtomicReference<Page> first, Pause pause) {}

  private static final class Pending {
    private final Fault fault;
    private final AtomicReference<Page> first = new AtomicReference<>();
    private final Predicate<Request> where;
    private int left;

    private Pending(Fault fault, int times, Predicate<Request> where) {
      this.fault = fault;
      this.left = times;
      this.where = where;
    }
  }
}
