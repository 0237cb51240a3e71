package dev.crmql.diagnostics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crmql.query.NodeLocation;
import dev.crmql.query.Span;
import java.util.List;
import org.junit.jupiter.api.Test;

class DiagnosticPrinterTest {

  @Test
  void aFaultIsShownUnderTheQuery() {
    String text = "SELECT id FROM Accounts WHERE name NOT LIKE '%kloud%'";
    Diagnostic fault =
        Diagnostic.of(
            DiagnosticCode.UNSUPPORTED_CONSTRUCT,
            NodeLocation.of(30, 53),
            "SugarCRM cannot express NOT LIKE",
            "leave the condition out and filter the rows that come back");

    assertThat(DiagnosticPrinter.print(new QueryException(List.of(fault), text)))
        .isEqualTo(
            """
            line 1:31: SugarCRM cannot express NOT LIKE
              SELECT id FROM Accounts WHERE name NOT LIKE '%kloud%'
                                            ^^^^^^^^^^^^^^^^^^^^^^^
              hint: leave the condition out and filter the rows that come back""");
  }

  @Test
  void severalFaultsFollowEachOther() {
    Diagnostic first = fault(7, 9);
    Diagnostic second = fault(16, 24);

    assertThat(
            DiagnosticPrinter.print(
                new QueryException(List.of(first, second), "SELECT id FROM\n Accounts")))
        .isEqualTo(
            """
            line 1:8: wrong
              SELECT id FROM
                     ^^
            line 2:2: wrong
               Accounts
               ^^^^^^^^""");
  }

  @Test
  void withoutTextThereIsNoPicture() {
    Diagnostic fault =
        Diagnostic.of(DiagnosticCode.TYPE_MISMATCH, NodeLocation.NONE, "wrong", "do right");

    assertThat(DiagnosticPrinter.print(new QueryException(fault)))
        .isEqualTo("wrong\n  hint: do right");
    assertThat(DiagnosticPrinter.print(fault, "SELECT id")).isEqualTo("wrong\n  hint: do right");
  }

  @Test
  void columnsCountCodePointsAndCaretsCountTerminalColumns() {
    assertThat(print("a\uD83D\uDE00b", 3, 4))
        .isEqualTo("line 1:3: wrong\n  a\uD83D\uDE00b\n     ^");
    assertThat(print("\u4e2d\u6587b", 1, 2)).isEqualTo("line 1:2: wrong\n  \u4e2d\u6587b\n    ^^");
    assertThat(print("e\u0301b", 2, 3)).isEqualTo("line 1:3: wrong\n  e\u0301b\n   ^");
    assertThat(print("\tb", 1, 2)).isEqualTo("line 1:2: wrong\n   b\n   ^");
  }

  @Test
  void charactersThatCouldMisleadAreReplaced() {
    assertThat(print("a\u0000\u001b[31m\u202eb\uD83D\u0085c", 10, 11))
        .isEqualTo("line 1:11: wrong\n  a\u2400\u241b[31m\uFFFDb\uFFFD\uFFFDc\n            ^");
  }

  @Test
  void aFaultAtTheEndHasOneCaretAfterTheLine() {
    assertThat(print("SELECT", 6, 6)).isEqualTo("line 1:7: wrong\n  SELECT\n        ^");
    assertThat(print("", 0, 0)).isEqualTo("line 1:1: wrong\n  \n  ^");
    assertThat(print("a\r\n", 3, 3)).isEqualTo("line 2:1: wrong\n  \n  ^");
  }

  @Test
  void aFaultOverSeveralLinesEndsWithTheFirst() {
    assertThat(print("a 'b\r\nc' d", 2, 8)).isEqualTo("line 1:3: wrong\n  a 'b\n    ^^");
  }

  @Test
  void linesEndWithEachOfTheThreeBreaks() {
    String text = "a\rb\nc\r\nd";

    assertThat(TextPosition.of(text, 2)).isEqualTo(new TextPosition(2, 1));
    assertThat(TextPosition.of(text, 4)).isEqualTo(new TextPosition(3, 1));
    assertThat(TextPosition.of(text, 7)).isEqualTo(new TextPosition(4, 1));
  }

  @Test
  void aLongLineIsCutToAWindow() {
    String text = "x".repeat(5_000_000) + "FAULT" + "y".repeat(5_000_000);

    assertThat(print(text, 5_000_000, 5_000_005))
        .isEqualTo(
            "line 1:5000001: wrong\n  ..."
                + "x".repeat(40)
                + "FAULT"
                + "y".repeat(55)
                + "...\n"
                + " ".repeat(45)
                + "^^^^^");
    assertThat(print(text, 0, 10_000_005))
        .isEqualTo("line 1:1: wrong\n  " + "x".repeat(100) + "...\n  " + "^".repeat(60));
    assertThat(print(text, 4_000_000, 9_000_000).lines().map(String::length))
        .allMatch(length -> length < 115);
  }

  @Test
  void aCutLeavesPairsOfSurrogatesWhole() {
    String smiles = "\uD83D\uDE00".repeat(200);
    String text = smiles + "a" + smiles;
    for (int start = 0; start < 600; start++) {
      boolean whole = start < 400 ? start % 2 == 0 : start % 2 == 1;
      for (int length : new int[] {0, 2, 59, 60, 61, 150}) {
        if (whole) {
          assertThat(DiagnosticPrinter.excerpt(text, new Span(start, start + length)))
              .as("from %d, %d units", start, length)
              .doesNotContain("\uFFFD");
        }
      }
    }
  }

  private static String print(String text, int start, int end) {
    return DiagnosticPrinter.print(fault(start, end), text);
  }

  private static Diagnostic fault(int start, int end) {
    return Diagnostic.of(DiagnosticCode.SYNTAX_ERROR, NodeLocation.of(start, end), "wrong");
  }
}
