package dev.crmql.sandbox;

import com.sun.net.httpserver.HttpServer;
import dev.crmql.sandbox.data.Table;
import dev.crmql.sandbox.http.IssuedTokens;
import dev.crmql.sandbox.http.Request;
import dev.crmql.sandbox.http.ServiceEmulator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Predicate;

/** One emulated service that listens on loopback until it is closed. */
public final class SandboxService implements AutoCloseable {

  /** For {@link #inject(Fault, int, Predicate)}: until {@link #clearFaults()}. */
  public static final int ALWAYS = Integer.MAX_VALUE;

  private final ServiceEmulator emulator;
  private final HttpServer server;
  private final ExecutorService threads;
  private final URI baseUri;
  private final FaultQueue faults = new FaultQueue();
  private final Recorder recorder;
  private final HttpFront front;

  private SandboxService(ServiceEmulator emulator, HttpServer server) {
    this.emulator = emulator;
    this.server = server;
    this.baseUri = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    this.recorder = new Recorder(emulator.tokens());
    this.front = new HttpFront(emulator, baseUri, faults, recorder);
    this.threads =
        Executors.newCachedThreadPool(
            task -> {
              Thread thread = new Thread(task, "sandbox-" + emulator.name());
              thread.setDaemon(true);
              return thread;
            });
  }

  /**
   * Starts an emulator that {@link Sandbox} doesn't start as it is: with other records, or with
   * other readings of what a service's documentation leaves open.
   *
   * @param port 1 to 65535, or 0 for a free one
   * @throws UncheckedIOException if the port is taken; the emulator is closed then
   */
  public static SandboxService start(ServiceEmulator emulator, int port) {
    // Else Nagle's algorithm holds each body back for about 40 ms. The JDK reads this once.
    System.setProperty("sun.net.httpserver.nodelay", "true");
    HttpServer server;
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    } catch (IOException e) {
      emulator.close();
      throw new UncheckedIOException(emulator.name() + " cannot listen on 127.0.0.1:" + port, e);
    }
    SandboxService service = new SandboxService(emulator, server);
    server.setExecutor(service.threads);
    server.createContext("/", service.front);
    server.start();
    return service;
  }

  /** The service's name in lower case. */
  public String name() {
    return emulator.name();
  }

  /**
   * {@code http://127.0.0.1:port}, without a slash at the end; what an account's instance URL is
   * elsewhere.
   */
  public URI baseUri() {
    return baseUri;
  }

  /** A made-up token that the service accepts for as long as it runs. */
  public String accessToken() {
    return emulator.tokens().standing();
  }

  /** The tokens of its token endpoint, which can be made to expire, to rotate and to be revoked. */
  public IssuedTokens tokens() {
    return emulator.tokens();
  }

  /**
   * All its records, in its own names and as it stores them, to load them into another database.
   */
  public List<Table> tables() {
    return emulator.tables();
  }

  /** The requests so far, oldest first, at most the last 10,000; those that met a fault too. */
  public List<Request> received() {
    return recorder.all();
  }

  /** How many requests were sent with one of its tokens so far, those that met a fault too. */
  public long received(String token) {
    return recorder.with(token);
  }

  /** How many requests are being answered now: read, and neither answered nor given up. */
  public int open() {
    return front.open();
  }

  /**
   * From now on no page has more rows than this, whatever is asked for.
   *
   * @param rows 1 or more
   */
  public void limitPages(int rows) {
    if (rows < 1) {
      throw new IllegalArgumentException("a page has a row or more, not " + rows);
    }
    front.limitPages(rows);
  }

  /** Makes the next request meet this fault. */
  public void inject(Fault fault) {
    inject(fault, 1, request -> true);
  }

  /**
   * Makes the next requests of a kind meet this fault. A request meets one fault at most: the first
   * injected of those that are meant for it.
   *
   * @param times how many requests, at least 1, or {@link #ALWAYS}
   * @param where which requests
   */
  public void inject(Fault fault, int times, Predicate<Request> where) {
    faults.add(fault, times, where);
  }

  /**
   * Forgets the faults that have not happened yet, and closes the connections whose answers wait by
   * one.
   */
  public void clearFaults() {
    faults.clear();
  }

  /** Stops listening, ends the requests in progress, and releases the database. */
  @Override
  public void close() {
    faults.clear();
    server.stop(0);
    threads.shutdownNow();
    emulator.close();
  }
}
