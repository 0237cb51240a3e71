package dev.crmql.language;

import dev.crmql.diagnostics.Diagnostic;
import dev.crmql.diagnostics.DiagnosticCode;
import dev.crmql.diagnostics.QueryException;
import dev.crmql.diagnostics.SafeText;
import java.util.List;

/** Says what is wrong with a text that could not be parsed, from the words around the fault. */
final class SyntaxDiagnosis {

  private final QueryTokens tokens;

  SyntaxDiagnosis(QueryTokens tokens, Language language) {
    this.tokens = tokens;
  }

  QueryException exception() {
    QueryToken found = tokens.LT(1);
    return new QueryException(
        List.of(
            Diagnostic.of(
                DiagnosticCode.SYNTAX_ERROR,
                found.at(),
                SafeText.excerpt(found.text()) + " can't stand here")),
        tokens.source());
  }
}
