package dev.crmql.query;

import java.util.Optional;

/**
 * Where a node of the tree was written. All locations are equal, so that trees which mean the same
 * are equal whether they were parsed, parsed from other text, or built by hand.
 */
public final class NodeLocation {

  /** The location of a node that was not written anywhere, such as one built by hand. */
  public static final NodeLocation NONE = new NodeLocation(-1, -1);

  private final int start;
  private final int end;

  private NodeLocation(int start, int end) {
    this.start = start;
    this.end = end;
  }

  /**
   * The location of a node written from {@code start} to before {@code end}.
   *
   * @param start index of the first UTF-16 unit, from 0
   * @param end index after the last UTF-16 unit
   */
  public static NodeLocation of(int start, int end) {
    if (start < 0 || end < start) {
      throw new IllegalArgumentException("not a span: " + start + " to " + end);
    }
    return new NodeLocation(start, end);
  }

  /** The stretch of text, or empty for a node that was not written. */
  public Optional<Span> span() {
    return start < 0 ? Optional.empty() : Optional.of(new Span(start, end));
  }

  /** The location from the start of this one to the end of {@code last}, if both were written. */
  public NodeLocation to(NodeLocation last) {
    return start < 0 || last.start < 0 ? this : of(start, Math.max(end, last.end));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof NodeLocation;
  }

  @Override
  public int hashCode() {
    return 0;
  }

  @Override
  public String toString() {
    return start < 0 ? "@" : "@" + start + ".." + end;
  }
}
