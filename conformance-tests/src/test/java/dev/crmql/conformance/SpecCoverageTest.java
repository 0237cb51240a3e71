package dev.crmql.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The tables that show what is tested of the API's document name only what there is. */
final class SpecCoverageTest {

  /** To be counted up with each row, so that none that the pattern misses goes unread. */
  private static final int ROWS = 79;

  private static final Path ROOT = Path.of("..");
  private static final Pattern ROW = Pattern.compile("\\| .+ \\| (.+) \\|");
  private static final Pattern NAMED = Pattern.compile("`([^`]+)`");
  private static final Pattern NAMED_METHOD = Pattern.compile("`\\w+#\\w+`");
  private static final Pattern NAMED_CASE = Pattern.compile("`[a-z-]+/[a-z-]+: [^`]+`");
  private static final Pattern METHOD = Pattern.compile("(\\w+)#(\\w+)");

  private final Map<String, List<Path>> sources = sources();
  private final List<String> lines = lines(ROOT.resolve("docs/spec-coverage.md"));

  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<String> shownBy() {
    return lines.stream()
        .map(ROW::matcher)
        .filter(Matcher::matches)
        .map(row -> row.group(1))
        .filter(shown -> !shown.equals("Shown by"))
        .toList();
  }

  @Test
  void everySentenceIsShown() {
    assertThat(shownBy()).hasSize(ROWS);
    assertThat(shownBy()).allMatch(SpecCoverageTest::isNamed);
  }

  private static boolean isNamed(String shown) {
    return Stream.of(shown.split("(?<=`), (?=`)", -1))
        .allMatch(
            part -> NAMED_METHOD.matcher(part).matches() || NAMED_CASE.matcher(part).matches());
  }

  @Test
  void everyTestThatIsNamedIsThere() {
    Set<String> cases =
        Suite.load().files().stream()
            .flatMap(
                file ->
                    file.cases().stream()
                        .map(c -> file.feature() + ": " + c.json().get("name").textValue()))
            .collect(Collectors.toSet());
    List<String> missing = new ArrayList<>();
    for (String shown : shownBy()) {
      Matcher named = NAMED.matcher(shown);
      while (named.find()) {
        String name = named.group(1);
        Matcher method = METHOD.matcher(name);
        boolean there =
            method.matches()
                ? sources(method.group(1)).anyMatch(text -> has(text, method.group(2)))
                : cases.contains(name);
        if (!there) {
          missing.add(name);
        }
      }
    }
    assertThat(missing).isEmpty();
  }

  private static boolean has(String source, String method) {
    return Pattern.compile("void " + method + "\\(").matcher(source).find();
  }

  /** The texts of the test classes of this name; several modules may have one. */
  private Stream<String> sources(String className) {
    return sources.getOrDefault(className + ".java", List.of()).stream()
        .map(file -> String.join("\n", lines(file)));
  }

  private static Map<String, List<Path>> sources() {
    try (Stream<Path> files = Files.walk(ROOT)) {
      return files
          .filter(file -> file.toString().matches(".*/src/test/.*\\.java"))
          .collect(Collectors.groupingBy(file -> file.getFileName().toString()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
