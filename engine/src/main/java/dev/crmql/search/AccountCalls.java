package dev.crmql.search;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * The calls that a search makes for one account: counted, lines of the log at the level DEBUG, and
 * told to an observer, whose failures must not become those of the search.
 */
final class AccountCalls {

  private static final Logger LOG = LoggerFactory.getLogger(AccountCalls.class);

  private final String accountId;
  private final Optional<String> requestId;
  private final SearchObserver observer;
  private final AtomicInteger made = new AtomicInteger();

  AccountCalls(String accountId, Optional<String> requestId, SearchObserver observer) {
    this.accountId = accountId;
    this.requestId = requestId;
    this.observer = observer;
  }

  /** How many calls began. */
  int made() {
    return made.get();
  }

  /**
   * A call begins.
   *
   * @return takes the HTTP status at the call's end, or 0 if no answer came
   */
  IntConsumer begin(String service, SearchObserver.Call call) {
    made.incrementAndGet();
    long begunAt = System.nanoTime();
    return status -> {
      Duration elapsed = Duration.ofNanos(System.nanoTime() - begunAt);
      Logs.ofRequest(LOG.atDebug(), requestId)
          .addKeyValue("account", accountId)
          .addKeyValue("service", service)
          .addKeyValue("call", call.wireName())
          .addKeyValue("status", status)
          .addKeyValue("milliseconds", elapsed.toMillis())
          .log("called");
      quietly(() -> observer.called(service, call, status, elapsed));
    };
  }

  /** As credentials see it. */
  CallListener tokens(String service) {
    return new CallListener() {
      @Override
      public Optional<String> requestId() {
        return requestId;
      }

      @Override
      public IntConsumer begin() {
        return AccountCalls.this.begin(service, SearchObserver.Call.TOKEN);
      }
    };
  }

  /** A call failed, and is made again after the delay. */
  void repeated(String service, SearchObserver.Call call, Duration delay) {
    Logs.ofRequest(LOG.atDebug(), requestId)
        .addKeyValue("account", accountId)
        .addKeyValue("service", service)
        .addKeyValue("call", call.wireName())
        .addKeyValue("milliseconds", delay.toMillis())
        .log("call made again after a delay");
    quietly(() -> observer.callRepeated(service, call, delay));
  }

  void tokenRefreshed(String service, boolean refreshed) {
    quietly(() -> observer.tokenRefreshed(service, refreshed));
  }

  void accountFailed(String service, AccountError.Code code) {
    quietly(() -> observer.accountFailed(service, code));
  }

  void describedTypeNeeded(boolean known) {
    quietly(() -> observer.describedTypeNeeded(known));
  }

  private void quietly(Runnable call) {
    try {
      call.run();
    } catch (RuntimeException e) {
      LoggingEventBuilder line = Logs.ofRequest(LOG.atWarn(), requestId);
      line.setCause(e).log("a search observer failed");
    }
  }
}
