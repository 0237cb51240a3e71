package dev.crmql.server;

import dev.crmql.diagnostics.Diagnostic;
import dev.crmql.diagnostics.DiagnosticPrinter;
import dev.crmql.endpoint.ErrorBody;
import dev.crmql.search.AccountError;

/** An account's failure as a person reads it. */
final class FailureText {

  private FailureText() {}

  static String of(AccountError error) {
    StringBuilder text = new StringBuilder(ErrorBody.of(error, "").errorCode());
    text.append(": ").append(error.message());
    String upstream = upstream(error);
    if (!upstream.isEmpty()) {
      text.append(" (").append(upstream).append(')');
    }
    for (Diagnostic diagnostic : error.diagnostics()) {
      String picture = DiagnosticPrinter.print(diagnostic, error.queryText().orElse(null));
      text.append('\n').append(picture.indent(2).stripTrailing());
    }
    return text.toString();
  }

  /** What the service itself said, as far as the message does not say it. */
  private static String upstream(AccountError error) {
    String message = error.upstreamMessage();
    if (message.isEmpty() || message.equals(error.message())) {
      return error.upstreamCode();
    }
    return error.upstreamCode().isEmpty() ? message : error.upstreamCode() + ": " + message;
  }
}
