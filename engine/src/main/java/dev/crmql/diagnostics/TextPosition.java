package dev.crmql.diagnostics;

/**
 * A place in a text as people count it.
 *
 * @param line from 1; lines end with LF, CR LF or CR
 * @param column from 1, in code points; a lone surrogate counts as one
 */
public record TextPosition(int line, int column) {

  /**
   * The place of a UTF-16 unit.
   *
   * @param index from 0 to the length of the text
   */
  public static TextPosition of(String text, int index) {
    int line = 1;
    int lineStart = 0;
    for (int i = 0; i < index; i++) {
      char unit = text.charAt(i);
      boolean ends =
          unit == '\n' || (unit == '\r' && (i + 1 == text.length() || text.charAt(i + 1) != '\n'));
      if (ends) {
        line++;
        lineStart = i + 1;
      }
    }
    return new TextPosition(line, text.codePointCount(lineStart, index) + 1);
  }

  @Override
  public String toString() {
    return line + ":" + column;
  }
}
