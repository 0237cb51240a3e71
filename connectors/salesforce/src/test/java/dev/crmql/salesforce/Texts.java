package dev.crmql.salesforce;

import dev.crmql.diagnostics.Diagnostic;
import dev.crmql.diagnostics.QueryException;
import dev.crmql.language.Language;
import dev.crmql.query.NodeLocation;
import dev.crmql.query.Span;
import dev.crmql.spi.TextPlan;
import dev.crmql.spi.TextQuery;
import java.util.List;

/** Asks the connector text that Salesforce reads itself. */
final class Texts {

  private Texts() {}

  static TextPlan plan(Language language, String text) {
    return plan(language, text, 30);
  }

  static TextPlan plan(Language language, String text, int pageSize) {
    return Answers.CONNECTOR.plan(new TextQuery(language, text, pageSize));
  }

  /** What is sent as {@code q} by the only request. */
  static String sent(Language language, String text) {
    return sent(plan(language, text));
  }

  static String sent(TextPlan plan) {
    return plan.requests().get(0).query().get("q");
  }

  /** The faults of a text, each as {@code code at part}. */
  static List<String> faults(Language language, String text) {
    return diagnostics(language, text).stream()
        .map(fault -> fault.code().wireName() + " at " + part(fault.at(), text))
        .toList();
  }

  static List<Diagnostic> diagnostics(Language language, String text) {
    try {
      plan(language, text);
    } catch (QueryException e) {
      return e.diagnostics();
    }
    throw new AssertionError("not refused: " + text);
  }

  /** The part of the text that a place is; empty if there is none. */
  static String part(NodeLocation at, String text) {
    Span span = at.span().orElse(new Span(0, 0));
    return text.substring(span.start(), span.end());
  }
}
