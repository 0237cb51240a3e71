package dev.crmql.evaluate;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/**
 * The first rows of many in the order of a {@link RowSorter}, of which no more are kept than may be
 * among the first: about twice as many as are wanted, and some thousand.
 *
 * <p>Whether a property's texts are dates is open until one of them is none. Until then, those rows
 * are kept that are among the first by either reading.
 *
 * @param <R> what a row is
 */
public final class FirstRows<R> {

  /** Rows that are taken between one cut and the next, if not more. */
  private static final int STEP = 1_000;

  /** With more keys that can be read in two ways, no row is left out. */
  private static final int MOST_OPEN_KEYS = 3;

  private final RowSorter<R> sorter;
  private final Comparator<R> ties;
  private final long wanted;
  private final int step;
  private final BitSet textual = new BitSet();
  private final BitSet moments = new BitSet();
  private final BitSet empty = new BitSet();
  private List<R> kept = new ArrayList<>();
  private long cutAt;

  /**
   * No rows yet.
   *
   * @param ties the order of rows whose keys are all equal
   * @param wanted how many rows are wanted, 0 or more
   */
  public FirstRows(RowSorter<R> sorter, Comparator<R> ties, long wanted) {
    this(sorter, ties, wanted, STEP);
  }

  /** As the other, with so many rows at least between one cut and the next. */
  FirstRows(RowSorter<R> sorter, Comparator<R> ties, long wanted, int step) {
    this.sorter = sorter;
    this.ties = ties;
    this.wanted = wanted;
    this.step = step;
    this.cutAt = after(wanted);
  }

  /** Takes a row. */
  public void add(R row) {
    for (int i = 0; i < sorter.keys(); i++) {
      if (!textual.get(i)) {
        read(sorter.value(row, i), i);
      }
    }
    kept.add(row);
    if (kept.size() >= cutAt) {
      cut();
      cutAt = after(kept.size());
    }
  }

  private long after(long rows) {
    return rows > Integer.MAX_VALUE / 2 ? Long.MAX_VALUE : Math.max(2 * rows, rows + step);
  }

  private void read(JsonNode value, int key) {
    if (SortValue.isEmpty(value)) {
      empty.set(key);
    } else if (SortValue.isTemporal(value)) {
      moments.set(key);
    } else if (value.isTextual()) {
      textual.set(key);
    }
  }

  /** How many rows are kept. */
  public int size() {
    return kept.size();
  }

  /** The first rows in order, all that were taken if they are no more than were wanted. */
  public List<R> sorted() {
    BitSet temporal = (BitSet) moments.clone();
    temporal.andNot(textual);
    kept.sort(ties);
    return first(temporal);
  }

  private List<R> first(BitSet temporal) {
    List<R> sorted = sorter.sorted(kept, temporal, TextOrder.rootCollation());
    return sorted.subList(0, (int) Math.min(wanted, sorted.size()));
  }

  private void cut() {
    BitSet open = (BitSet) moments.clone();
    open.or(empty);
    open.andNot(textual);
    if (open.cardinality() > MOST_OPEN_KEYS) {
      return;
    }
    kept.sort(ties);
    Set<R> first = Collections.newSetFromMap(new IdentityHashMap<>());
    int[] keys = open.stream().toArray();
    for (int reading = 0; reading < 1 << keys.length; reading++) {
      BitSet temporal = new BitSet();
      for (int i = 0; i < keys.length; i++) {
        temporal.set(keys[i], (reading >> i & 1) == 1);
      }
      first.addAll(first(temporal));
    }
    kept = new ArrayList<>(first);
  }
}
