package dev.crmql.server;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.crmql.diagnostics.QueryException;
import dev.crmql.endpoint.ObjectList;
import dev.crmql.language.Language;
import dev.crmql.query.Query;
import dev.crmql.sandbox.Sandbox;
import dev.crmql.search.Account;
import dev.crmql.search.AccountDirectory;
import dev.crmql.search.AccountError;
import dev.crmql.search.Explanation;
import dev.crmql.search.SearchEngine;
import dev.crmql.search.SearchObserver;
import dev.crmql.search.SearchRequest;
import dev.crmql.search.SearchResult;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

  @Option(
      names = "--page-size",
      paramLabel = "N",
      description = "most rows of an answer to DQL, 1 to 1000; 30 if left out")
  private String pageSize;

  @ArgGroup(multiplicity = "1")
  private Source source;

  @Option(names = "--format", paramLabel = "F", description = "table (default), json or csv")
  private String format = "table";

  @Option(
      names = "--explain",
      description = "print what each account would be sent; ask only for descriptions")
  private boolean explain;

  @Parameters(paramLabel = "QUERY", description = "the query; - reads it from standard input")
  private String text;

  /** Where the accounts are. */
  private static final class Source {
    @Option(
        names = "--config",
        paramLabel = "FILE",
        description = "a YAML or JSON file of accounts; see the README")
    private Path config;

    @Option(names = "--demo", description = "the accounts of crmql demo")
    @SuppressWarnings("UnusedVariable") // That it was given is told by there being no config.
    private boolean demo;
  }

  @Override
  public Integer call() throws Exception {
    OutputFormat output = OutputFormat.of(format);
    if (explain && output != OutputFormat.TABLE) {
      throw new BadInputException("--explain prints text alone; leave out --format");
    }
    SearchRequest request = request();
    String query = request.text().orElseThrow();
    try {
      Query tree = Queries.parse(request.language().orElseThrow(), query);
      if (source.config != null) {
        ServerConfig config = ServerConfig.read(source.config);
        List<Account> known = config.accountList();
        requireKnown(known.stream().map(Account::id).toList());
        return answer(known, config.limits(), request, tree, output);
      }
      requireKnown(DemoAccounts.ids());
      try (Sandbox sandbox = DemoAccounts.start(accounts)) {
        return answer(DemoAccounts.of(sandbox), Limits.NONE, request, tree, output);
      }
    } catch (QueryException e) {
      return QueryFaults.print(
          e.withText(query), output == OutputFormat.JSON, spec.commandLine().getErr());
    }
  }

  private SearchRequest request() throws IOException {
    Language language = Services.language(lang);
    SearchRequest.Builder request =
        SearchRequest.builder()
            .accounts(accounts)
            .language(language)
            .completion(Services.completion(completion));
    if (pageSize != null) {
      if (language != Language.DQL) {
        throw new BadInputException("--page-size is for dql; in kql, LIMIT says how many");
      }
      request.pageSize(Services.pageSize("--page-size", pageSize));
    }
    return request.text(QueryText.given(text)).build();
  }

  private int answer(
      List<Account> known, Limits limits, SearchRequest request, Query tree, OutputFormat output)
      throws IOException {
    try (SearchEngine engine =
        Services.engine(AccountDirectory.of(known), new SearchObserver() {}, limits)) {
      return explain
          ? print(engine.explain(request), request)
          : print(engine.search(request), request, tree, output);
    }
  }

  private void requireKnown(List<String> ids) {
    for (String account : accounts) {
      if (!ids.contains(account)) {
        throw new BadInputException(
            "no account " + account + "; there are " + String.join(", ", ids));
      }
    }
  }

  private int print(Explanation explanation, SearchRequest request) {
    PrintWriter out = spec.commandLine().getOut();
    explanation.plans().forEach((account, plan) -> out.print(PlanText.write(account, plan)));
    out.flush();
    return failures(explanation.errors(), request);
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
    int rows = result.objects().size();
    if (request.language().equals(Optional.of(Language.DQL)) && rows == request.pageSize()) {
      err.println("note: one page of " + ResultPrinter.rows(rows) + "; --page-size says how many");
    }
    return failures(result.errors(), request);
  }

  private int failures(Map<String, AccountError> errors, SearchRequest request) {
    PrintWriter err = spec.commandLine().getErr();
    ResultPrinter.failures(errors, err);
    err.flush();
    if (errors.isEmpty()) {
      return Main.DONE;
    }
    return errors.size() == request.accountIds().size() ? Main.NONE_ANSWERED : Main.SOME_FAILED;
  }
}
