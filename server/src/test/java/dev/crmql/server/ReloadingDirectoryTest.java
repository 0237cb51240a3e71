package dev.crmql.server;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.crmql.search.Account;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

final class ReloadingDirectoryTest {

  private static final String ONE =
      "accounts:\n  - {id: one, service: dynamics, url: 'https://a.example', token: {file: t}}\n";
  private static final String TWO =
      ONE + "  - {id: two, service: dynamics, url: 'https://b.example', token: u}\n";

  @TempDir private Path folder;
  private Path file;
  private long now;
  private ReloadingDirectory directory;

  @BeforeEach
  void readOnce() throws IOException {
    Files.writeString(folder.resolve("t"), "first");
    file = Files.writeString(folder.resolve("crmql.yaml"), ONE);
    directory = new ReloadingDirectory(file, name -> null, () -> now);
  }

  private void aSecondLater() {
    now += TimeUnit.SECONDS.toNanos(1);
  }

  @Test
  void aChangedFileIsReadAtTheNextLook() throws IOException {
    Account before = directory.find("one").orElseThrow();
    Files.writeString(file, TWO);

    assertThat(directory.find("two")).isEmpty();
    aSecondLater();
    assertThat(directory.find("two")).isPresent();
    assertThat(directory.find("one").orElseThrow()).isSameAs(before);
  }

  @Test
  void aFaultyFileLeavesTheOldConfiguration() throws IOException {
    Files.writeString(file, TWO + "x");
    aSecondLater();
    assertThat(directory.find("one")).isPresent();

    Files.writeString(file, TWO);
    aSecondLater();
    assertThat(directory.find("two")).isPresent();
  }

  @Test
  void aFileThatCannotBeReadLeavesTheOldConfigurationAndIsToldOf() throws IOException {
    assertThat(directory.isCurrent()).isTrue();
    Files.delete(file);
    aSecondLater();
    assertThat(directory.find("one")).isPresent();
    assertThat(directory.isCurrent()).isFalse();

    Files.createDirectory(file);
    aSecondLater();
    assertThat(directory.find("one")).isPresent();
    assertThat(directory.isCurrent()).isFalse();

    Files.delete(file);
    Files.writeString(file, TWO);
    aSecondLater();
    assertThat(directory.isCurrent()).isTrue();
    assertThat(directory.find("two")).isPresent();
  }

  @Test
  void noFaultOfReadingIsOneOfASearch() throws IOException {
    ReloadingDirectory troubled =
        new ReloadingDirectory(
            file,
            name -> {
              throw new IllegalStateException("hush");
            },
            () -> now);
    Files.writeString(file, TWO.replace("token: u", "token: '${X}'"));
    aSecondLater();

    assertThat(troubled.find("one")).isPresent();
    assertThat(troubled.find("two")).isEmpty();
    assertThat(troubled.isCurrent()).isFalse();
  }

  @Test
  void metricsSayWhetherTheConfigurationIsThatOfItsFile() throws IOException {
    ServerMetrics metrics = new ServerMetrics();
    metrics.watchConfiguration(directory::isCurrent);
    assertThat(metrics.text()).contains("crmql_config_last_reload_successful 1");

    Files.delete(file);
    aSecondLater();
    assertThat(metrics.text()).contains("crmql_config_last_reload_successful 0");
  }

  @Test
  void changedLimitsAreToldOfOnceSinceTheyNeedARestart() throws IOException {
    ListAppender<ILoggingEvent> lines = new ListAppender<>();
    lines.start();
    Logger log = (Logger) LoggerFactory.getLogger(ReloadingDirectory.class);
    log.addAppender(lines);
    try {
      for (String limits : List.of("{max_rows: 5, attempts: 3}", "{max_rows: 5, attempts: 3} ")) {
        Files.writeString(file, ONE + "limits: " + limits + "\n");
        aSecondLater();
        assertThat(directory.find("one")).isPresent();
      }
      assertThat(warnings(lines))
          .containsExactly(
              "These limits of the configuration have changed, and count after a restart: max_rows,"
                  + " attempts");

      Files.writeString(file, ONE + "limits: {max_rows: 5}\n");
      aSecondLater();
      assertThat(directory.find("one")).isPresent();
      Files.writeString(file, ONE);
      aSecondLater();
      assertThat(directory.find("one")).isPresent();
      assertThat(warnings(lines)).hasSize(2).last().asString().endsWith("restart: max_rows");
      assertThat(directory.isCurrent()).isTrue();
    } finally {
      log.detachAppender(lines);
    }
  }

  private static List<String> warnings(ListAppender<ILoggingEvent> lines) {
    return lines.list.stream()
        .filter(line -> line.getLevel() == Level.WARN)
        .map(ILoggingEvent::getFormattedMessage)
        .toList();
  }

  @Test
  void faultyLimitsLeaveTheOldConfiguration() throws IOException {
    Files.writeString(file, TWO + "limits: {max_rows: -1}\n");
    aSecondLater();

    assertThat(directory.find("two")).isEmpty();
    assertThat(directory.isCurrent()).isFalse();
  }

  @Test
  void aChangedSecretMakesAnotherAccount() throws IOException {
    Account before = directory.find("one").orElseThrow();
    Files.writeString(folder.resolve("t"), "second-one");
    aSecondLater();

    assertThat(directory.find("one").orElseThrow()).isNotSameAs(before);
  }

  @Test
  void aFileThatIsMissedIsLookedForAgain() throws IOException {
    Files.delete(folder.resolve("t"));
    aSecondLater();
    assertThat(directory.find("one")).isPresent();
    Files.writeString(file, TWO);
    aSecondLater();
    assertThat(directory.find("two")).isEmpty();

    Files.writeString(folder.resolve("t"), "back");
    aSecondLater();
    assertThat(directory.find("two")).isPresent();
  }

  @Test
  void callersTokensAreAsNewAsTheAccounts() throws IOException {
    assertThat(directory.tokens().accounts("foo")).isEmpty();
    Files.writeString(
        file,
        ONE
            + "tokens:\n  - {sha256: "
            + dev.crmql.endpoint.HashedTokens.hash("foo")
            + ", accounts: '*'}\n");
    aSecondLater();

    assertThat(directory.tokens().accounts("foo")).isPresent();
  }
}
