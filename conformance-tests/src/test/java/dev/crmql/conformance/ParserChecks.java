package dev.crmql.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crmql.diagnostics.Diagnostic;
import dev.crmql.diagnostics.DiagnosticPrinter;
import dev.crmql.diagnostics.QueryException;
import dev.crmql.language.QueryFormatter;
import dev.crmql.language.QueryParser;
import dev.crmql.query.Query;
import dev.crmql.query.Span;
import dev.crmql.schema.ObjectSchema;
import dev.crmql.server.Services;
import dev.crmql.spi.Completion;
import dev.crmql.spi.Connector;
import java.util.List;

/** What must hold of every text, be it a query or not. */
final class ParserChecks {

  private static final List<Connector> CONNECTORS = List.copyOf(Services.all());

  private ParserChecks() {}

  static void check(String text) {
    check(text, QueryParser.kql());
    check(text, QueryParser.dql());
  }

  private static void check(String text, QueryParser parser) {
    Query query;
    try {
      query = parser.parse(text);
    } catch (QueryException refusal) {
      requireShowable(refusal, text);
      return;
    }
    String written = QueryFormatter.format(query);
    Query again = parser.parse(written);
    assertThat(again).as("%s, formatted as %s", text, written).isEqualTo(query);
    assertThat(QueryFormatter.format(again)).isEqualTo(written);
    for (Connector connector : CONNECTORS) {
      for (Completion completion : Completion.values()) {
        plan(connector, query, completion, text);
      }
    }
  }

  /** A service's own refusal must be as good as a parser's. */
  private static void plan(Connector connector, Query query, Completion completion, String text) {
    try {
      var unused = connector.plan(query, ObjectSchema.unknown(), completion);
    } catch (QueryException refusal) {
      requireShowable(refusal.withText(text), text);
    }
  }

  private static void requireShowable(QueryException refusal, String text) {
    for (Diagnostic diagnostic : refusal.diagnostics()) {
      Span span =
          diagnostic
              .at()
              .span()
              .orElseThrow(() -> new AssertionError("no place: " + diagnostic + " in " + text));
      assertThat(span.start()).as("start of %s in %s", diagnostic, text).isBetween(0, span.end());
      assertThat(span.end()).as("end of %s in %s", diagnostic, text).isBetween(0, text.length());
      requirePrintable(diagnostic.message(), text);
      diagnostic.hints().forEach(hint -> requirePrintable(hint, text));
    }
    DiagnosticPrinter.print(refusal).lines().forEach(line -> requirePrintable(line, text));
  }

  private static void requirePrintable(String line, String text) {
    assertThat(line.codePoints())
        .as("what is said of %s: %s", text, line)
        .noneMatch(
            c ->
                Character.isISOControl(c)
                    || Character.getType(c) == Character.SURROGATE
                    || c == 0x202E
                    || c == 0x200F);
  }
}
