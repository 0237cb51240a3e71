package dev.crmql.salesforce;

import dev.crmql.query.NodeLocation;
import java.util.Arrays;

/** Which part of the caller's query each stretch of an emitted text came from. */
final class SourceMap {

  private int[] starts = new int[16];
  private NodeLocation[] origins = new NodeLocation[16];
  private int size;

  /** Says where the text from {@code start} on, up to the next mark, came from. */
  void mark(int start, NodeLocation origin) {
    if (size > 0 && starts[size - 1] == start) {
      size--;
    } else if (size == starts.length) {
      starts = Arrays.copyOf(starts, size * 2);
      origins = Arrays.copyOf(origins, size * 2);
    }
    starts[size] = start;
    origins[size++] = origin;
  }

  /** Where the character at this index came from; NONE if from nowhere. */
  NodeLocation at(int index) {
    int found = Arrays.binarySearch(starts, 0, size, index);
    int stretch = found >= 0 ? found : -found - 2;
    return stretch < 0 ? NodeLocation.NONE : origins[stretch];
  }
}
