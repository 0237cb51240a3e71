package dev.crmql.server;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.crmql.diagnostics.Diagnostic;
import dev.crmql.diagnostics.DiagnosticPrinter;
import dev.crmql.diagnostics.QueryException;
import dev.crmql.diagnostics.TextPosition;
import dev.crmql.query.Span;

/**
 * A diagnostic as data: {@code {code, message, line, column, end_line, end_column, hints,
 * excerpt}}.
 */
final class DiagnosticJson {

  private DiagnosticJson() {}

  /** The faults of a query. */
  static ObjectNode write(QueryException e) {
    ObjectNode answer = new ObjectMapper().createObjectNode();
    ArrayNode diagnostics = answer.putArray("diagnostics");
    e.diagnostics()
        .forEach(diagnostic -> write(diagnostics.addObject(), diagnostic, e.text().orElse(null)));
    return answer;
  }

  private static void write(ObjectNode json, Diagnostic diagnostic, String text) {
    json.put("code", diagnostic.code().wireName());
    json.put("message", diagnostic.message());
    if (text != null) {
      diagnostic.at().span().ifPresent(span -> place(json, span, text));
    }
    ArrayNode hints = json.putArray("hints");
    diagnostic.hints().forEach(hints::add);
  }

  private static void place(ObjectNode json, Span span, String text) {
    TextPosition start = TextPosition.of(text, span.start());
    TextPosition end = TextPosition.of(text, span.end());
    json.put("line", start.line());
    json.put("column", start.column());
    json.put("end_line", end.line());
    json.put("end_column", end.column());
    json.put("excerpt", DiagnosticPrinter.excerpt(text, span));
  }
}
