package dev.crmql.server;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.crmql.search.SearchEngine;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Serves {@link SearchResource} on loopback, until it is closed. Anybody on this machine may ask,
 * so it is meant for accounts of made-up records.
 */
final class SearchServer implements AutoCloseable {

  private final HttpServer server;
  private final ExecutorService threads;

  private SearchServer(HttpServer server, ExecutorService threads) {
    this.server = server;
    this.threads = threads;
  }

  /**
   * Starts serving.
   *
   * @param port 1 to 65535, or 0 for a free one
   * @throws BadInputException if the port is taken
   */
  static SearchServer start(SearchEngine engine, int port) {
    HttpServer server;
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    } catch (IOException e) {
      throw new BadInputException("can't listen on port " + port + ": " + e.getMessage());
    }
    SearchResource resource = new SearchResource(engine);
    server.createContext("/", exchange -> answer(exchange, resource));
    ExecutorService threads = Executors.newFixedThreadPool(16, SearchServer::daemon);
    server.setExecutor(threads);
    server.start();
    return new SearchServer(server, threads);
  }

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task, "crmql-search");
    thread.setDaemon(true);
    return thread;
  }

  /** {@code http://127.0.0.1:port}. */
  URI baseUri() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  private static void answer(HttpExchange exchange, SearchResource resource) throws IOException {
    try (exchange) {
      SearchResource.Answer answer =
          resource.answer(exchange.getRequestMethod(), exchange.getRequestURI());
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.sendResponseHeaders(answer.status(), answer.json().length);
      exchange.getResponseBody().write(answer.json());
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
