package dev.crmql.transport;

import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;

/**
 * How much memory the answers take that are being received or read, over all accounts and of each.
 * What would be too much ends an answer: of those that are being received, the longest of the
 * account that takes the most. Whole ones are about to be read, and are not ended.
 */
final class BodyMemory {

  /** For a body that is bounded by itself alone. */
  static final BodyMemory NONE = new BodyMemory(0, 0);

  private final long mostBytes;
  private final long mostOfAccount;
  private final Map<BoundedBody, Held> held = new HashMap<>();
  private final Map<String, Long> byAccount = new HashMap<>();
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

  /** Bytes have come of a body; nothing if it is not counted, or is over. */
  void take(BoundedBody body, int bytes) {
    BoundedBody ended;
    String bound;
    synchronized (this) {
      Held of = held.get(body);
      if (of == null || !body.isBeingReceived()) {
        return;
      }
      of.bytes += bytes;
      taken += bytes;
      long ofAccount = byAccount.merge(of.accountId, (long) bytes, Long::sum);
      if (ofAccount > mostOfAccount && taken > mostBytes / 2) {
        ended = longest(of.accountId, body);
        bound = "the account's answers that are being received or read may take " + mostOfAccount;
      } else if (taken > mostBytes) {
        ended = longest(greedy(of.accountId), body);
        bound = "all answers that are being received or read may take " + mostBytes;
      } else {
        return;
      }
      free(ended);
    }
    ended.end(new OverloadedException("not read to its end: " + bound + " bytes"));
  }

  /** The account that takes the most of those that answers are being received of. */
  private String greedy(String otherwise) {
    return held.entrySet().stream()
        .filter(each -> each.getKey().isBeingReceived())
        .map(each -> each.getValue().accountId)
        .max(Comparator.comparingLong(each -> byAccount.getOrDefault(each, 0L)))
        .orElse(otherwise);
  }

  private BoundedBody longest(String accountId, BoundedBody otherwise) {
    return held.entrySet().stream()
        .filter(each -> each.getValue().accountId.equals(accountId))
        .filter(each -> each.getKey().isBeingReceived())
        .max(Comparator.comparingLong(each -> each.getValue().bytes))
        .map(Map.Entry::getKey)
        .orElse(otherwise);
  }

  /** A body is no longer counted; nothing if it is not. */
  synchronized void free(BoundedBody body) {
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
