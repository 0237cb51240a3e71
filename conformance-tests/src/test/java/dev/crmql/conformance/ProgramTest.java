package dev.crmql.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The command line passes the suite by the line protocol, as a program in any language would. */
final class ProgramTest {

  @Test
  void theCommandLinePassesTheSuite() throws IOException {
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    boolean passed;
    try (ProgramImplementation program =
        ProgramImplementation.start(command(), ProgramImplementation.DEADLINE)) {
      passed =
          new Report(new PrintStream(printed, true, StandardCharsets.UTF_8))
              .run(Suite.load(), "", KnownFailures.none(), program);
    }

    System.out.println(printed.toString(StandardCharsets.UTF_8));
    assertThat(passed).as(printed.toString(StandardCharsets.UTF_8)).isTrue();
  }

  private static List<String> command() {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-cp",
        System.getProperty("java.class.path"),
        "dev.crmql.server.Main",
        "conform");
  }
}
