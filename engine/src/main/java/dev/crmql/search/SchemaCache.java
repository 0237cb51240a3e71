package dev.crmql.search;

import dev.crmql.diagnostics.QueryException;
import dev.crmql.schema.ObjectSchema;
import dev.crmql.spi.UpstreamException;
import dev.crmql.transport.Futures;
import dev.crmql.transport.LruMap;
import dev.crmql.transport.OverloadedException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/**
 * Keeps what services say of their object types. A type is asked for once however many searches
 * want it; the least used go first when there are too many. A failure to describe is no failure of
 * the search, and is kept only briefly; a service's word that there is no such type is a failure.
 */
final class SchemaCache {

  /** A few hundred accounts with their handful of types; a schema takes some 100 KB. */
  private static final int MOST_ENTRIES = 1000;

  /** Long enough not to ask a failing service with each search. */
  private static final Duration FAILURE_LIFE = Duration.ofSeconds(30);

  /** A schema younger than this is not asked for again over a property that it lacks. */
  private static final Duration MOMENT = Duration.ofSeconds(10);

  private final Clock clock;
  private final Duration timeToLive;
  private final Map<Key, Entry> entries = new LruMap<>(MOST_ENTRIES);

  record Key(String accountId, String service, String objectName) {}

  private record Entry(CompletableFuture<Described> described, Instant at) {}

  SchemaCache(Clock clock, Duration timeToLive) {
    this.clock = clock;
    this.timeToLive = timeToLive;
  }

  /** What is known of the type, asking the service if nothing fresh is. Not to be cancelled. */
  CompletableFuture<Described> get(
      Key key, AccountCalls calls, Supplier<CompletionStage<ObjectSchema>> describe) {
    Entry mine;
    boolean known;
    synchronized (this) {
      Entry kept = entries.get(key);
      known = kept != null && isFresh(kept);
      mine = known ? kept : new Entry(new CompletableFuture<>(), clock.instant());
      entries.put(key, mine);
    }
    calls.describedTypeNeeded(known);
    if (known) {
      return mine.described;
    }
    fill(key, mine, describe);
    return mine.described;
  }

  /**
   * Forgets what was said of the type, if that is not of this very moment.
   *
   * @return whether asking again may tell more
   */
  synchronized boolean forget(Key key, Described stale) {
    if (stale.at().plus(MOMENT).isAfter(clock.instant())) {
      return false;
    }
    Entry known = entries.get(key);
    if (known != null && known.at.equals(stale.at())) {
      entries.remove(key);
    }
    return true;
  }

  private boolean isFresh(Entry entry) {
    if (!entry.described.isDone()) {
      return true;
    }
    boolean known =
        !entry.described.isCompletedExceptionally() && entry.described.join().schema().isKnown();
    return clock.instant().isBefore(entry.at.plus(known ? timeToLive : FAILURE_LIFE));
  }

  private void fill(Key key, Entry entry, Supplier<CompletionStage<ObjectSchema>> describe) {
    CompletionStage<ObjectSchema> asked;
    try {
      asked = describe.get();
    } catch (RuntimeException e) {
      asked = CompletableFuture.failedFuture(e);
    }
    Futures.whenDone(
        asked,
        (schema, failure) -> {
          if (failure == null) {
            entry.described.complete(new Described(schema, entry.at, List.of()));
          } else if (failure instanceof QueryException) {
            entry.described.completeExceptionally(failure);
          } else {
            if (wasNotAnswered(failure)) {
              discard(key, entry);
            }
            entry.described.complete(
                new Described(ObjectSchema.unknown(), entry.at, List.of(note(failure))));
          }
        });
  }

  /** Whether no answer was waited for or read, which says nothing of the service. */
  private static boolean wasNotAnswered(Throwable failure) {
    return failure instanceof OverloadedException
        || (failure instanceof AccountException known
            && known.error().code() == AccountError.Code.UNAVAILABLE);
  }

  private synchronized void discard(Key key, Entry entry) {
    entries.remove(key, entry);
  }

  private static String note(Throwable failure) {
    String reason = failure instanceof UpstreamException ? ": " + failure.getMessage() : "";
    return "the service did not describe the object type, so values keep the form they were"
        + " written in"
        + reason;
  }
}
