package dev.crmql.server;

import dev.crmql.endpoint.AccessTokens;
import dev.crmql.endpoint.SearchEndpoint;
import dev.crmql.sandbox.Sandbox;
import dev.crmql.search.Account;
import dev.crmql.search.AccountDirectory;
import dev.crmql.search.SearchEngine;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code crmql demo}. */
@Command(
    name = "demo",
    description = {
      "Start eight emulated CRM services and a search endpoint, and search them.",
      "Everything listens on this machine alone."
    },
    mixinStandardHelpOptions = true)
final class DemoCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Option(
      names = "--port",
      paramLabel = "N",
      description = "the endpoint's port; a free one if left out")
  private int port;

  @Option(names = "--once", description = "end after the first answer")
  private boolean once;

  @Override
  public Integer call() throws Exception {
    if (port < 0 || port > 65535) {
      throw new BadInputException("a port is a number from 1 to 65535, not " + port);
    }
    PrintWriter out = spec.commandLine().getOut();
    try (Sandbox sandbox = DemoAccounts.start(DemoAccounts.ids())) {
      List<Account> accounts = DemoAccounts.of(sandbox);
      ServerMetrics metrics = new ServerMetrics();
      try (SearchEngine engine = Services.engine(AccountDirectory.of(accounts), metrics);
          SearchServer server =
              SearchServer.start(
                  SearchEndpoint.builder(engine).tokens(AccessTokens.none()).build(),
                  metrics,
                  SearchServer.Options.loopback(port))) {
        int exit = new DemoTour(accounts, server.baseUri(), out).present(engine);
        if (!once) {
          out.println("\nServing until stopped (Ctrl-C).");
          out.flush();
          untilStopped();
        }
        return exit;
      }
    }
  }

  private static void untilStopped() throws InterruptedException {
    new CountDownLatch(1).await();
  }
}
