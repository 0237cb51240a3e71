package dev.crmql.sandbox.sql;

/** Text that cannot be read on from one place. */
public final class SyntaxException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int line;
  private final int column;
  private final String near;

  SyntaxException(String text, int at, String near) {
    super("cannot read on near '" + near + "'", null, false, false);
    int lineStart = text.lastIndexOf('\n', at - 1) + 1;
    this.line = 1 + (int) text.substring(0, lineStart).chars().filter(c -> c == '\n').count();
    this.column = at - lineStart + 1;
    this.near = near;
  }

  /** From 1. */
  public int line() {
    return line;
  }

  /** From 1, in UTF-16 units. */
  public int column() {
    return column;
  }

  /** What stands there; empty at the end of the text. */
  public String near() {
    return near;
  }
}
