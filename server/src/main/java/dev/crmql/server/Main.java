package dev.crmql.server;

import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command line. */
@Command(
    name = "crmql",
    description = "One query language for every CRM.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      DemoCommand.class,
      ServeCommand.class,
      SearchCommand.class,
      CompileCommand.class,
      ParseCommand.class,
      ServicesCommand.class,
      TokenHashCommand.class,
      ConfigSchemaCommand.class,
      ConformCommand.class
    })
public final class Main {

  /** Exit code: everything asked for was done. */
  static final int DONE = 0;

  /** Exit code: no account answered. */
  static final int NONE_ANSWERED = 1;

  /** Exit code: what was asked is at fault: arguments, a file, or the query. */
  static final int BAD_INPUT = 2;

  /** Exit code: some accounts answered, some did not. */
  static final int SOME_FAILED = 3;

  private Main() {}

  /** Runs the command line and ends the process with its exit code. */
  public static void main(String[] args) {
    JdkLogs.redirect();
    System.exit(commandLine().execute(args));
  }

  /** The command line, its output going to the streams that picocli is given. */
  static CommandLine commandLine() {
    return new CommandLine(new Main())
        .setParameterExceptionHandler(Main::badArguments)
        .setExecutionExceptionHandler(Main::failed);
  }

  private static int badArguments(CommandLine.ParameterException e, String[] args) {
    CommandLine command = e.getCommandLine();
    PrintWriter err = command.getErr();
    String message = e.getMessage().replaceFirst("^Error: ", "");
    err.println(command.getCommandSpec().qualifiedName() + ": " + message);
    if (e instanceof CommandLine.UnmatchedArgumentException unmatched) {
      CommandLine.UnmatchedArgumentException.printSuggestions(unmatched, err);
    }
    if (!command.getSubcommands().isEmpty()) {
      err.println("commands: " + String.join(", ", command.getSubcommands().keySet()));
    }
    err.println("see " + command.getCommandSpec().qualifiedName() + " --help");
    return BAD_INPUT;
  }

  private static int failed(Exception e, CommandLine command, CommandLine.ParseResult parsed)
      throws Exception {
    if (e instanceof BadInputException) {
      command.getErr().println(command.getCommandSpec().qualifiedName() + ": " + e.getMessage());
      return BAD_INPUT;
    }
    throw e;
  }
}
