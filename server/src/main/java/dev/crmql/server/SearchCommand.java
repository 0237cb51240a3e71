package dev.crmql.server;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.crmql.diagnostics.QueryException;
import dev.crmql.endpoint.ObjectList;
import dev.crmql.language.Language;
import dev.crmql.query.Query;
import dev.crmql.sandbox.Sandbox;
import dev.crmql.search.Account;
import dev.crmql.search.AccountDirectory;
import dev.crmql.search.SearchEngine;
import dev.crmql.search.SearchRequest;
import dev.crmql.search.SearchResult;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code crmql search}. */
@Command(
    name = "search",
    description = {
      "Search accounts and print the rows.",
      "Exit code 0: every account answered; 3: some did; 1: none did; 2: the query or an argument"
          + " is at fault."
    },
    mixinStandardHelpOptions = true)
final class SearchCommand implements Callable<Integer> {

  private static final ObjectMapper JSON = new ObjectMapper();

  @Spec private CommandSpec spec;

  @Option(
      names = "--accounts",
      paramLabel = "ID",
      required = true,
      split = ",",
      description = "the accounts to search, separated by commas")
  private List<String> accounts;

  @Option(names = "--lang", paramLabel = "L", description = "kql (default) or dql")
  private String lang = "kql";

  @Option(
      names = "--completion",
      paramLabel = "C",
      description = "strict (default), or local: the engine evaluates what a service can't")
  private String completion = "strict";

  @ArgGroup(multiplicity = "1")
  private Source source;

  @Option(names = "--format", paramLabel = "F", description = "table (default), json or csv")
  private String format = "table";

  @Parameters(paramLabel = "QUERY", description = "the query; - reads it from standard input")
  private String text;

  /** Where the accounts are. */
  private static final class Source {
    @Option(
        names = "--config",
        paramLabel = "FILE",
        description = "a YAML or JSON file of accounts; see the README")
    private Path config;

    @Option(names = "--demo", description = "the accounts 123, 456 and 789 of crmql demo")
    @SuppressWarnings("UnusedVariable") // That it was given is told by there being no config.
    private boolean demo;
  }

  @Override
  public Integer call() throws Exception {
    if (source.config != null) {
      return search(AccountsFile.read(source.config));
    }
    try (Sandbox sandbox = Sandbox.start()) {
      return search(DemoAccounts.of(sandbox));
    }
  }

  private int search(List<Account> known) throws IOException {
    OutputFormat output = OutputFormat.of(format);
    Language language = Services.language(lang);
    String query = QueryText.given(text);
    requireKnown(known);
    SearchRequest request =
        SearchRequest.builder()
            .accounts(accounts)
            .text(query)
            .language(language)
            .completion(Services.completion(completion))
            .build();
    try (SearchEngine engine = Services.engine(AccountDirectory.of(known))) {
      Query tree = Queries.parse(language, query);
      return print(engine.search(request), request, tree, output);
    } catch (QueryException e) {
      return QueryFaults.print(
          e.withText(query), output == OutputFormat.JSON, spec.commandLine().getErr());
    }
  }

  private void requireKnown(List<Account> known) {
    List<String> ids = known.stream().map(Account::id).toList();
    for (String account : accounts) {
      if (!ids.contains(account)) {
        throw new BadInputException(
            "no account " + account + "; there are " + String.join(", ", ids));
      }
    }
  }

  private int print(SearchResult result, SearchRequest request, Query query, OutputFormat output)
      throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    ObjectList list =
        request.accountIds().size() > 1
            ? ObjectList.ofSeveral(result, UUID.randomUUID().toString())
            : ObjectList.ofOne(result);
    switch (output) {
      case TABLE -> new ResultPrinter(query, result).table(out);
      case CSV -> new ResultPrinter(query, result).csv(out);
      case JSON -> out.println(JSON.readTree(list.toJson()).toPrettyString());
    }
    out.flush();
    ResultPrinter.failures(result, err);
    err.flush();
    if (result.errors().isEmpty()) {
      return Main.DONE;
    }
    return result.errors().size() == request.accountIds().size()
        ? Main.NONE_ANSWERED
        : Main.SOME_FAILED;
  }
}
