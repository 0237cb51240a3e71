package dev.crmql.server;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class DemoCommandTest {

  @Test
  void theDemoShowsRowsOfAllThreeServices() {
    CommandRun run = CommandRun.of("demo", "--once");

    assertThat(run.exitCode()).isZero();
    for (String account : new String[] {"123", "456", "789"}) {
      assertThat(run.out().lines().filter(line -> line.startsWith(account + " ")).count())
          .as("rows of %s, and its line in the list of services", account)
          .isGreaterThan(1);
    }
  }

  @Test
  void aPortThatIsNoneIsRefused() {
    CommandRun run = CommandRun.of("demo", "--once", "--port", "70000");

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("70000");
  }
}
