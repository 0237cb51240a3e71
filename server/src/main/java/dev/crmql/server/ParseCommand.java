package dev.crmql.server;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.crmql.diagnostics.QueryException;
import dev.crmql.language.QueryFormatter;
import dev.crmql.language.TreeJson;
import dev.crmql.query.Query;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code crmql parse}. */
@Command(
    name = "parse",
    description = "Print the tree of a query as JSON, with its canonical text.",
    mixinStandardHelpOptions = true)
final class ParseCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Option(names = "--lang", paramLabel = "L", description = "kql (default) or dql")
  private String lang = "kql";

  @Parameters(paramLabel = "QUERY", description = "the query; - reads it from standard input")
  private String text;

  @Override
  public Integer call() throws Exception {
    String query = QueryText.given(text);
    try {
      Query tree = Queries.parse(Services.language(lang), query);
      ObjectNode answer = new ObjectMapper().createObjectNode();
      answer.put("canonical", QueryFormatter.format(tree));
      answer.set("tree", TreeJson.write(tree));
      spec.commandLine().getOut().println(answer.toPrettyString());
      return Main.DONE;
    } catch (QueryException e) {
      return QueryFaults.print(e.withText(query), false, spec.commandLine().getErr());
    }
  }
}
