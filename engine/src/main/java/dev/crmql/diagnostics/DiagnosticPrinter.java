package dev.crmql.diagnostics;

import dev.crmql.query.Span;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Shows what is wrong with a query to a person:
 *
 * <pre>
 * line 1:31: SugarCRM cannot express NOT LIKE
 *   SELECT id FROM Accounts WHERE name NOT LIKE '%kloud%'
 *                                 ^^^^^^^^^^^^^^^^^^^^^^^
 *   hint: leave the condition out and filter the rows that come back
 * </pre>
 */
public final class DiagnosticPrinter {

  private static final String INDENT = "  ";

  private DiagnosticPrinter() {}

  /** All faults of a query, each as its lines, without a line break at the end. */
  public static String print(QueryException fault) {
    return fault.diagnostics().stream()
        .map(diagnostic -> print(diagnostic, fault.text().orElse(null)))
        .collect(Collectors.joining("\n"));
  }

  /**
   * One fault, as its lines.
   *
   * @param text the query as written, or null; without it there is no place and no excerpt
   */
  public static String print(Diagnostic diagnostic, String text) {
    StringBuilder lines = new StringBuilder();
    Optional<Span> span = text == null ? Optional.empty() : diagnostic.at().span();
    span.ifPresent(
        at -> lines.append("line ").append(TextPosition.of(text, at.start())).append(": "));
    lines.append(diagnostic.message());
    span.ifPresent(
        at -> lines.append('\n').append(excerpt(text, at).indent(INDENT.length()).stripTrailing()));
    for (String hint : diagnostic.hints()) {
      lines.append('\n').append(INDENT).append("hint: ").append(hint);
    }
    return lines.toString();
  }

  /**
   * The line of the text in which a span starts, and under it carets where the span is. A long line
   * is cut to what is around the span; a span over several lines ends with the first.
   */
  public static String excerpt(String text, Span span) {
    return Excerpt.of(text, span).picture();
  }
}
