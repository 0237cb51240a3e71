package dev.crmql.salesforce;

import dev.crmql.diagnostics.Diagnostic;
import dev.crmql.diagnostics.DiagnosticCode;
import dev.crmql.diagnostics.QueryException;
import dev.crmql.query.NodeLocation;
import dev.crmql.spi.UpstreamFault;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Writes SOSL that finds the records of the unified types which hold a keyword's words (SOQL and
 * SOSL Reference, FIND, Reserved Characters, RETURNING).
 */
final class KeywordSearch {

  private static final String RESERVED = "?&|!{}[]()^~*:\\\"'+-";
  private static final Set<String> OPERATORS = Set.of("AND", "OR", "NOT");

  /** As a query's rejection says it, with or without quotes around the type. */
  private static final Pattern NO_COLUMN =
      Pattern.compile("No such column '(\\w+)' on (?:entity|sobject of type) '?(\\w+)");

  private static final Pattern NO_TYPE = Pattern.compile("sObject type '(\\w+)' is not supported");

  private KeywordSearch() {}

  /**
   * The search for a keyword.
   *
   * @throws QueryException if Salesforce can't look for it
   */
  static String sosl(String keyword) {
    return Returning.ALL.after(find(keyword));
  }

  /**
   * The search that does without the type or property that the account lacks or may not see: the
   * one that Salesforce names, or else all properties but the ids.
   *
   * @param sosl the search for a keyword
   * @return empty if the fault is another
   */
  static Optional<String> without(String sosl, UpstreamFault fault) {
    Returning whole = Returning.of(sosl);
    Optional<Returning> rest =
        switch (fault.code()) {
          case "INVALID_FIELD" -> {
            Matcher named = NO_COLUMN.matcher(fault.message());
            Optional<Returning> others =
                named.find() ? whole.without(named.group(2), named.group(1)) : Optional.empty();
            yield others.or(whole::idsOnly);
          }
          case "INVALID_TYPE" -> {
            Matcher named = NO_TYPE.matcher(fault.message());
            yield named.find() ? whole.without(named.group(1)) : Optional.empty();
          }
          default -> Optional.empty();
        };
    return rest.map(returning -> returning.inPlaceOfTheEndOf(sosl));
  }

  private static String find(String keyword) {
    WellFormedText.require(keyword);
    StringBuilder term = new StringBuilder(keyword.length() + 16);
    int at = 0;
    while (at < keyword.length()) {
      if (TextTokens.isBlank(keyword.charAt(at))) {
        at++;
        continue;
      }
      int end = at + 1;
      while (end < keyword.length() && !TextTokens.isBlank(keyword.charAt(end))) {
        end++;
      }
      append(term, keyword.substring(at, end));
      at = end;
    }
    check(keyword, term);
    return "FIND {" + term + "}";
  }

  /**
   * Appends a word. AND, OR and NOT are written as phrases, since no source says in which case they
   * are operators.
   */
  private static void append(StringBuilder term, String word) {
    if (!term.isEmpty()) {
      term.append(' ');
    }
    if (OPERATORS.contains(word.toUpperCase(Locale.ROOT))) {
      term.append('"').append(word).append('"');
      return;
    }
    for (int i = 0; i < word.length(); i++) {
      char c = word.charAt(i);
      if (RESERVED.indexOf(c) >= 0) {
        term.append('\\');
      }
      term.append(c);
    }
  }

  private static void check(String keyword, StringBuilder term) {
    String words = keyword.strip();
    if (words.codePointCount(0, words.length()) < SoqlLimits.INSTANCE.termLength()
        || term.isEmpty()) {
      throw refused(
          keyword,
          "Salesforce looks for no keyword of less than "
              + SoqlLimits.INSTANCE.termLength()
              + " characters");
    }
    if (term.length() > SoqlLimits.INSTANCE.searchTermLength()) {
      throw refused(
          keyword,
          "Salesforce looks for no keyword of more than "
              + SoqlLimits.INSTANCE.searchTermLength()
              + " characters");
    }
  }

  private static QueryException refused(String keyword, String message) {
    return new QueryException(
        Diagnostic.of(DiagnosticCode.SEARCH_TERM, NodeLocation.of(0, keyword.length()), message));
  }
}
