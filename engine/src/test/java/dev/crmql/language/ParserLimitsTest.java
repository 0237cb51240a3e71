package dev.crmql.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.crmql.diagnostics.Diagnostic;
import dev.crmql.diagnostics.DiagnosticCode;
import dev.crmql.diagnostics.DiagnosticPrinter;
import dev.crmql.diagnostics.QueryException;
import dev.crmql.query.Condition;
import dev.crmql.query.Query;
import java.util.Collections;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ParserLimitsTest {

  private static final String START = "SELECT id FROM a WHERE ";

  @Test
  void eachLimitLetsItsSizeThroughAndNoMore() {
    QueryParser small = QueryParser.kql().withLimits(new ParserLimits(60, 18, 2, 3));

    assertThat(small.parse("SELECT id FROM a" + " ".repeat(44))).isNotNull();
    assertTooLarge(small, "SELECT id FROM a" + " ".repeat(45), "longer than 60 characters");
    assertThat(small.parse("SELECT a,a,a,a,a,a,a,a FROM b")).isNotNull();
    assertTooLarge(small, "SELECT a,a,a,a,a,a,a,a FROM b;", "more than 18 words");
    assertThat(small.parse(START + "NOT (a = 1)")).isNotNull();
    assertTooLarge(small, START + "NOT ((a = 1))", "more than 2 brackets and NOTs");
    assertThat(small.parse(START + "a IN (1, 2, 3)")).isNotNull();
    assertTooLarge(small, START + "a IN (1, 2, 3, 4)", "more than 3 values");
  }

  @Test
  void aLimitCountsNestingNotBrackets() {
    QueryParser flat = QueryParser.kql().withLimits(new ParserLimits(1000, 1000, 1, 10));

    assertThat(flat.parse(START + "(a = 1) AND (b = 2) AND NOT c = 3 OR (d = 4)")).isNotNull();
  }

  @Test
  void theDefaultsLetAListOfTenThousandIdsThrough() {
    String list = String.join(", ", Collections.nCopies(10_000, "'001D000000IqhSLIAZ'"));

    Query query = QueryParser.kql().parse(START + "id IN (" + list + ")");

    assertThat(((Condition.In) query.where().orElseThrow()).values()).hasSize(10_000);
  }

  @ParameterizedTest
  @ValueSource(strings = {"(", "NOT ", "a = 1 AND (", "NOT ("})
  void deepNestingIsRefusedNotRecursedInto(String opening) {
    QueryParser deepest =
        QueryParser.kql()
            .withLimits(new ParserLimits(10_000_000, 10_000_000, ParserLimits.MAX_NESTING, 10_000));

    assertTooLarge(deepest, START + opening.repeat(100_000), "brackets and NOTs");
    assertTooLarge(QueryParser.kql(), START + opening.repeat(1_000), "brackets and NOTs");
  }

  @Test
  void theDeepestTreeCanBeWalkedOnASmallStack() throws InterruptedException {
    int depth = ParserLimits.MAX_NESTING;
    QueryParser deepest =
        QueryParser.kql().withLimits(new ParserLimits(100_000, 100_000, depth, 10));
    String text =
        START + "(a = 1 AND NOT (b = 2 OR ".repeat(depth / 3) + "c = 3" + "))".repeat(depth / 3);
    Throwable[] thrown = new Throwable[1];
    Thread thread =
        new Thread(
            null,
            () -> {
              Query query = deepest.parse(text);
              assertThat(deepest.parse(QueryFormatter.format(query))).isEqualTo(query);
              assertThat(query.hashCode()).isNotZero();
            },
            "small stack",
            512 * 1024);
    thread.setUncaughtExceptionHandler((failed, fault) -> thrown[0] = fault);
    thread.start();
    thread.join();

    assertThat(thrown[0]).isNull();
  }

  @Test
  void tenMegabytesAreRefusedInAShortSentence() {
    for (String unit : new String[] {"a", " ", "'", "(", "\u0000", "\uD83D", "\u4e2d", "\n"}) {
      QueryException fault =
          assertTooLarge(QueryParser.kql(), unit.repeat(10_000_000), "1000000 characters");
      assertThat(DiagnosticPrinter.print(fault)).hasSizeLessThan(400);
    }
  }

  @Test
  void textUpToTheLimitIsReadWithoutDelay() {
    for (String unit : new String[] {"a", "'", "\"", "\u0000", "\uD83D", "\u4e2d", "1"}) {
      QueryException fault =
          catchThrowableOfType(
              QueryException.class,
              () -> QueryParser.kql().parse(START + "a = " + unit.repeat(900_001)));
      assertThat(DiagnosticPrinter.print(fault)).hasSizeLessThan(600);
    }
  }

  @Test
  void limitsArePositiveAndNestingIsBounded() {
    assertThatIllegalArgumentException().isThrownBy(() -> new ParserLimits(0, 1, 1, 1));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ParserLimits(1, 1, ParserLimits.MAX_NESTING + 1, 1));
  }

  private static QueryException assertTooLarge(QueryParser parser, String text, String message) {
    QueryException fault = catchThrowableOfType(QueryException.class, () -> parser.parse(text));
    assertThat(fault).isNotNull();
    Diagnostic diagnostic = fault.diagnostics().get(0);
    assertThat(diagnostic.code()).isEqualTo(DiagnosticCode.QUERY_TOO_LARGE);
    assertThat(diagnostic.message()).contains(message);
    return fault;
  }
}
