package dev.crmql.search;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Passes on what happens to an observer whose failures must not become those of a search. */
final class QuietObserver implements SearchObserver {

  private static final Logger LOG = LoggerFactory.getLogger(QuietObserver.class);

  private final SearchObserver observer;

  QuietObserver(SearchObserver observer) {
    this.observer = observer;
  }

  @Override
  public void called(String service, int status, Duration elapsed) {
    quietly(() -> observer.called(service, status, elapsed));
  }

  @Override
  public void tokenRefreshed(String service) {
    quietly(() -> observer.tokenRefreshed(service));
  }

  @Override
  public void accountFailed(String service, AccountError.Code code) {
    quietly(() -> observer.accountFailed(service, code));
  }

  @Override
  public void describedTypeNeeded(boolean known) {
    quietly(() -> observer.describedTypeNeeded(known));
  }

  private static void quietly(Runnable call) {
    try {
      call.run();
    } catch (RuntimeException e) {
      LOG.warn("a search observer failed", e);
    }
  }
}
