package dev.crmql.salesforce;

import dev.crmql.diagnostics.Diagnostic;
import dev.crmql.diagnostics.DiagnosticCode;
import dev.crmql.diagnostics.QueryException;
import dev.crmql.query.NodeLocation;
import dev.crmql.salesforce.TextTokens.Kind;
import dev.crmql.salesforce.TextTokens.Token;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Refuses text that is no query, or one that leaves a trace: {@code FOR VIEW} and {@code FOR
 * REFERENCE} mark records as viewed, {@code FOR UPDATE} locks them, {@code UPDATE TRACKING} and
 * {@code UPDATE VIEWSTAT} count views of articles (SOQL and SOSL Reference, FOR VIEW, FOR
 * REFERENCE, FOR UPDATE, UPDATE). Everything else is left to Salesforce to judge.
 */
final class ReadOnlyCheck {

  private static final Set<String> AFTER_FOR = Set.of("VIEW", "REFERENCE", "UPDATE");
  private static final Set<String> AFTER_UPDATE = Set.of("TRACKING", "VIEWSTAT");

  private ReadOnlyCheck() {}

  /**
   * Checks SOQL.
   *
   * @throws QueryException if it is not to be sent
   */
  static void soql(String text) {
    List<Token> tokens = tokens(text);
    if (!tokens.get(0).is("SELECT")) {
      throw refused(
          DiagnosticCode.SYNTAX_ERROR,
          tokens.get(0).at(),
          "SOQL begins with SELECT",
          tokens.get(0).is("FIND") ? "lang=sosl reads FIND" : "lang=keyword looks for words");
    }
    if (countsOnly(tokens)) {
      throw refused(
          DiagnosticCode.UNSUPPORTED_CONSTRUCT,
          tokens.get(1).at().to(tokens.get(3).at()),
          "COUNT() finds no records",
          "SELECT COUNT(Id) gives the number as a record");
    }
    requireNoTrace(tokens);
  }

  /**
   * Checks SOSL.
   *
   * @throws QueryException if it is not to be sent
   */
  static void sosl(String text) {
    List<Token> tokens = tokens(text);
    if (!tokens.get(0).is("FIND")) {
      throw refused(
          DiagnosticCode.SYNTAX_ERROR,
          tokens.get(0).at(),
          "SOSL begins with FIND",
          tokens.get(0).is("SELECT") ? "lang=soql reads SELECT" : "lang=keyword looks for words");
    }
    if (tokens.size() < 2 || tokens.get(1).kind() != Kind.TERM) {
      throw refused(
          DiagnosticCode.SYNTAX_ERROR,
          tokens.get(Math.min(1, tokens.size() - 1)).at(),
          "what is searched for stands in braces after FIND",
          "FIND {words} IN ALL FIELDS RETURNING Account(Id, Name)");
    }
    requireNoTrace(tokens);
  }

  private static List<Token> tokens(String text) {
    if (text.length() > SoqlLimits.INSTANCE.queryLength()) {
      throw refused(
          DiagnosticCode.REQUEST_TOO_LONG,
          NodeLocation.NONE,
          "Salesforce takes no text of more than "
              + SoqlLimits.INSTANCE.queryLength()
              + " characters",
          "ask for less at once");
    }
    WellFormedText.require(text);
    List<Token> tokens = TextTokens.of(text);
    if (tokens.isEmpty()) {
      throw refused(
          DiagnosticCode.SYNTAX_ERROR,
          NodeLocation.of(0, text.length()),
          "there is no query",
          "SOQL begins with SELECT, SOSL with FIND");
    }
    return tokens;
  }

  private static boolean countsOnly(List<Token> tokens) {
    return tokens.size() > 3
        && tokens.get(1).is("COUNT")
        && tokens.get(2).isSymbol('(')
        && tokens.get(3).isSymbol(')');
  }

  private static void requireNoTrace(List<Token> tokens) {
    List<Diagnostic> faults = new ArrayList<>(0);
    for (int i = 1; i < tokens.size(); i++) {
      Token first = tokens.get(i - 1);
      Token second = tokens.get(i);
      String word = second.kind() == Kind.WORD ? second.text().toUpperCase(Locale.ROOT) : "";
      boolean leavesTrace =
          (first.is("FOR") && AFTER_FOR.contains(word))
              || (first.is("UPDATE") && AFTER_UPDATE.contains(word));
      if (leavesTrace) {
        String clause = (first.is("FOR") ? "FOR " : "UPDATE ") + word;
        faults.add(
            Diagnostic.of(
                DiagnosticCode.NOT_READ_ONLY,
                first.at().to(second.at()),
                "a search changes nothing on Salesforce, and " + clause + " would",
                "leave the clause out"));
      }
    }
    if (!faults.isEmpty()) {
      throw new QueryException(faults, null);
    }
  }

  private static QueryException refused(
      DiagnosticCode code, NodeLocation at, String message, String hint) {
    return new QueryException(Diagnostic.of(code, at, message, hint));
  }
}
