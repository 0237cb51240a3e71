package dev.crmql.salesforce;

import dev.crmql.diagnostics.Diagnostic;
import dev.crmql.diagnostics.DiagnosticCode;
import dev.crmql.diagnostics.QueryException;
import dev.crmql.query.NodeLocation;
import java.util.ArrayList;
import java.util.List;

/**
 * Cuts SOQL or SOSL into tokens, so that nothing in quotes or braces is taken for a word of the
 * language. Where another reader could find another end of a literal, the text is refused.
 *
 * <p>Comments are Apex's, and no token here: a service that has none refuses the text for them
 * (SOQL and SOSL Reference, fieldExpression Syntax), and to one that has them they are blanks.
 */
final class TextTokens {

  /** What a token is. */
  enum Kind {
    /** A keyword or name; of a path, one of its names. */
    WORD,
    /** Text in quotes. */
    LITERAL,
    /** What is searched for, in braces after FIND. */
    TERM,
    /** Any other character but a blank. */
    SYMBOL
  }

  /**
   * A stretch of the text.
   *
   * @param start index of its first UTF-16 unit
   * @param end index after its last
   */
  record Token(Kind kind, String text, int start, int end) {

    /**
     * Whether this is the word, in any case. What follows a digit at once may be another word to
     * Salesforce than here, as in {@code LIMIT 10FOR VIEW}, so there the last letters count.
     */
    boolean is(String word) {
      int from = text.length() - word.length();
      boolean glued = from > 0 && isDigit(text.charAt(0));
      return kind == Kind.WORD
          && (from == 0 || glued)
          && text.regionMatches(true, from, word, 0, word.length());
    }

    boolean isSymbol(char symbol) {
      return kind == Kind.SYMBOL && text.charAt(0) == symbol;
    }

    NodeLocation at() {
      return NodeLocation.of(start, end);
    }
  }

  private final String text;
  private final List<Token> tokens = new ArrayList<>();

  private TextTokens(String text) {
    this.text = text;
  }

  /**
   * The tokens of a text.
   *
   * @throws QueryException if a literal is not closed, or the text holds what neither language has
   */
  static List<Token> of(String text) {
    TextTokens reader = new TextTokens(text);
    int at = 0;
    while (at < text.length()) {
      at = reader.next(at);
    }
    return reader.tokens;
  }

  private int next(int start) {
    char c = text.charAt(start);
    if (isBlank(c)) {
      return start + 1;
    }
    if (text.startsWith("/*", start)) {
      return endOfComment(start);
    }
    if (text.startsWith("//", start)) {
      int end = text.indexOf('\n', start);
      return end < 0 ? text.length() : end;
    }
    if (isWordPart(c)) {
      int end = start + 1;
      while (end < text.length() && isWordPart(text.charAt(end))) {
        end++;
      }
      return add(Kind.WORD, start, end);
    }
    if (c == '\'') {
      return add(Kind.LITERAL, start, endOfLiteral(start));
    }
    if (c == '"') {
      throw refused(
          DiagnosticCode.DOUBLE_QUOTED_VALUE,
          start,
          start + 1,
          "neither SOQL nor SOSL has double quotes here",
          "write text in single quotes");
    }
    boolean afterFind = tokens.size() == 1 && tokens.get(0).is("FIND");
    return c == '{' && afterFind
        ? add(Kind.TERM, start, endOfTerm(start))
        : add(Kind.SYMBOL, start, start + 1);
  }

  private int add(Kind kind, int start, int end) {
    tokens.add(new Token(kind, text.substring(start, end), start, end));
    return end;
  }

  private int endOfComment(int start) {
    int end = text.indexOf("*/", start + 2);
    if (end < 0) {
      throw refused(
          DiagnosticCode.UNTERMINATED_LITERAL,
          start,
          text.length(),
          "the comment is not closed",
          "end it with */, or leave it out");
    }
    return end + 2;
  }

  private int endOfLiteral(int start) {
    for (int i = start + 1; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\\') {
        i++;
      } else if (c == '\'') {
        return i + 1;
      }
    }
    throw refused(
        DiagnosticCode.UNTERMINATED_LITERAL,
        start,
        text.length(),
        "the text literal is not closed",
        "write a single quote within text as \\'");
  }

  /** The term's end is the first brace that is not escaped, whatever quotes are open there. */
  private int endOfTerm(int start) {
    int openQuote = -1;
    for (int i = start + 1; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\\') {
        i++;
      } else if (c == '"') {
        openQuote = openQuote < 0 ? i : -1;
      } else if (c == '{') {
        throw refused(
            DiagnosticCode.UNEXPECTED_CHARACTER,
            i,
            i + 1,
            "a brace within the search term is not escaped",
            "write it as \\{");
      } else if (c == '}') {
        if (openQuote >= 0) {
          throw refused(
              DiagnosticCode.UNTERMINATED_LITERAL,
              openQuote,
              i,
              "the phrase is not closed",
              "write a double quote within a term as \\\", and a brace as \\}");
        }
        return i + 1;
      }
    }
    throw refused(
        DiagnosticCode.UNTERMINATED_LITERAL,
        start,
        text.length(),
        "the search term is not closed",
        "end it with }");
  }

  private static QueryException refused(
      DiagnosticCode code, int start, int end, String message, String hint) {
    return new QueryException(Diagnostic.of(code, NodeLocation.of(start, end), message, hint));
  }

  static boolean isWordPart(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || isDigit(c) || c == '_';
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  static boolean isBlank(char c) {
    return Character.isWhitespace(c) || Character.isSpaceChar(c) || Character.isISOControl(c);
  }
}
