package dev.crmql.salesforce;

import dev.crmql.diagnostics.Diagnostic;
import dev.crmql.diagnostics.DiagnosticCode;
import dev.crmql.diagnostics.QueryException;
import dev.crmql.query.NodeLocation;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Writes SOSL that finds the records of the unified types which hold a keyword's words (SOQL and
 * SOSL Reference, FIND, Reserved Characters, RETURNING).
 */
final class KeywordSearch {

  private static final String RESERVED = "?&|!{}[]()^~*:\\\"'+-";
  private static final Set<String> OPERATORS = Set.of("AND", "OR", "NOT");

  /** The unified types, each with the properties that its unified attributes are read from. */
  private static final List<String> TYPES =
      List.of(
          "Account(Id, Name, Phone, Website, Industry, NumberOfEmployees, AnnualRevenue, Rating,"
              + " Description, CreatedDate, LastModifiedDate",
          "Contact(Id, Name, FirstName, LastName, Title, Email, Phone, AccountId, Description,"
              + " CreatedDate, LastModifiedDate",
          "Lead(Id, Name, FirstName, LastName, Company, Status, AnnualRevenue, Rating, Email,"
              + " Phone, Description, CreatedDate, LastModifiedDate",
          "Opportunity(Id, Name, AccountId, StageName, CloseDate, NextStep, Amount, Probability,"
              + " Type, Description, CreatedDate, LastModifiedDate",
          "Campaign(Id, Name, Type, Status, StartDate, EndDate, BudgetedCost, ActualCost,"
              + " Description, CreatedDate, LastModifiedDate",
          "Task(Id, Subject, Status, Priority, AccountId, Description, CreatedDate,"
              + " LastModifiedDate");

  /** Rows of one type that are found at most: an equal share of what one search gives. */
  static final int ROWS_OF_A_TYPE = SoqlLimits.SEARCH_ROWS / TYPES.size();

  private KeywordSearch() {}

  /**
   * The search for a keyword.
   *
   * @throws QueryException if Salesforce can't look for it
   */
  static String sosl(String keyword) {
    StringBuilder sosl = new StringBuilder(find(keyword)).append(" RETURNING ");
    for (int i = 0; i < TYPES.size(); i++) {
      sosl.append(i == 0 ? "" : ", ")
          .append(TYPES.get(i))
          .append(" LIMIT ")
          .append(ROWS_OF_A_TYPE)
          .append(')');
    }
    return sosl.append(" LIMIT ").append(SoqlLimits.SEARCH_ROWS).toString();
  }

  /** The search that names neither type nor property, of which the account might lack one. */
  static String soslOfIds(String keyword) {
    return find(keyword) + " LIMIT " + SoqlLimits.SEARCH_ROWS;
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
    return "FIND {" + term + "} IN ALL FIELDS";
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
    if (words.codePointCount(0, words.length()) < SoqlLimits.TERM_LENGTH || term.isEmpty()) {
      throw refused(
          keyword,
          "Salesforce looks for no keyword of less than " + SoqlLimits.TERM_LENGTH + " characters");
    }
    if (term.length() > SoqlLimits.SEARCH_TERM_LENGTH) {
      throw refused(
          keyword,
          "Salesforce looks for no keyword of more than "
              + SoqlLimits.SEARCH_TERM_LENGTH
              + " characters");
    }
  }

  private static QueryException refused(String keyword, String message) {
    return new QueryException(
        Diagnostic.of(DiagnosticCode.SEARCH_TERM, NodeLocation.of(0, keyword.length()), message));
  }
}
