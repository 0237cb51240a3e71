package dev.crmql.server;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code crmql config-schema}. */
@Command(
    name = "config-schema",
    description = "Print the JSON Schema of what --config reads.",
    mixinStandardHelpOptions = true)
final class ConfigSchemaCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    spec.commandLine().getOut().print(schema());
    spec.commandLine().getOut().flush();
    return Main.DONE;
  }

  /** The schema's text. */
  static String schema() throws IOException {
    try (InputStream schema = ConfigSchemaCommand.class.getResourceAsStream("config.schema.json")) {
      return new String(schema.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
