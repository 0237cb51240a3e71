package dev.crmql.language;

import dev.crmql.query.LikeMatch;

/**
 * What a LIKE pattern asks for.
 *
 * @param match where the text must stand
 * @param text the text, wildcards and escapes taken away
 */
record LikePattern(LikeMatch match, String text) {

  /** The character that stands before a wildcard which means itself, in text that we write. */
  static final char ESCAPE = '\\';

  private static final int NO_ESCAPE = -1;

  /** A pattern that is none of the forms that the language has. */
  static final class Malformed extends Exception {

    private static final long serialVersionUID = 1L;

    private final int start;
    private final int end;

    Malformed(String message, int start, int end) {
      super(message, null, false, false);
      this.start = start;
      this.end = end;
    }

    /** Index, within the pattern, of the first UTF-16 unit of what is wrong. */
    int start() {
      return start;
    }

    /** Index after the last UTF-16 unit of it. */
    int end() {
      return end;
    }
  }

  /**
   * Reads a pattern.
   *
   * @param pattern the text between the quotes
   * @param escape the escape character, or null
   */
  static LikePattern read(String pattern, String escape) throws Malformed {
    int escapeCharacter = escape == null ? NO_ESCAPE : escape.codePointAt(0);
    int last = pattern.length() - 1;
    boolean open = false;
    boolean close = false;
    StringBuilder text = null; // Made at the first escape.
    int from = 0;
    for (int i = 0; i <= last; ) {
      int c = pattern.codePointAt(i);
      int next = i + Character.charCount(c);
      if (c == escapeCharacter) {
        text = text == null ? new StringBuilder(pattern.length()) : text;
        text.append(pattern, from, i);
        from = next;
        next = escaped(pattern, i, next, escapeCharacter);
      } else if (c == '%' && i == 0) {
        open = true;
        from = 1;
      } else if (c == '%' && i == last) {
        close = true;
      } else if (c == '%') {
        throw new Malformed("% stands only first or last in a pattern", i, next);
      } else if (c == '_') {
        throw new Malformed("the wildcard _ is not supported", i, next);
      }
      i = next;
    }
    int to = close ? last : last + 1;
    String plain =
        text == null ? pattern.substring(from, to) : text.append(pattern, from, to).toString();
    return of(plain, open, close);
  }

  private static LikePattern of(String text, boolean open, boolean close) {
    if (text.isEmpty() && (open || close)) {
      return new LikePattern(LikeMatch.ANY, "");
    }
    LikeMatch match =
        open
            ? close ? LikeMatch.CONTAINS : LikeMatch.SUFFIX
            : close ? LikeMatch.PREFIX : LikeMatch.EXACT;
    return new LikePattern(match, text);
  }

  /** The index after an escaped character, which must be one that has a meaning (SQL-92, 8.5). */
  private static int escaped(String pattern, int at, int next, int escapeCharacter)
      throws Malformed {
    int c = next < pattern.length() ? pattern.codePointAt(next) : -1;
    if (c != '%' && c != '_' && c != escapeCharacter) {
      throw new Malformed(
          "the escape character stands only before %, _ or itself", at, Math.max(next, at + 1));
    }
    return next + Character.charCount(c);
  }

  /** The text with {@link #ESCAPE} before each character that has a meaning in a pattern. */
  static String escape(String text) {
    StringBuilder escaped = new StringBuilder(text.length() + 8);
    for (int i = 0; i < text.length(); i++) {
      char unit = text.charAt(i);
      if (unit == '%' || unit == '_' || unit == ESCAPE) {
        escaped.append(ESCAPE);
      }
      escaped.append(unit);
    }
    return escaped.toString();
  }

  /** Whether the text needs an escape to be written as a pattern. */
  static boolean needsEscape(String text) {
    return text.indexOf('%') >= 0 || text.indexOf('_') >= 0;
  }
}
