package dev.crmql.language;

/**
 * How large a query may be. A query over a limit is refused with {@code query-too-large}.
 *
 * @param textLength most UTF-16 units of text; bounds the memory that one request can take, and
 *     leaves a list of the default size room for long ids
 * @param tokens most words; bounds the time and the objects that one request can take, and leaves
 *     room for a list of the default size twice over
 * @param nesting most brackets and NOTs within each other, at most {@value #MAX_NESTING}; whatever
 *     walks the tree calls itself this deep, so it bounds the stack
 * @param listSize most values of one IN; well over what any service takes in one request
 */
public record ParserLimits(int textLength, int tokens, int nesting, int listSize) {

  /** Most that {@link #nesting} can be set to: safe on a thread with 512 KB of stack. */
  public static final int MAX_NESTING = 200;

  /** 1,000,000 units, 50,000 words, 100 levels, 10,000 values. */
  public static final ParserLimits DEFAULT = new ParserLimits(1_000_000, 50_000, 100, 10_000);

  /** Checks that every limit is positive and that the nesting is safe. */
  public ParserLimits {
    if (textLength < 1 || tokens < 1 || nesting < 1 || listSize < 1) {
      throw new IllegalArgumentException("a limit must be 1 or more");
    }
    if (nesting > MAX_NESTING) {
      throw new IllegalArgumentException("nesting can be at most " + MAX_NESTING);
    }
  }
}
