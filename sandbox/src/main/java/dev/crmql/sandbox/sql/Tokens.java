package dev.crmql.sandbox.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The tokens of a query, read one after the other. In a string its quote is doubled; nothing else
 * escapes.
 */
public final class Tokens {
  private static final Pattern TOKEN =
      Pattern.compile(
          "(?<blank>\\s+)"
              + "|(?<word>[A-Za-z_][A-Za-z0-9_]*(?:\\.[A-Za-z_][A-Za-z0-9_]*)*)"
              + "|(?<number>-?[0-9]+(?:\\.[0-9]+)?)(?![A-Za-z0-9_.])"
              + "|(?<string>'[^']*+(?:''[^']*+)*+'|\"[^\"]*+(?:\"\"[^\"]*+)*+\")"
              + "|(?<symbol>!=|<>|<=|>=|[=<>(),*])");

  private final String text;
  private final List<Token> tokens = new ArrayList<>();
  private int next;

  private Tokens(String text) {
    this.text = text;
  }

  /**
   * The tokens of a text.
   *
   * @param quotes the characters that may stand around a string
   * @throws SyntaxException if something is no token, such as a string that is not closed
   */
  public static Tokens of(String text, String quotes) {
    Tokens read = new Tokens(text);
    Matcher matcher = TOKEN.matcher(text);
    int at = 0;
    while (at < text.length()) {
      matcher.region(at, text.length());
      if (!matcher.lookingAt()
          || (matcher.group("string") != null && quotes.indexOf(text.charAt(at)) < 0)) {
        throw new SyntaxException(text, at, text.substring(at, text.offsetByCodePoints(at, 1)));
      }
      read.add(matcher);
      at = matcher.end();
    }
    read.tokens.add(new Token(Token.Kind.END, "", text.length()));
    return read;
  }

  private void add(Matcher matcher) {
    String found = matcher.group();
    if (matcher.group("word") != null) {
      tokens.add(new Token(Token.Kind.WORD, found, matcher.start()));
    } else if (matcher.group("number") != null) {
      tokens.add(new Token(Token.Kind.NUMBER, found, matcher.start()));
    } else if (matcher.group("symbol") != null) {
      tokens.add(new Token(Token.Kind.SYMBOL, found, matcher.start()));
    } else if (matcher.group("string") != null) {
      String quote = found.substring(0, 1);
      String inner = found.substring(1, found.length() - 1).replace(quote + quote, quote);
      tokens.add(new Token(Token.Kind.STRING, inner, matcher.start()));
    }
  }

  /** The next token, which stays the next. */
  public Token peek() {
    return tokens.get(next);
  }

  /** The next token, which is left behind. */
  public Token next() {
    Token token = tokens.get(next);
    next += token.kind() == Token.Kind.END ? 0 : 1;
    return token;
  }

  /** Leaves the next token behind if it is this keyword or symbol. */
  public boolean take(String wordOrSymbol) {
    boolean taken = peek().is(wordOrSymbol);
    next += taken ? 1 : 0;
    return taken;
  }

  /**
   * Leaves this keyword or symbol behind.
   *
   * @throws SyntaxException if it is not next
   */
  public void expect(String wordOrSymbol) {
    if (!take(wordOrSymbol)) {
      throw unexpected();
    }
  }

  /**
   * The next token, left behind, of one of these kinds.
   *
   * @throws SyntaxException if it is of none of them
   */
  public Token expect(Token.Kind... kinds) {
    if (!List.of(kinds).contains(peek().kind())) {
      throw unexpected();
    }
    return next();
  }

  /** The fault that the next token does not belong here. */
  public SyntaxException unexpected() {
    Token token = peek();
    return new SyntaxException(text, token.at(), token.text());
  }
}
