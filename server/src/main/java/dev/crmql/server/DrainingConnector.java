package dev.crmql.server;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/**
 * Closes connections without a request soon when the server stops, and no others: Jetty's own
 * timeout at the stop fails an answer whose reader takes a moment too.
 */
final class DrainingConnector extends ServerConnector {

  /** Longer than a search may take, so that a caller who waits is not cut off. */
  private static final Duration IDLE = Duration.ofSeconds(90);

  /** How long connections without a request are kept when the server stops. */
  private static final Duration IDLE_AT_STOP = Duration.ofMillis(100);

  private final Set<EndPoint> busy = ConcurrentHashMap.newKeySet();

  DrainingConnector(Server server, HttpConnectionFactory http) {
    super(server, http);
    setIdleTimeout(IDLE.toMillis());
    setShutdownIdleTimeout(IDLE.toMillis());
  }

  /** A request has come. */
  void begins(EndPoint connection) {
    busy.add(connection);
  }

  /** The answer is about to be written. */
  void writes(EndPoint connection) {
    // The request may have begun after shutdown() looked.
    connection.setIdleTimeout(IDLE.toMillis());
  }

  /** The answer is written, or can't be. */
  void ends(EndPoint connection) {
    busy.remove(connection);
    if (isShutdown()) {
      connection.setIdleTimeout(IDLE_AT_STOP.toMillis());
    }
  }

  @Override
  public CompletableFuture<Void> shutdown() {
    CompletableFuture<Void> closed = super.shutdown();
    for (EndPoint connection : getConnectedEndPoints()) {
      if (!busy.contains(connection)) {
        connection.setIdleTimeout(IDLE_AT_STOP.toMillis());
      }
    }
    return closed;
  }
}
