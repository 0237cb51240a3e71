package dev.crmql.transport;

import java.util.HashMap;
import java.util.Map;

/**
 * How much memory the bodies of all answers take that are being received or read. What would be too
 * much ends the longest of those that are being received, so that who sends little is not harmed by
 * who sends much.
 */
final class BodyMemory {

  private final long mostBytes;
  private final Map<BoundedBody, Long> lengths = new HashMap<>();
  private long taken;

  /** Memory for so many bytes. */
  BodyMemory(long mostBytes) {
    this.mostBytes = mostBytes;
  }

  /** A body that no bytes of are there yet; to be ended with {@link #free}. */
  synchronized void begin(BoundedBody body) {
    lengths.put(body, 0L);
  }

  /** Bytes have come of a body that has begun; nothing if it is over already. */
  void take(BoundedBody body, int bytes) {
    BoundedBody longest = null;
    synchronized (this) {
      if (lengths.computeIfPresent(body, (known, length) -> length + bytes) == null) {
        return;
      }
      taken += bytes;
      if (taken > mostBytes) {
        longest =
            lengths.keySet().stream()
                .filter(BoundedBody::isBeingReceived)
                .max((one, other) -> Long.compare(lengths.get(one), lengths.get(other)))
                .orElse(body);
        free(longest);
      }
    }
    if (longest != null) {
      longest.end(
          new OverloadedException(
              "the answers that are being received take more than "
                  + mostBytes
                  + " bytes together, and this is the longest of them"));
    }
  }

  /** The memory of a body is free again; nothing if it is already. */
  synchronized void free(BoundedBody body) {
    Long length = lengths.remove(body);
    taken -= length == null ? 0 : length;
  }

  /** How many bytes are taken. */
  synchronized long taken() {
    return taken;
  }
}
