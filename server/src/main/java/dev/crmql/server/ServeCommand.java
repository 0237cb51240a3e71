package dev.crmql.server;

import dev.crmql.endpoint.SearchEndpoint;
import dev.crmql.search.SearchEngine;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code crmql serve}. */
@Command(
    name = "serve",
    description = {
      "Serve the search endpoint over the accounts of a file, until stopped.",
      "Each request is one line of JSON on standard error."
    },
    mixinStandardHelpOptions = true)
final class ServeCommand implements Callable<Integer> {

  /** Longer than a search may take, so that each that is under way ends. */
  private static final Duration PATIENCE = Duration.ofSeconds(35);

  /** What is left for the answer of a search that took its whole time. */
  private static final Duration LAST_ANSWERS = Duration.ofSeconds(5);

  @Spec private CommandSpec spec;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      required = true,
      description = "accounts, as YAML or JSON")
  private Path config;

  @Option(
      names = "--host",
      paramLabel = "H",
      defaultValue = "127.0.0.1",
      description = "the address to listen on; ${DEFAULT-VALUE} if left out")
  private String host;

  @Option(
      names = "--port",
      paramLabel = "N",
      defaultValue = "8080",
      description = "the port to listen on, 0 for a free one; ${DEFAULT-VALUE} if left out")
  private int port;

  @Option(
      names = "--cors-origin",
      paramLabel = "O",
      description = "an origin whose pages may read answers, such as https://app.example")
  private List<String> corsOrigins = List.of();

  @Override
  public Integer call() {
    if (port < 0 || port > 65535) {
      throw new BadInputException("a port is a number from 0 to 65535, not " + port);
    }
    logRequests();
    ServedAccounts served = ServedAccounts.read(config);
    if (!served.callers().required() && !isThisMachine()) {
      throw new BadInputException(
          "the file names no callers, so that anybody could search; only this machine can be"
              + " served: leave --host out");
    }
    ServerMetrics metrics = new ServerMetrics();
    metrics.watchConfiguration(served.current());
    try (SearchEngine engine = Services.engine(served.accounts(), metrics, served.limits());
        SearchServer server =
            SearchServer.start(
                endpoint(engine, served),
                metrics,
                new SearchServer.Options(host, port, corsOrigins, patience(served.limits())))) {
      PrintWriter out = spec.commandLine().getOut();
      out.println("serving at " + server.baseUri());
      out.flush();
      untilStopped(server);
    }
    return Main.DONE;
  }

  private static SearchEndpoint endpoint(SearchEngine engine, ServedAccounts served) {
    SearchEndpoint.Builder endpoint = SearchEndpoint.builder(engine).tokens(served.callers());
    served.pageKey().ifPresent(key -> endpoint.pageKey(key.bytes()));
    return endpoint.build();
  }

  /** How long stopping waits for searches that are under way. */
  static Duration patience(Limits limits) {
    return limits.searchTimeout().map(LAST_ANSWERS::plus).orElse(PATIENCE);
  }

  /** Must come before anything is logged, since the log is set up then (see logback.xml). */
  private static void logRequests() {
    System.getProperties().putIfAbsent("crmql.log.format", "json");
    System.getProperties().putIfAbsent("crmql.log.level", "INFO");
  }

  private boolean isThisMachine() {
    try {
      return InetAddress.getByName(host).isLoopbackAddress();
    } catch (UnknownHostException e) {
      throw new BadInputException("there is no address " + host);
    }
  }

  /** Until the process is told to end, which lets running searches end, or this thread is. */
  private static void untilStopped(SearchServer server) {
    Thread stop = new Thread(server::close, "crmql-stop");
    Runtime.getRuntime().addShutdownHook(stop);
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException e) {
      Runtime.getRuntime().removeShutdownHook(stop);
    }
  }
}
