package dev.crmql.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whatever the tests of all modules have logged, printed and failed with, and whatever the endpoint
 * answered them, explanations and page tokens too, has none of the secrets that they use. It runs
 * when they have ended, over what they left in {@code target}.
 */
final class SecretsOfTheRunTest {

  /**
   * How secrets of tests are called, so that they can be told: those of the sandbox, and others.
   */
  private static final Pattern SECRET =
      Pattern.compile(
          "sandbox-[a-z0-9-]*(token|secret|password)|(secret|token|key)-of-the-[a-z]+|upstream-token");

  private static final Pattern ENCODED = Pattern.compile("[A-Za-z0-9_+/-]{16,}");

  @TempDir private Path folder;

  @Test
  void noReportAndNoAnswerHasASecret() throws IOException {
    List<Path> left = left(Path.of("..").toAbsolutePath().normalize());

    assertThat(left).isNotEmpty();
    for (Path file : left) {
      assertThat(secrets(file)).as(file.toString()).isEmpty();
    }
  }

  @Test
  void aSecretIsFoundAsItIsAndWithinWhatIsEncoded() throws IOException {
    Path reports = Files.createDirectories(folder.resolve("a/target/surefire-reports"));
    String hidden =
        Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString("x secret-of-the-caller".getBytes(StandardCharsets.UTF_8));
    Files.writeString(
        reports.resolve("TEST-a.xml"), "Bearer sandbox-zoho-refresh-token-2\npage=" + hidden);

    List<Path> left = left(folder);

    assertThat(left).hasSize(1);
    assertThat(secrets(left.get(0)))
        .containsExactly("sandbox-zoho-refresh-token", "secret-of-the-caller");
  }

  /** The reports of tests, and what the endpoint answered, of all modules. */
  private static List<Path> left(Path root) throws IOException {
    try (Stream<Path> files = Files.find(root, 6, (path, file) -> file.isRegularFile())) {
      return files
          .filter(
              path ->
                  path.endsWith("target/answers.txt")
                      || path.getParent().endsWith("target/surefire-reports"))
          .sorted()
          .toList();
    }
  }

  private static List<String> secrets(Path file) throws IOException {
    List<String> found = new ArrayList<>();
    try (Stream<String> lines = Files.lines(file)) {
      lines.forEach(
          line -> {
            add(found, line);
            Matcher encoded = ENCODED.matcher(line);
            while (encoded.find()) {
              add(found, decoded(encoded.group()));
            }
          });
    }
    return found;
  }

  private static void add(List<String> found, String text) {
    Matcher secret = SECRET.matcher(text);
    while (secret.find()) {
      found.add(secret.group());
    }
  }

  private static String decoded(String text) {
    try {
      byte[] bytes = Base64.getUrlDecoder().decode(text.replace('+', '-').replace('/', '_'));
      return new String(bytes, StandardCharsets.ISO_8859_1);
    } catch (IllegalArgumentException e) {
      return "";
    }
  }
}
