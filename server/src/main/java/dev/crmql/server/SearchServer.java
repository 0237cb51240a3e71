package dev.crmql.server;

import dev.crmql.endpoint.SearchEndpoint;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Serves a {@link SearchEndpoint} over HTTP, until it is closed. Jetty's core is enough for that:
 * the endpoint routes by itself and waits on no thread, so there is nothing for a framework to do.
 */
final class SearchServer implements AutoCloseable {

  /** Most bytes of a request line and its header fields; a query stands in the line. */
  static final int MOST_HEADER_BYTES = 64 * 1024;

  private static final Logger LOG = LoggerFactory.getLogger(SearchServer.class);

  private static final int MOST_THREADS = 50;

  private final Server server;
  private final ServerConnector connector;

  private SearchServer(Server server, ServerConnector connector) {
    this.server = server;
    this.connector = connector;
  }

  /**
   * Where to listen, and how to stop.
   *
   * @param host the address, such as {@code 127.0.0.1}
   * @param port 1 to 65535, or 0 for a free one
   * @param corsOrigins the origins whose pages may read answers; none by default
   * @param patience how long stopping waits for searches that are under way
   */
  record Options(String host, int port, List<String> corsOrigins, Duration patience) {
    Options {
      corsOrigins = List.copyOf(corsOrigins);
    }

    /** On this machine alone, at this port. */
    static Options loopback(int port) {
      return new Options("127.0.0.1", port, List.of(), Duration.ofSeconds(5));
    }
  }

  /**
   * Starts serving.
   *
   * @throws BadInputException if the address or port can't be had
   */
  static SearchServer start(SearchEndpoint endpoint, ServerMetrics metrics, Options options) {
    QueuedThreadPool threads = new QueuedThreadPool(MOST_THREADS);
    threads.setName("crmql-http");
    threads.setDaemon(true);
    Server server = new Server(threads);
    HttpConfiguration http = new HttpConfiguration();
    http.setSendServerVersion(false);
    http.setRequestHeaderSize(MOST_HEADER_BYTES);
    // Ids may hold an encoded slash; the endpoint decodes by itself, and serves no files.
    http.setUriCompliance(UriCompliance.UNSAFE);
    DrainingConnector connector = new DrainingConnector(server, new HttpConnectionFactory(http));
    connector.setHost(options.host());
    connector.setPort(options.port());
    server.addConnector(connector);
    RequestLog log = new RequestLog(metrics);
    ServerHandler handler =
        new ServerHandler(endpoint, metrics, log, connector, new Cors(options.corsOrigins()));
    server.setHandler(new DrainingHandler(handler));
    server.setErrorHandler(new ServerErrors(log));
    server.setStopTimeout(options.patience().toMillis());
    try {
      server.start();
    } catch (IOException e) {
      stop(server);
      throw new BadInputException(
          "can't listen on " + options.host() + ", port " + options.port() + ": " + e.getMessage());
    } catch (Exception e) {
      stop(server);
      throw new IllegalStateException("the server can't start", e);
    }
    return new SearchServer(server, connector);
  }

  /** {@code http://host:port}. */
  URI baseUri() {
    return URI.create("http://" + connector.getHost() + ":" + connector.getLocalPort());
  }

  /**
   * Lets searches that are under way end, while new ones are refused, and stops. Those that are not
   * done when the patience is over are cut off, which the log says.
   */
  @Override
  public void close() {
    stop(server);
  }

  private static void stop(Server server) {
    try {
      server.stop();
    } catch (TimeoutException e) {
      LOG.warn("stopping took longer than it may; what was under way was cut off");
    } catch (Exception e) {
      throw new IllegalStateException("the server can't stop", e);
    }
  }
}
