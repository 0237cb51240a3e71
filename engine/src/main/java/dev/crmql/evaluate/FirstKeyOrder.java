package dev.crmql.evaluate;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Watches rows that come in the order of the first key of a {@link RowSorter} alone, until the
 * first rows by all keys must be among them: those up to the last wanted one, and all that equal it
 * by the first key. Among rows that are equal by it there may be any order, and another one on each
 * page, so that a page may repeat a row and lose one for it. As all of those rows are read, none is
 * lost unless another came twice.
 *
 * <p>The keys are numbers or dates, none of them NULL. Numbers are compared as doubles: services
 * may tell no more apart.
 *
 * @param <R> what a row is
 */
public final class FirstKeyOrder<R> {

  private final RowSorter<R> sorter;
  private final long wanted;
  private final Set<String> ids = new HashSet<>();
  private long rows;
  private double last;
  private double lastWanted;
  private boolean complete;
  private Optional<String> fault = Optional.empty();

  /**
   * No rows yet.
   *
   * @param wanted how many rows are wanted, 1 or more
   */
  public FirstKeyOrder(RowSorter<R> sorter, long wanted) {
    this.sorter = sorter;
    this.wanted = wanted;
  }

  /** Takes the id of a row that came, whether or not the query finds it. */
  public void came(String id) {
    if (!ids.add(id)) {
      fail("record " + id + " came twice");
    }
  }

  /** Takes a row that the query finds. */
  public void found(R row) {
    Optional<Double> key = key(sorter.value(row, 0));
    if (key.isEmpty()) {
      fail("a record has neither a number nor a date to be sorted by");
      return;
    }
    double now = sorter.isDescending(0) ? -key.get() : key.get();
    if (rows > 0 && now < last) {
      fail("records came out of order");
    }
    last = now;
    if (++rows <= wanted) {
      lastWanted = now;
    } else if (now > lastWanted) {
      complete = true;
    }
  }

  private static Optional<Double> key(JsonNode value) {
    if (value.isNumber()) {
      return Optional.of(value.doubleValue());
    }
    return value.isTextual()
        ? SortValue.moment(value.textValue()).map(moment -> (double) moment.toEpochMilli())
        : Optional.empty();
  }

  /** Takes down that the rows can't be relied on. */
  public void fail(String reason) {
    fault = fault.or(() -> Optional.of(reason));
  }

  /** Why the rows can't be relied on, as a sentence without a full stop; empty if they can. */
  public Optional<String> fault() {
    return fault;
  }

  /** Whether all rows that can be among the first have come. */
  public boolean isComplete() {
    return complete;
  }
}
