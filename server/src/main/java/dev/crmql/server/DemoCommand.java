package dev.crmql.server;

import dev.crmql.endpoint.AccessTokens;
import dev.crmql.endpoint.SearchEndpoint;
import dev.crmql.language.Language;
import dev.crmql.language.QueryParser;
import dev.crmql.sandbox.Sandbox;
import dev.crmql.search.Account;
import dev.crmql.search.AccountDirectory;
import dev.crmql.search.SearchEngine;
import dev.crmql.search.SearchRequest;
import dev.crmql.search.SearchResult;
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
      "Start three emulated CRM services and a search endpoint, and search them.",
      "Everything listens on this machine alone."
    },
    mixinStandardHelpOptions = true)
final class DemoCommand implements Callable<Integer> {

  static final String QUERY =
      "SELECT id, name FROM Accounts"
          + " WHERE name LIKE '%&%' OR name IN ('Jim''s Bikes', 'café müller') ORDER BY name";

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
    try (Sandbox sandbox = DemoAccounts.sandbox()) {
      List<Account> accounts = DemoAccounts.of(sandbox);
      ServerMetrics metrics = new ServerMetrics();
      try (SearchEngine engine = Services.engine(AccountDirectory.of(accounts), metrics);
          SearchServer server =
              SearchServer.start(
                  SearchEndpoint.builder(engine).tokens(AccessTokens.none()).build(),
                  metrics,
                  SearchServer.Options.loopback(port))) {
        int exit = present(accounts, engine, server, out);
        if (!once) {
          out.println("\nServing until stopped (Ctrl-C).");
          out.flush();
          untilStopped();
        }
        return exit;
      }
    }
  }

  private static int present(
      List<Account> accounts, SearchEngine engine, SearchServer server, PrintWriter out) {
    out.println("Three emulated services with made-up records:\n");
    TextTable started = new TextTable(List.of("account", "service", "address"));
    for (Account account : accounts) {
      started.row(List.of(account.id(), account.service(), account.baseUri().toString()));
    }
    out.println(started);
    List<String> ids = accounts.stream().map(Account::id).toList();
    out.println("One query for all of them:\n\n  " + QUERY + "\n");
    SearchRequest request =
        SearchRequest.builder().accounts(ids).text(QUERY).language(Language.KQL).build();
    SearchResult result = engine.search(request);
    new ResultPrinter(QueryParser.kql().parse(QUERY), result).table(out);
    ResultPrinter.failures(result.errors(), out);
    out.println("\nThe same over HTTP:\n");
    out.println(
        "  curl -G "
            + server.baseUri()
            + "/v1/accounts/"
            + String.join(",", ids)
            + "/crm/search \\");
    out.println("    --data-urlencode lang=kql \\");
    out.println("    --data-urlencode \"q=" + QUERY + "\"");
    out.flush();
    return result.errors().isEmpty() ? Main.DONE : Main.SOME_FAILED;
  }

  private static void untilStopped() throws InterruptedException {
    new CountDownLatch(1).await();
  }
}
