package dev.crmql.conformance;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/**
 * Runs the suite against a program: {@code [--known FILE] [--feature PREFIX] COMMAND [ARGUMENT..]}.
 * Exit code 0: everything passed; 1: something failed; 2: bad arguments.
 */
public final class Main {

  private Main() {}

  /** Runs the suite, prints failures and counts, and ends the process. */
  public static void main(String[] args) throws IOException {
    List<String> command = List.of(args);
    KnownFailures known = KnownFailures.none();
    String prefix = "";
    while (!command.isEmpty() && command.get(0).startsWith("--")) {
      String value = command.size() > 1 ? command.get(1) : usage("a value is missing");
      switch (command.get(0)) {
        case "--known" -> known = KnownFailures.read(Path.of(value));
        case "--feature" -> prefix = value;
        default -> usage("there is no option " + command.get(0));
      }
      command = command.subList(2, command.size());
    }
    Suite suite = Suite.load();
    if (command.isEmpty()) {
      usage("no command is given");
    }
    if (suite.only(prefix).files().isEmpty()) {
      usage("no feature begins with " + prefix);
    }
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    try (ProgramImplementation program = ProgramImplementation.start(command)) {
      System.exit(new Report(out).run(suite, prefix, known, program) ? 0 : 1);
    } catch (IOException e) {
      usage(e.getMessage());
    }
  }

  private static String usage(String fault) {
    System.err.println(
        "crmql-conformance: "
            + fault
            + "\nusage: crmql-conformance [--known FILE] [--feature PREFIX] COMMAND [ARGUMENT..]");
    System.exit(2);
    return "";
  }
}
