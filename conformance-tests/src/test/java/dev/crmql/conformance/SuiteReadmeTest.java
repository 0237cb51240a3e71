package dev.crmql.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crmql.diagnostics.DiagnosticCode;
import dev.crmql.search.AccountError;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What the suite's README says of the engine is so. */
final class SuiteReadmeTest {

  private final String readme = read(Path.of("README.md"));

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void everyCodeOfAQueryIsListed() {
    assertThat(found("\\| `([a-z-]+)` \\| [^|\\n]+ \\|\\n"))
        .containsExactlyElementsOf(
            Arrays.stream(DiagnosticCode.values()).map(DiagnosticCode::wireName).toList());
  }

  @Test
  void everyCodeOfAnAccountIsListedWithItsStatus() {
    assertThat(found("\\| (`[a-z-]+` \\| [0-9]{3}) \\| [^|\\n]+ \\|\\n"))
        .containsExactlyElementsOf(
            Arrays.stream(AccountError.Code.values())
                .map(code -> "`" + code.wireName() + "` | " + code.status())
                .toList());
  }

  @Test
  void theGlueIsWhatTheEngineIsHeldToTheSuiteBy() {
    String glue = read(Path.of("src/test/java/dev/crmql/conformance/EngineImplementation.java"));

    assertThat(found("(?s)```java\\n(  .*?)```")).hasSize(2).allMatch(glue::contains);
  }

  /** The first group of each match, in the order of the README. */
  private List<String> found(String pattern) {
    return Pattern.compile(pattern).matcher(readme).results().map(SuiteReadmeTest::first).toList();
  }

  private static String first(MatchResult match) {
    return match.group(1);
  }
}
