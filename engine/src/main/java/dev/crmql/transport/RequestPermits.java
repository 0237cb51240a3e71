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
 * bound but its own requests, nor, as long as they are not too many, for other accounts' requests
 * that take long: accounts that stall would hold up all the others until there is no time left.
 */
final class RequestPermits {

  private final int mostOverall;
  private final int mostSlow;
  private final int mostPerAccount;
  private final int mostWaiting;
  private final Map<String, Integer> inFlight = new HashMap<>();
  private final Deque<Permit> waiting = new ArrayDeque<>();
  private int overall;
  private int slow;

  /** Leave for one request of an account, to be given back once. */
  final class Permit {
    private final String accountId;
    private final int most;
    private final CompletableFuture<Permit> granted = new CompletableFuture<>();
    private final CompletableFuture<Void> over = new CompletableFuture<>();
    private boolean isSlow;
    private boolean isOver;

    private Permit(String accountId, int most) {
      this.accountId = accountId;
      this.most = most;
    }

    /**
     * The request takes long, so that others go on beside it; nothing if that is known, or over.
     */
    void slow() {
      grant(slowed(this));
    }

    /** The request is over; nothing if that is known. */
    void release() {
      grant(giveBack(this));
      over.complete(null);
    }

    /** Completed when the permit is given back. */
    CompletableFuture<Void> over() {
      return over;
    }
  }

  /**
   * The bounds.
   *
   * @param mostOverall requests in flight over all accounts, 1 or more
   * @param mostSlow how many more there may be, 0 or more, if as many take long
   * @param mostPerAccount requests in flight of one account, 1 or more
   * @param mostWaiting requests that wait, 0 or more
   */
  RequestPermits(int mostOverall, int mostSlow, int mostPerAccount, int mostWaiting) {
    this.mostOverall = mostOverall;
    this.mostSlow = mostSlow;
    this.mostPerAccount = mostPerAccount;
    this.mostWaiting = mostWaiting;
  }

  /**
   * Asks for a permit.
   *
   * @param most requests in flight that the account's service takes
   * @return completed when the permit is there, which must then be released; cancelling it before
   *     gives up the place in the queue; failed with an {@link OverloadedException} if there is
   *     none
   */
  CompletableFuture<Permit> acquire(String accountId, int most) {
    Permit permit = new Permit(accountId, Math.min(most, mostPerAccount));
    synchronized (this) {
      if (!reserve(permit)) {
        if (waiting.size() >= mostWaiting) {
          return CompletableFuture.failedFuture(
              new OverloadedException(
                  "not called: "
                      + mostWaiting
                      + " calls wait for their turn, which is the most that may"));
        }
        waiting.addLast(permit);
        Futures.whenDone(permit.granted, (granted, cancelled) -> forget(permit, cancelled));
        return permit.granted;
      }
    }
    permit.granted.complete(permit);
    return permit.granted;
  }

  /** How many permits are taken and not yet given back. */
  synchronized int taken() {
    return overall;
  }

  private synchronized void forget(Permit permit, Throwable cancelled) {
    if (cancelled != null) {
      waiting.remove(permit);
    }
  }

  private static void grant(List<Permit> permits) {
    for (Permit permit : permits) {
      if (!permit.granted.complete(permit)) {
        permit.release();
      }
    }
  }

  private synchronized List<Permit> slowed(Permit permit) {
    if (permit.isOver || permit.isSlow) {
      return List.of();
    }
    permit.isSlow = true;
    slow++;
    return next();
  }

  private synchronized List<Permit> giveBack(Permit permit) {
    if (permit.isOver) {
      return List.of();
    }
    permit.isOver = true;
    overall--;
    slow -= permit.isSlow ? 1 : 0;
    inFlight.computeIfPresent(permit.accountId, (id, count) -> count == 1 ? null : count - 1);
    return next();
  }

  /** Those who need wait no longer. */
  private List<Permit> next() {
    List<Permit> next = new ArrayList<>(1);
    Iterator<Permit> queue = waiting.iterator();
    while (isFree() && queue.hasNext()) {
      Permit permit = queue.next();
      if (reserve(permit)) {
        queue.remove();
        next.add(permit);
      }
    }
    return next;
  }

  private boolean isFree() {
    return overall - Math.min(slow, mostSlow) < mostOverall;
  }

  private boolean reserve(Permit permit) {
    int ofAccount = inFlight.getOrDefault(permit.accountId, 0);
    if (!isFree() || ofAccount >= permit.most) {
      return false;
    }
    overall++;
    inFlight.put(permit.accountId, ofAccount + 1);
    return true;
  }
}
