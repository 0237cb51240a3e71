package dev.crmql.salesforce;

import dev.crmql.diagnostics.Diagnostic;
import dev.crmql.diagnostics.DiagnosticCode;
import dev.crmql.diagnostics.QueryException;
import dev.crmql.query.NodeLocation;

/** Text that a URL can carry. */
final class WellFormedText {

  private WellFormedText() {}

  /**
   * Refuses half a character: it has no UTF-8, and the question mark that is sent for it would be a
   * wildcard.
   *
   * @throws QueryException at the first lone surrogate
   */
  static void require(String text) {
    int at = 0;
    while (at < text.length()) {
      int c = text.codePointAt(at);
      if (Character.getType(c) == Character.SURROGATE) {
        throw new QueryException(
            Diagnostic.of(
                DiagnosticCode.UNEXPECTED_CHARACTER,
                NodeLocation.of(at, at + 1),
                "half of a surrogate pair is no character"));
      }
      at += Character.charCount(c);
    }
  }
}
