package dev.crmql.transport;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * How much memory the answers take that are being received or read, over all accounts and of each.
 * Where that is too much, an answer waits until others are read that are there as a whole. Where
 * there are none, one is ended: the longest of the account that takes the most.
 */
final class BodyMemory {

  /** For a body that is bounded by itself alone. */
  static final BodyMemory NONE = new BodyMemory(0, 0);

  private final long mostBytes;
  private final long mostOfAccount;
  private final Map<BoundedBody, Held> held = new HashMap<>();
  private final Map<String, Long> byAccount = new HashMap<>();
  private final Set<BoundedBody> waiting = new LinkedHashSet<>();
  private long taken;

  private static final class Held {
    private final String accountId;
    private long bytes;

    private Held(String accountId) {
      this.accountId = accountId;
    }
  }

  /** Memory for so many bytes over all, and once half of it is taken, of one account. */
  BodyMemory(long mostBytes, long mostOfAccount) {
    this.mostBytes = mostBytes;
    this.mostOfAccount = mostOfAccount;
  }

  /** Counts what is taken for a body from now on, until it is freed. */
  synchronized void begin(String accountId, BoundedBody body) {
    held.put(body, new Held(accountId));
  }

  /**
   * Bytes have come of a body; nothing if it is not counted, or is over.
   *
   * @return whether more may come now; if not, the body is told when ({@link BoundedBody#goOn})
   */
  boolean take(BoundedBody body, int bytes) {
    BoundedBody ended;
    String bound;
    synchronized (this) {
      Held of = held.get(body);
      if (of == null || !body.isBeingReceived()) {
        return true;
      }
      of.bytes += bytes;
      taken += bytes;
      byAccount.merge(of.accountId, (long) bytes, Long::sum);
      Optional<Predicate<Held>> tooMuch = tooMuch(of.accountId);
      if (tooMuch.isEmpty()) {
        return true;
      }
      if (isAnyWhole(tooMuch.get())) {
        waiting.add(body);
        return false;
      }
      ended = longest(tooMuch.get());
      bound =
          isTooMuch(of.accountId)
              ? "the account's answers that are being received or read may take " + mostOfAccount
              : "all answers that are being received or read may take " + mostBytes;
      remove(ended);
    }
    ended.end(new OverloadedException("not read to its end: " + bound + " bytes"));
    return true;
  }

  /** Whose bytes are too many: those of an account, or all; empty if none are. */
  private Optional<Predicate<Held>> tooMuch(String accountId) {
    if (isTooMuch(accountId)) {
      return Optional.of(each -> each.accountId.equals(accountId));
    }
    return taken > mostBytes ? Optional.of(each -> true) : Optional.empty();
  }

  private boolean isTooMuch(String accountId) {
    return taken > mostBytes / 2 && byAccount.getOrDefault(accountId, 0L) > mostOfAccount;
  }

  private boolean isAnyWhole(Predicate<Held> among) {
    return held.entrySet().stream()
        .anyMatch(each -> !each.getKey().isBeingReceived() && among.test(each.getValue()));
  }

  /** To be asked for where all are being received. */
  private BoundedBody longest(Predicate<Held> among) {
    Comparator<Held> byLength =
        Comparator.<Held>comparingLong(each -> byAccount.getOrDefault(each.accountId, 0L))
            .thenComparingLong(each -> each.bytes);
    return held.entrySet().stream()
        .filter(each -> among.test(each.getValue()))
        .max(Map.Entry.comparingByValue(byLength))
        .orElseThrow()
        .getKey();
  }

  /** A body is no longer counted; nothing if it is not. */
  void free(BoundedBody body) {
    List<BoundedBody> further = new ArrayList<>();
    synchronized (this) {
      remove(body);
      for (BoundedBody each : waiting) {
        if (tooMuch(held.get(each).accountId).filter(this::isAnyWhole).isEmpty()) {
          further.add(each);
        }
      }
      further.forEach(waiting::remove);
    }
    further.forEach(BoundedBody::goOn);
  }

  private void remove(BoundedBody body) {
    waiting.remove(body);
    Held over = held.remove(body);
    if (over != null) {
      taken -= over.bytes;
      byAccount.computeIfPresent(
          over.accountId, (id, bytes) -> bytes == over.bytes ? null : bytes - over.bytes);
    }
  }

  /** How many bytes are taken. */
  synchronized long taken() {
    return taken;
  }
}
