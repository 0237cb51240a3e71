package dev.crmql.diagnostics;

/** Text of others as it can be printed: nothing in it moves the cursor or turns the direction. */
public final class SafeText {

  private static final char CONTROL_PICTURES = '\u2400';
  private static final char DELETE_PICTURE = '\u2421';
  private static final char REPLACEMENT = '\uFFFD';

  private static final int MAX_EXCERPT = 40;

  private SafeText() {}

  /**
   * The text with a blank for each tab, a picture for each other ASCII control character, and
   * U+FFFD for lone surrogates, further control characters, separators of lines, and characters
   * that turn the direction of writing. Each code point stays one code point.
   */
  public static String of(CharSequence text) {
    StringBuilder safe = new StringBuilder(text.length());
    text.codePoints().forEach(c -> safe.appendCodePoint(of(c)));
    return safe.toString();
  }

  /** The start of a text, safe to print, as a message quotes it. */
  public static String excerpt(CharSequence text) {
    if (text.length() <= MAX_EXCERPT) {
      return of(text);
    }
    boolean halves = Character.isHighSurrogate(text.charAt(MAX_EXCERPT - 1));
    return of(text.subSequence(0, halves ? MAX_EXCERPT - 1 : MAX_EXCERPT)) + "...";
  }

  private static int of(int c) {
    if (c == '\t') {
      return ' ';
    }
    if (c < ' ') {
      return CONTROL_PICTURES + c;
    }
    if (c == 0x7F) {
      return DELETE_PICTURE;
    }
    return isMisleading(c) ? REPLACEMENT : c;
  }

  private static boolean isMisleading(int c) {
    int type = Character.getType(c);
    return type == Character.CONTROL
        || type == Character.SURROGATE
        || type == Character.LINE_SEPARATOR
        || type == Character.PARAGRAPH_SEPARATOR
        || c == 0x061C
        || c == 0x200E
        || c == 0x200F
        || (c >= 0x202A && c <= 0x202E)
        || (c >= 0x2066 && c <= 0x2069);
  }
}
