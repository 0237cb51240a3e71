package dev.crmql.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A service is a small jar of facts, and the engine knows none of them by name. */
class ConnectorsAreFactsTest {

  private static final Path PROJECT = Path.of("..");

  private static final Pattern COMMENT = Pattern.compile("(?s)/\\*.*?\\*/|//[^\n]*");

  private static final Pattern HEAD = Pattern.compile("(?m)^(package|import) .*;$");

  private static final Pattern SERVICE =
      Pattern.compile(
          "(?i).*(salesforce|dynamics|sugar|oracle|hubspot|zoho|pipedrive|pipeliner).*");

  private static List<Path> sources(String module) throws IOException {
    try (Stream<Path> files = Files.walk(PROJECT.resolve(module).resolve("src/main/java"))) {
      return files.filter(file -> file.toString().endsWith(".java")).sorted().toList();
    }
  }

  private static List<String> code(Path source) throws IOException {
    String text = COMMENT.matcher(Files.readString(source)).replaceAll("");
    return HEAD.matcher(text).replaceAll("").lines().filter(line -> !line.isBlank()).toList();
  }

  @Test
  void theEngineNamesNoService() throws IOException {
    List<Path> sources = sources("engine");
    assertThat(sources).hasSizeGreaterThan(150);
    List<String> found = new ArrayList<>();
    for (Path source : sources) {
      code(source).stream()
          .filter(line -> SERVICE.matcher(line).matches())
          .forEach(line -> found.add(source.getFileName() + ": " + line.strip()));
    }
    assertThat(found).isEmpty();
  }

  /** Salesforce, Dynamics and SugarCRM also read languages of their own, and are larger. */
  @ParameterizedTest
  @ValueSource(strings = {"oracle", "hubspot", "zoho", "pipedrive", "pipeliner"})
  void aConnectorHasFewerThan1200LinesOfCode(String service) throws IOException {
    int lines = 0;
    for (Path source : sources("connectors/" + service)) {
      lines += code(source).size();
    }
    assertThat(lines).isPositive().isLessThan(1_200);
  }
}
