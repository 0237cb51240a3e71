package dev.crmql.language;

import dev.crmql.diagnostics.Diagnostic;
import dev.crmql.diagnostics.DiagnosticCode;
import dev.crmql.diagnostics.QueryException;
import dev.crmql.grammar.QueryLexer;
import dev.crmql.query.NodeLocation;
import java.util.Arrays;
import java.util.List;
import org.antlr.v4.runtime.IntStream;
import org.antlr.v4.runtime.RuleContext;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.TokenSource;
import org.antlr.v4.runtime.TokenStream;
import org.antlr.v4.runtime.misc.Interval;

/** All the words of a query, blanks left out, and the end. */
final class QueryTokens implements TokenStream {

  private static final int UNITS_PER_WORD = 5;

  private final String text;
  private QueryToken[] tokens;
  private int size;
  private int position;

  private QueryTokens(String text) {
    this.text = text;
    this.tokens = new QueryToken[text.length() / UNITS_PER_WORD + 8];
  }

  /**
   * The words of this text.
   *
   * @throws QueryException if text or words are over their limit
   */
  static QueryTokens of(String text, ParserLimits limits) {
    if (text.length() > limits.textLength()) {
      throw tooLarge(
          text,
          NodeLocation.of(limits.textLength(), limits.textLength()),
          "the query is longer than " + limits.textLength() + " characters");
    }
    QueryTokens words = new QueryTokens(text);
    QueryScanner scanner = new QueryScanner(text);
    for (int start = 0; start < text.length(); start = scanner.end()) {
      int type = scanner.next();
      if (type != QueryLexer.BLANK) {
        QueryToken word = words.add(type, start, scanner.end());
        if (words.size > limits.tokens()) {
          throw tooLarge(
              text, word.at(), "the query has more than " + limits.tokens() + " words and signs");
        }
      }
    }
    words.add(Token.EOF, text.length(), text.length());
    return words;
  }

  /** Whether a name can be written as it is, without quotes around it. */
  static boolean isPlainName(String name) {
    QueryScanner scanner = new QueryScanner(name);
    return !name.isEmpty() && scanner.next() == QueryLexer.NAME && scanner.end() == name.length();
  }

  private static QueryException tooLarge(String text, NodeLocation at, String message) {
    Diagnostic diagnostic = Diagnostic.of(DiagnosticCode.QUERY_TOO_LARGE, at, message);
    return new QueryException(List.of(diagnostic), text);
  }

  private QueryToken add(int type, int start, int end) {
    if (size == tokens.length) {
      tokens = Arrays.copyOf(tokens, size * 2);
    }
    QueryToken token = new QueryToken(text, type, size, start, end);
    tokens[size++] = token;
    return token;
  }

  String source() {
    return text;
  }

  /** The word that the parser looks at. */
  int position() {
    return position;
  }

  @Override
  public QueryToken LT(int offset) {
    if (offset == 1) {
      return tokens[position];
    }
    int at = offset > 0 ? position + offset - 1 : position + offset;
    return at < 0 ? null : tokens[Math.min(at, size - 1)];
  }

  @Override
  public int LA(int offset) {
    return LT(offset).type();
  }

  @Override
  public void consume() {
    if (position < size - 1) {
      position++;
    }
  }

  @Override
  public QueryToken get(int index) {
    return tokens[index];
  }

  @Override
  public int index() {
    return position;
  }

  @Override
  public void seek(int index) {
    position = index;
  }

  /** The number of words, the end included. */
  @Override
  public int size() {
    return size;
  }

  @Override
  public int mark() {
    return 0;
  }

  @Override
  public void release(int marker) {
    // All words stay at hand.
  }

  @Override
  public String getText() {
    return text;
  }

  @Override
  public String getText(Interval interval) {
    return getText(tokens[interval.a], tokens[interval.b]);
  }

  @Override
  public String getText(RuleContext rule) {
    return getText(rule.getSourceInterval());
  }

  @Override
  public String getText(Token first, Token last) {
    return text.substring(first.getStartIndex(), last.getStopIndex() + 1);
  }

  @Override
  public TokenSource getTokenSource() {
    return null;
  }

  @Override
  public String getSourceName() {
    return IntStream.UNKNOWN_SOURCE_NAME;
  }
}
