package dev.crmql.language;

import org.antlr.v4.runtime.CharStream;
import org.antlr.v4.runtime.misc.Interval;

/**
 * A query as the lexer reads it, UTF-16 unit by unit, so that token indices are spans as they are.
 *
 * <p>ANTLR remembers what the lexer decides for ASCII only and would think anew about each further
 * character. To the grammar those are all the same, so that the lexer is shown DELETE for each.
 */
final class QueryCharStream implements CharStream {

  private static final int DELETE = 0x7F;

  private final String text;
  private int index;

  QueryCharStream(String text) {
    this.text = text;
  }

  @Override
  public int LA(int offset) {
    int at = index + offset - 1;
    if (at >= text.length()) {
      return EOF;
    }
    return lexical(text.charAt(at));
  }

  /** What the lexer is shown for a UTF-16 unit: 0 to 127. */
  static int lexical(char unit) {
    return Math.min(unit, DELETE);
  }

  @Override
  public void consume() {
    index++;
  }

  @Override
  public int index() {
    return index;
  }

  @Override
  public void seek(int target) {
    index = target;
  }

  @Override
  public int size() {
    return text.length();
  }

  @Override
  public int mark() {
    return 0;
  }

  @Override
  public void release(int marker) {
    // The whole text stays at hand.
  }

  @Override
  public String getText(Interval interval) {
    return text.substring(interval.a, Math.min(interval.b + 1, text.length()));
  }

  @Override
  public String getSourceName() {
    return UNKNOWN_SOURCE_NAME;
  }
}
