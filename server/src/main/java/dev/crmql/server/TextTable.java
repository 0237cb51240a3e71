package dev.crmql.server;

import java.util.ArrayList;
import java.util.List;

/** Rows of text under a header, in columns as wide as they need to be. */
final class TextTable {

  /** Longer texts are cut and end in an ellipsis, so that a row stays a line. */
  private static final int WIDEST = 40;

  private final List<List<String>> lines = new ArrayList<>();
  private final int[] widths;

  TextTable(List<String> header) {
    widths = new int[header.size()];
    row(header);
  }

  /** Adds a row of as many texts as the header has. */
  void row(List<String> texts) {
    List<String> cells = new ArrayList<>(texts.size());
    for (int i = 0; i < widths.length; i++) {
      String cell = cut(oneLine(texts.get(i)));
      widths[i] = Math.max(widths[i], DisplayWidth.of(cell));
      cells.add(cell);
    }
    lines.add(cells);
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < lines.size(); i++) {
      append(text, lines.get(i));
      if (i == 0) {
        List<String> rules = new ArrayList<>(widths.length);
        for (int width : widths) {
          rules.add("-".repeat(width));
        }
        append(text, rules);
      }
    }
    return text.toString();
  }

  private void append(StringBuilder text, List<String> cells) {
    int last = cells.size() - 1;
    for (int i = 0; i <= last; i++) {
      text.append(cells.get(i));
      if (i < last) {
        text.append(" ".repeat(widths[i] - DisplayWidth.of(cells.get(i)) + 2));
      }
    }
    text.append('\n');
  }

  /** The text with every control character, which could move the cursor, as a blank. */
  private static String oneLine(String text) {
    StringBuilder line = new StringBuilder(text.length());
    text.codePoints()
        .map(c -> Character.isISOControl(c) || Character.getType(c) == Character.FORMAT ? ' ' : c)
        .forEach(line::appendCodePoint);
    return line.toString();
  }

  private static String cut(String text) {
    if (DisplayWidth.of(text) <= WIDEST) {
      return text;
    }
    StringBuilder kept = new StringBuilder();
    int width = 0;
    for (int c : text.codePoints().toArray()) {
      width += DisplayWidth.of(c);
      if (width > WIDEST - 1) {
        break;
      }
      kept.appendCodePoint(c);
    }
    return kept.append('…').toString();
  }
}
