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
    Suite suite = Suite.load();
    while (command.size() > 1 && command.get(0).startsWith("--")) {
      String value = command.get(1);
      switch (command.get(0)) {
        case "--known" -> known = KnownFailures.read(Path.of(value));
        case "--feature" -> suite = suite.only(value);
        default -> command = List.of("");
      }
      command = command.subList(Math.min(2, command.size()), command.size());
    }
    if (command.isEmpty()) {
      System.err.println(
          "usage: crmql-conformance [--known FILE] [--feature PREFIX] COMMAND [ARGUMENT..]");
      System.exit(2);
    }
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    try (ProgramImplementation program = ProgramImplementation.start(command)) {
      System.exit(new Report(out).run(suite, known, program) ? 0 : 1);
    }
  }
}
