package dev.crmql.language;

import static dev.crmql.diagnostics.DiagnosticCode.NOT_IN_LANGUAGE;

import dev.crmql.diagnostics.Diagnostic;
import dev.crmql.grammar.QueryLexer;
import java.util.Optional;

/** Parts of KQL that DQL does not have. */
final class DqlFaults {

  private static final String KQL = "KQL has it: lang=kql";

  private DqlFaults() {}

  static Optional<Diagnostic> find(Fault fault) {
    if (fault.language() != Language.DQL) {
      return Optional.empty();
    }
    return switch (fault.type(0)) {
      case QueryLexer.LIMIT ->
          refused(fault, "DQL has no LIMIT", "page_size says how many rows a page has");
      case QueryLexer.OFFSET ->
          refused(fault, "DQL has no OFFSET", "page asks for the page after one that was answered");
      case QueryLexer.IN ->
          refused(fault, "DQL has no IN", "join comparisons by OR: (f = 'a' OR f = 'b')");
      case QueryLexer.IS ->
          refused(
              fault,
              "DQL has no IS NULL and no IS NOT NULL",
              "f = '' finds what is NULL or empty, f != '' what is neither");
      case QueryLexer.NOT ->
          fault.type(1) == QueryLexer.IN
              ? refused(fault, "DQL has no NOT", "join comparisons: (f != 'a' AND f != 'b')")
              : refused(fault, "DQL has no NOT", "!= is the opposite of =, and < the one of >=");
      default -> Optional.empty();
    };
  }

  private static Optional<Diagnostic> refused(Fault fault, String message, String hint) {
    return Optional.of(fault.here(NOT_IN_LANGUAGE, message, hint, KQL));
  }
}
