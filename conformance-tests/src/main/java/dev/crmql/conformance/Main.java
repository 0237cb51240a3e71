package dev.crmql.conformance;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * Runs the suite against a program: {@code [--known FILE] [--feature PREFIX] [--timeout SECONDS]
 * COMMAND [ARGUMENT..]}. Exit code 0: everything passed; 1: something failed; 2: bad arguments.
 */
public final class Main {

  private static final String USAGE =
      "usage: crmql-conformance [--known FILE] [--feature PREFIX] [--timeout SECONDS]"
          + " COMMAND [ARGUMENT..]";

  private Main() {}

  /** Runs the suite, prints failures and counts, and ends the process. */
  public static void main(String[] args) {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    try {
      System.exit(run(List.of(args), out) ? 0 : 1);
    } catch (IOException | IllegalArgumentException e) {
      System.err.println("crmql-conformance: " + e.getMessage() + "\n" + USAGE);
      System.exit(2);
    }
  }

  /**
   * Whether everything that the program offers passed.
   *
   * @throws IllegalArgumentException if the arguments can't be understood
   * @throws IOException if the list of known failures or the program can't be found
   */
  static boolean run(List<String> args, PrintStream out) throws IOException {
    List<String> command = args;
    KnownFailures known = KnownFailures.none();
    String prefix = "";
    Duration deadline = ProgramImplementation.DEADLINE;
    while (!command.isEmpty() && command.get(0).startsWith("--")) {
      String option = command.get(0);
      require(command.size() > 1, option + " needs a value");
      String value = command.get(1);
      switch (option) {
        case "--known" -> known = KnownFailures.read(Path.of(value));
        case "--feature" -> prefix = value;
        case "--timeout" -> {
          require(value.matches("[1-9][0-9]{0,5}"), "--timeout is not a whole number of seconds");
          deadline = Duration.ofSeconds(Integer.parseInt(value));
        }
        default -> throw new IllegalArgumentException("there is no option " + option);
      }
      command = command.subList(2, command.size());
    }
    require(!command.isEmpty(), "no command is given");
    Suite suite = Suite.load();
    require(!suite.only(prefix).files().isEmpty(), "no feature begins with " + prefix);
    try (ProgramImplementation program = ProgramImplementation.start(command, deadline)) {
      return new Report(out).run(suite, prefix, known, program);
    }
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalArgumentException(otherwise);
    }
  }
}
