package dev.crmql.transport;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * Bounds the requests in flight, over all and per account, without blocking a thread. Who waits
 * gets a permit in the order of asking, except that nobody waits for an account that is at its
 * bound but its own requests.
 */
final class RequestPermits {

  private final int mostOverall;
  private final int mostPerAccount;
  private final int mostWaiting;
  private final Map<String, Integer> inFlight = new HashMap<>();
  private final Deque<Waiter> waiting = new ArrayDeque<>();
  private int overall;

  private record Waiter(String accountId, int most, CompletableFuture<Void> permit) {}

  RequestPermits(int mostOverall, int mostPerAccount, int mostWaiting) {
    this.mostOverall = mostOverall;
    this.mostPerAccount = mostPerAccount;
    this.mostWaiting = mostWaiting;
  }

  /**
   * Asks for a permit.
   *
   * @param most requests in flight that the account's service takes
   * @return completed when the permit is there, which must then be released; cancelling it before
   *     gives up the place in the queue; failed with a {@link QueueFullException} if there is none
   */
  CompletableFuture<Void> acquire(String accountId, int most) {
    Waiter waiter =
        new Waiter(accountId, Math.min(most, mostPerAccount), new CompletableFuture<>());
    synchronized (this) {
      if (!reserve(waiter)) {
        if (waiting.size() >= mostWaiting) {
          return CompletableFuture.failedFuture(
              new QueueFullException(
                  mostWaiting + " calls wait for their turn, which is the most that may"));
        }
        waiting.addLast(waiter);
        Futures.whenDone(waiter.permit, (granted, cancelled) -> forget(waiter, cancelled));
        return waiter.permit;
      }
    }
    waiter.permit.complete(null);
    return waiter.permit;
  }

  /** How many permits are taken and not yet given back. */
  synchronized int taken() {
    return overall;
  }

  private synchronized void forget(Waiter waiter, Throwable cancelled) {
    if (cancelled != null) {
      waiting.remove(waiter);
    }
  }

  /** Gives back a permit, and gives it to those who wait. */
  void release(String accountId) {
    for (Waiter next : giveBack(accountId)) {
      if (!next.permit.complete(null)) {
        release(next.accountId);
      }
    }
  }

  private synchronized List<Waiter> giveBack(String accountId) {
    overall--;
    inFlight.computeIfPresent(accountId, (id, count) -> count == 1 ? null : count - 1);
    List<Waiter> granted = new ArrayList<>(1);
    Iterator<Waiter> queue = waiting.iterator();
    while (overall < mostOverall && queue.hasNext()) {
      Waiter waiter = queue.next();
      if (reserve(waiter)) {
        queue.remove();
        granted.add(waiter);
      }
    }
    return granted;
  }

  private boolean reserve(Waiter waiter) {
    int ofAccount = inFlight.getOrDefault(waiter.accountId, 0);
    if (overall >= mostOverall || ofAccount >= waiter.most) {
      return false;
    }
    overall++;
    inFlight.put(waiter.accountId, ofAccount + 1);
    return true;
  }
}
