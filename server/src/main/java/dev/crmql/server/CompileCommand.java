package dev.crmql.server;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.crmql.diagnostics.QueryException;
import dev.crmql.endpoint.PlanJson;
import dev.crmql.language.Language;
import dev.crmql.query.Query;
import dev.crmql.schema.ObjectSchema;
import dev.crmql.spi.Completion;
import dev.crmql.spi.Connector;
import dev.crmql.spi.SearchPlan;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code crmql compile}. */
@Command(
    name = "compile",
    description = {
      "Print what a service is sent for a query.",
      "Nothing is sent. Without --schema the form of each value decides its type."
    },
    mixinStandardHelpOptions = true)
final class CompileCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Option(names = "--service", paramLabel = "S", required = true, description = "the service")
  private String service;

  @Option(names = "--lang", paramLabel = "L", description = "kql (default) or dql")
  private String lang = "kql";

  @Option(
      names = "--schema",
      paramLabel = "FILE",
      description = "a JSON or YAML file that describes the object type; see the README")
  private Path schemaFile;

  @Option(
      names = "--completion",
      paramLabel = "C",
      description = "strict (default), or local: the engine evaluates what the service can't")
  private String completion = "strict";

  @Option(names = "--json", description = "print one JSON object; faults as JSON too")
  private boolean json;

  @Parameters(paramLabel = "QUERY", description = "the query; - reads it from standard input")
  private String text;

  @Override
  public Integer call() throws Exception {
    Connector connector = Services.named(service);
    Language language = Services.language(lang);
    Completion how = Services.completion(completion);
    String written = QueryText.given(text);
    PrintWriter out = spec.commandLine().getOut();
    try {
      Services.requireSpoken(connector, language);
      Query query = Queries.parse(language, written);
      SearchPlan plan = connector.plan(query, schema(connector, query), how);
      if (json) {
        out.println(
            JsonNodeFactory.instance
                .objectNode()
                .put("service", service)
                .setAll(PlanJson.write(plan))
                .toPrettyString());
      } else {
        out.print(PlanText.write(plan));
        out.flush();
      }
      return Main.DONE;
    } catch (QueryException e) {
      return QueryFaults.print(e.withText(written), json, spec.commandLine().getErr());
    }
  }

  private ObjectSchema schema(Connector connector, Query query) {
    return schemaFile == null
        ? ObjectSchema.unknown()
        : SchemaFile.read(schemaFile, connector.objectName(query.from().name()));
  }
}
