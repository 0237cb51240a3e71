package dev.crmql.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crmql.diagnostics.DiagnosticPrinter;
import dev.crmql.diagnostics.QueryException;
import dev.crmql.language.Language;
import dev.crmql.language.QueryParser;
import dev.crmql.search.AccountError;
import dev.crmql.spi.Completion;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * What people see of a refused query is what the golden files show. With the system property {@code
 * crmql.golden.rewrite=true} the files are written again from their queries, for a reviewer to read
 * the difference.
 */
class DiagnosticsGoldenTest {

  private static final Path GOOD = Path.of("src/test/resources/diagnostics.golden");
  private static final Path NOT_YET_GOOD =
      Path.of("src/test/resources/diagnostics-not-yet-good.golden");

  private static final String ACCEPTED = "accepted";

  private static final int LEAST_ENTRIES = 70;

  private static final Map<String, ServiceUnderTest> SERVICES = new HashMap<>();

  @AfterAll
  static void stop() {
    SERVICES.values().forEach(ServiceUnderTest::close);
    SERVICES.clear();
  }

  @TestFactory
  Stream<DynamicTest> peopleSeeThis() throws IOException {
    List<DynamicTest> tests = new ArrayList<>();
    for (Path file : List.of(GOOD, NOT_YET_GOOD)) {
      List<GoldenDiagnostics.Entry> entries = GoldenDiagnostics.read(file);
      if (Boolean.getBoolean("crmql.golden.rewrite")) {
        GoldenDiagnostics.rewrite(
            file, entries.stream().map(DiagnosticsGoldenTest::picture).toList());
        entries = GoldenDiagnostics.read(file);
      }
      for (GoldenDiagnostics.Entry entry : entries) {
        tests.add(DynamicTest.dynamicTest(name(entry), () -> check(entry)));
      }
    }
    return tests.stream();
  }

  private static String name(GoldenDiagnostics.Entry entry) {
    return entry.heading() + ": " + entry.asked() + "> " + String.join(" ", entry.written());
  }

  private static void check(GoldenDiagnostics.Entry entry) {
    assertThat(picture(entry)).isEqualTo(entry.picture()).isNotEqualTo(ACCEPTED);
    entry
        .insteadQuery()
        .ifPresent(query -> assertThat(shown(entry.asked(), query)).as(query).isEqualTo(ACCEPTED));
  }

  @Test
  void theGoodTextsAreManyAndDifferent() throws IOException {
    List<GoldenDiagnostics.Entry> entries = GoldenDiagnostics.read(GOOD);
    assertThat(entries).hasSizeGreaterThanOrEqualTo(LEAST_ENTRIES);
    assertThat(entries).extracting(DiagnosticsGoldenTest::name).doesNotHaveDuplicates();
    assertThat(entries).noneMatch(entry -> entry.because().isPresent());
  }

  @Test
  void aTextThatIsNotYetGoodSaysWhy() throws IOException {
    assertThat(GoldenDiagnostics.read(NOT_YET_GOOD)).allMatch(entry -> entry.because().isPresent());
  }

  private static String picture(GoldenDiagnostics.Entry entry) {
    return shown(entry.asked(), entry.query());
  }

  /** The lines that people see, without the blanks at their ends, and none of them empty. */
  private static String shown(String asked, String query) {
    String lines;
    try {
      lines = ask(asked, query).map(error -> shown(error, query)).orElse(ACCEPTED);
    } catch (QueryException refusal) {
      lines = DiagnosticPrinter.print(refusal);
    }
    return lines
        .lines()
        .map(line -> line.isBlank() ? "  <empty line>" : line.stripTrailing())
        .collect(Collectors.joining("\n"));
  }

  private static String shown(AccountError error, String query) {
    return error.diagnostics().isEmpty()
        ? error.code().wireName() + ": " + error.message()
        : DiagnosticPrinter.print(new QueryException(error.diagnostics(), query));
  }

  private static Optional<AccountError> ask(String asked, String query) {
    switch (asked) {
      case "kql" -> QueryParser.kql().parse(query);
      case "dql" -> QueryParser.dql().parse(query);
      default -> {
        List<String> words = List.of(asked.split(" "));
        return SERVICES
            .computeIfAbsent(words.get(0), ServiceUnderTest::start)
            .failure(
                words.contains("dql") ? Language.DQL : Language.KQL,
                query,
                words.contains("local") ? Completion.LOCAL : Completion.STRICT,
                !words.contains("undescribed"));
      }
    }
    return Optional.empty();
  }
}
