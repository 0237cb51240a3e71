package dev.crmql.diagnostics;

import dev.crmql.query.Span;

/**
 * A line of a text with carets under a part of it.
 *
 * @param before what the line has before the part
 * @param part the part; empty at the end of a line
 * @param after what the line has after the part
 */
record Excerpt(String before, String part, String after) {

  private static final String CUT = "...";

  private static final int MAX_BEFORE = 40;
  private static final int MAX_PART = 60;
  private static final int MAX_LINE = MAX_BEFORE + MAX_PART;

  static Excerpt of(String text, Span span) {
    int start = Math.min(span.start(), text.length());
    int lineStart = start;
    while (lineStart > 0 && start - lineStart <= MAX_LINE && !isBreak(text, lineStart - 1)) {
      lineStart--;
    }
    int lineEnd = start;
    while (lineEnd < text.length() && lineEnd - start <= MAX_LINE && !isBreak(text, lineEnd)) {
      lineEnd++;
    }
    int end = Math.max(start, Math.min(span.end(), lineEnd));
    int partEnd = whole(text, start, Math.min(end, start + MAX_PART));
    boolean fits = lineEnd - lineStart <= MAX_LINE;
    int windowStart = fits ? lineStart : Math.max(lineStart, start - MAX_BEFORE);
    if (windowStart > lineStart && isSecondHalf(text, windowStart)) {
      windowStart++;
    }
    int windowEnd = whole(text, partEnd, Math.min(lineEnd, windowStart + MAX_LINE));
    return new Excerpt(
        (windowStart > lineStart ? CUT : "") + text.substring(windowStart, start),
        text.substring(start, partEnd),
        text.substring(partEnd, windowEnd) + (windowEnd < lineEnd ? CUT : ""));
  }

  private static boolean isBreak(String text, int index) {
    char unit = text.charAt(index);
    return unit == '\n' || unit == '\r';
  }

  private static boolean isSecondHalf(String text, int index) {
    return index < text.length()
        && Character.isLowSurrogate(text.charAt(index))
        && Character.isHighSurrogate(text.charAt(index - 1));
  }

  /** The end of a cut that does not go through a pair of surrogates. */
  private static int whole(String text, int start, int end) {
    return end > start && isSecondHalf(text, end) ? end - 1 : end;
  }

  /** The line, and under it the carets, at least one. */
  String picture() {
    String shownBefore = SafeText.of(before);
    String shownPart = SafeText.of(part);
    return shownBefore
        + shownPart
        + SafeText.of(after)
        + "\n"
        + " ".repeat(TerminalWidth.of(shownBefore))
        + "^".repeat(Math.max(1, TerminalWidth.of(shownPart)));
  }
}
