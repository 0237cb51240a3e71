package dev.crmql.server;

import dev.crmql.diagnostics.Diagnostic;
import dev.crmql.diagnostics.DiagnosticPrinter;
import dev.crmql.search.AccountError;

/** An account's failure as a person reads it. */
final class FailureText {

  private FailureText() {}

  static String of(AccountError error) {
    StringBuilder text = new StringBuilder(error.code().wireName());
    text.append(": ").append(error.message());
    if (!error.upstreamMessage().isEmpty()) {
      text.append(" (");
      if (!error.upstreamCode().isEmpty()) {
        text.append(error.upstreamCode()).append(": ");
      }
      text.append(error.upstreamMessage()).append(')');
    }
    for (Diagnostic diagnostic : error.diagnostics()) {
      String picture = DiagnosticPrinter.print(diagnostic, error.queryText().orElse(null));
      text.append('\n').append(picture.indent(2).stripTrailing());
    }
    return text.toString();
  }
}
