package dev.crmql.examples.acorn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** docs/adding-a-service.md says what is there. */
final class GuideTest {

  private static final Path ROOT = Path.of("..");
  private static final Path DOCS = ROOT.resolve("docs");
  private static final List<String> MODULES =
      List.of("engine", "connectors/oracle", "sandbox", "server", "conformance-tests", "examples");
  private static final Pattern BLOCK = Pattern.compile("```(\\w*)\\n(.*?)```", Pattern.DOTALL);
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)#]+)\\)");
  private static final Pattern CODE = Pattern.compile("`([^`\\n]+)`");
  private static final Pattern TYPE = Pattern.compile("[A-Z][a-z]+[A-Z]\\w*");
  private static final Pattern FILE =
      Pattern.compile("(\\w[\\w-]*/)*\\w[\\w-]*\\.(md|xml|yaml|json)");

  @Test
  void itsCodeIsTheExamples() throws IOException {
    String example =
        texts(Path.of("src", "main"), path -> path.toString().contains("acorn"))
            .collect(Collectors.joining("\n"));
    List<MatchResult> blocks = BLOCK.matcher(guide()).results().toList();

    for (MatchResult block : blocks) {
      assertTrue(Set.of("java", "json").contains(block.group(1)), block.group());
      assertTrue(example.contains(block.group(2)), block.group());
    }
    assertTrue(blocks.size() >= 9, "a snippet for each decision");
  }

  @Test
  void eachDecisionHasItsCode() throws IOException {
    List<String> sections = List.of(guide().split("\n### "));
    assertEquals(
        IntStream.rangeClosed(1, 9).boxed().toList(),
        sections.stream()
            .skip(1)
            .map(section -> Integer.valueOf(section.substring(0, section.indexOf('.'))))
            .toList());
    sections.stream().skip(1).forEach(section -> assertTrue(section.contains("```"), section));
  }

  @Test
  void whatItNamesIsThere() throws IOException {
    Set<String> types = new TreeSet<>();
    for (String module : MODULES) {
      paths(ROOT.resolve(module + "/src"), path -> path.toString().endsWith(".java"))
          .forEach(path -> types.add(path.getFileName().toString().replace(".java", "")));
    }
    Set<String> missing = new TreeSet<>();
    String words = BLOCK.matcher(guide()).replaceAll("");
    LINK.matcher(words)
        .results()
        .map(link -> link.group(1))
        .filter(link -> !Files.exists(DOCS.resolve(link)))
        .forEach(missing::add);
    for (MatchResult code : CODE.matcher(words).results().toList()) {
      String text = code.group(1);
      String type = text.replaceAll("[.(].*", "");
      boolean isFile = FILE.matcher(text).matches() && !text.equals("unified-types.json");
      if ((isFile && !Files.exists(ROOT.resolve(text)))
          || (!isFile && TYPE.matcher(type).matches() && !types.contains(type))) {
        missing.add(text);
      }
    }
    assertEquals(Set.of(), missing);
  }

  private static String guide() throws IOException {
    return Files.readString(DOCS.resolve("adding-a-service.md"));
  }

  private static Stream<String> texts(Path folder, Predicate<Path> wanted) throws IOException {
    return paths(folder, wanted).stream()
        .map(
            path -> {
              try {
                return Files.readString(path);
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            });
  }

  private static List<Path> paths(Path folder, Predicate<Path> wanted) throws IOException {
    try (Stream<Path> paths = Files.walk(folder)) {
      return paths.filter(Files::isRegularFile).filter(wanted).toList();
    }
  }
}
