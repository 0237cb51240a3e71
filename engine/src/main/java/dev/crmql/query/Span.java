package dev.crmql.query;

/**
 * A stretch of query text.
 *
 * @param start index of the first UTF-16 unit, from 0
 * @param end index after the last UTF-16 unit, never before {@code start}
 */
public record Span(int start, int end) {

  /** Checks that the stretch is not negative. */
  public Span {
    if (start < 0 || end < start) {
      throw new IllegalArgumentException("not a span: " + start + " to " + end);
    }
  }

  /** The number of UTF-16 units, 0 or more. */
  public int length() {
    return end - start;
  }
}
