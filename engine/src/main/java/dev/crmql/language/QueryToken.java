package dev.crmql.language;

import dev.crmql.query.NodeLocation;
import org.antlr.v4.runtime.CharStream;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.TokenSource;

/** One word of a query. */
final class QueryToken implements Token {

  private final String source;
  private final int type;
  private final int index;
  private final int start;
  private final int end;

  QueryToken(String source, int type, int index, int start, int end) {
    this.source = source;
    this.type = type;
    this.index = index;
    this.start = start;
    this.end = end;
  }

  int type() {
    return type;
  }

  /** Index of the first UTF-16 unit. */
  int start() {
    return start;
  }

  /** Index after the last UTF-16 unit. */
  int end() {
    return end;
  }

  String text() {
    return source.substring(start, end);
  }

  NodeLocation at() {
    return NodeLocation.of(start, end);
  }

  @Override
  public String getText() {
    return text();
  }

  @Override
  public int getType() {
    return type;
  }

  @Override
  public int getTokenIndex() {
    return index;
  }

  @Override
  public int getStartIndex() {
    return start;
  }

  @Override
  public int getStopIndex() {
    return end - 1;
  }

  /** Unknown: lines are counted only when a diagnostic is printed. */
  @Override
  public int getLine() {
    return 0;
  }

  /** Unknown, as the line is. */
  @Override
  public int getCharPositionInLine() {
    return -1;
  }

  @Override
  public int getChannel() {
    return DEFAULT_CHANNEL;
  }

  @Override
  public TokenSource getTokenSource() {
    return null;
  }

  @Override
  public CharStream getInputStream() {
    return null;
  }
}
