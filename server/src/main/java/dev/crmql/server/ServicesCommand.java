package dev.crmql.server;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code crmql services}. */
@Command(
    name = "services",
    description = "Print what each service can be asked, as a table in Markdown.",
    mixinStandardHelpOptions = true)
final class ServicesCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    spec.commandLine().getOut().print(SupportTable.markdown());
    spec.commandLine().getOut().flush();
    return Main.DONE;
  }
}
