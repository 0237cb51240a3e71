package dev.crmql.language;

import dev.crmql.diagnostics.Diagnostic;
import dev.crmql.diagnostics.DiagnosticCode;
import dev.crmql.diagnostics.SafeText;
import dev.crmql.diagnostics.TextPosition;
import dev.crmql.grammar.QueryLexer;
import dev.crmql.query.NodeLocation;
import org.antlr.v4.runtime.Token;

/**
 * The word at which a parse failed, and those around it. Offsets count words from there: 0 is the
 * word itself, -1 the one before it.
 *
 * @param tokens all words
 * @param index which of them can't stand where it stands
 * @param language what was parsed
 */
record Fault(QueryTokens tokens, int index, Language language) {

  /** What there is before the first word. */
  static final int NOTHING = Token.INVALID_TYPE;

  private static final int MAX_PROPERTY = 40;

  QueryToken word(int offset) {
    return tokens.get(index + offset);
  }

  /** The type of a word, {@link #NOTHING} before the first, EOF after the last. */
  int type(int offset) {
    int at = index + offset;
    return at < 0 ? NOTHING : at < tokens.size() ? tokens.get(at).type() : Token.EOF;
  }

  /** A word as a message shows it. */
  String shown(int offset) {
    return SafeText.excerpt(word(offset).text());
  }

  /** What stands between the quotes of a word, as a hint shows it. */
  String unquoted(int offset) {
    String text = word(offset).text();
    return SafeText.excerpt(text.substring(1, text.length() - 1));
  }

  /** The property that ends with the word, with its path; {@code f} if it is long or no name. */
  String property(int last) {
    int first = last;
    while (type(first - 1) == QueryLexer.DOT && isName(type(first - 2))) {
      first -= 2;
    }
    if (!isName(type(last)) || word(last).end() - word(first).start() > MAX_PROPERTY) {
      return "f";
    }
    StringBuilder path = new StringBuilder();
    for (int offset = first; offset <= last; offset++) {
      path.append(SafeText.of(word(offset).text()));
    }
    return path.toString();
  }

  /** The first of these in DQL, the second in every other language. */
  String inDql(String dql, String otherwise) {
    return language == Language.DQL ? dql : otherwise;
  }

  /** Whether a word follows the one before it without a blank. */
  boolean touches(int offset) {
    return word(offset - 1).end() == word(offset).start();
  }

  /** Line and column of a word. */
  TextPosition place(int offset) {
    return TextPosition.of(tokens.source(), word(offset).start());
  }

  /** The keyword that starts the clause, or {@link #NOTHING}. */
  int clause() {
    for (int offset = -1; type(offset) != NOTHING; offset--) {
      int type = type(offset);
      switch (type) {
        case QueryLexer.SELECT,
            QueryLexer.FROM,
            QueryLexer.WHERE,
            QueryLexer.ORDER,
            QueryLexer.LIMIT,
            QueryLexer.OFFSET -> {
          return type;
        }
        default -> {}
      }
    }
    return NOTHING;
  }

  /** Whether the word stands in the list of an IN. */
  boolean isInList() {
    int offset = -1;
    while (type(offset) == QueryLexer.COMMA || isValue(type(offset))) {
      offset--;
    }
    return type(offset) == QueryLexer.OPEN && type(offset - 1) == QueryLexer.IN;
  }

  /** Whether the word stands in the list of a NOT IN. */
  boolean isInNegatedList() {
    int offset = -1;
    while (type(offset) != QueryLexer.IN && type(offset) != NOTHING) {
      offset--;
    }
    return isInList() && type(offset - 1) == QueryLexer.NOT;
  }

  static boolean isKeyword(int type) {
    return type >= QueryLexer.SELECT && type <= QueryLexer.OFFSET;
  }

  static boolean isComparison(int type) {
    return type >= QueryLexer.EQUAL && type <= QueryLexer.GREATER_OR_EQUAL;
  }

  static boolean isName(int type) {
    return type == QueryLexer.NAME || type == QueryLexer.DELIMITED_NAME;
  }

  static boolean isNumber(int type) {
    return type == QueryLexer.INTEGER || type == QueryLexer.DECIMAL;
  }

  static boolean isSign(int type) {
    return type == QueryLexer.PLUS || type == QueryLexer.MINUS;
  }

  static boolean isValue(int type) {
    return isNumber(type)
        || isSign(type)
        || type == QueryLexer.TEXT
        || type == QueryLexer.TRUE
        || type == QueryLexer.FALSE
        || type == QueryLexer.NULL
        || type == QueryLexer.PARAMETER;
  }

  /** What is wrong with the word itself. */
  Diagnostic here(DiagnosticCode code, String message, String... hints) {
    return at(0, code, message, hints);
  }

  /** What is wrong with another word. */
  Diagnostic at(int offset, DiagnosticCode code, String message, String... hints) {
    return Diagnostic.of(code, word(offset).at(), message, hints);
  }

  /** What is wrong with the first units of the word. */
  Diagnostic atStart(int units, DiagnosticCode code, String message, String... hints) {
    int start = word(0).start();
    return Diagnostic.of(code, NodeLocation.of(start, start + units), message, hints);
  }
}
