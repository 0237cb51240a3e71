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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The tables that say which test shows what name only tests that there are. */
final class ShownByTest {

  private static final Path ROOT = Path.of("..");
  private static final Pattern ROW = Pattern.compile("\\| .+ \\| (.+) \\|");
  private static final Pattern HEAD = Pattern.compile("\\| .+ \\| Shown by \\|");
  private static final Pattern NAMED = Pattern.compile("`([^`]+)`");
  private static final Pattern NAMED_METHOD = Pattern.compile("`\\w+#\\w+`");
  private static final Pattern NAMED_CASE = Pattern.compile("`[a-z-]+/[a-z-]+: [^`]+`");
  private static final Pattern METHOD = Pattern.compile("(\\w+)#(\\w+)");

  private final Map<String, List<Path>> sources = sources();

  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What stands in the second column of the tables whose heading there is "Shown by". */
  private static List<String> shownBy(String document) {
    List<String> shown = new ArrayList<>();
    boolean inside = false;
    for (String line : lines(ROOT.resolve("docs").resolve(document))) {
      Matcher row = ROW.matcher(line);
      if (HEAD.matcher(line).matches()) {
        inside = true;
      } else if (inside && row.matches()) {
        shown.add(row.group(1));
      } else {
        inside &= line.startsWith("|");
      }
    }
    return shown;
  }

  /** Rows are to be counted up with each, so that none that the pattern misses goes unread. */
  @ParameterizedTest
  @CsvSource({"spec-coverage.md, 79", "security.md, 47"})
  void everySentenceIsShown(String document, int rows) {
    assertThat(shownBy(document)).hasSize(rows);
    assertThat(shownBy(document)).allMatch(ShownByTest::isNamed);
  }

  private static boolean isNamed(String shown) {
    return Stream.of(shown.split("(?<=`), (?=`)", -1))
        .allMatch(
            part -> NAMED_METHOD.matcher(part).matches() || NAMED_CASE.matcher(part).matches());
  }

  @ParameterizedTest
  @ValueSource(strings = {"spec-coverage.md", "security.md"})
  void everyTestThatIsNamedIsThere(String document) {
    Set<String> cases =
        Suite.load().files().stream()
            .flatMap(
                file ->
                    file.cases().stream()
                        .map(c -> file.feature() + ": " + c.json().get("name").textValue()))
            .collect(Collectors.toSet());
    List<String> missing = new ArrayList<>();
    for (String shown : shownBy(document)) {
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
    return Pattern.compile("(void " + method + "\\(|ArchRule " + method + "\\b)")
        .matcher(source)
        .find();
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
