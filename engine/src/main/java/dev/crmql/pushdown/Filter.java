package dev.crmql.pushdown;

import java.util.List;

/**
 * What a service is asked to find: its own terms, joined by AND and OR. There is no NOT, so that a
 * filter with one of its terms loosened, or an operand of an AND left out, finds the same rows and
 * perhaps more.
 *
 * @param <T> a term in the service's own words; equal terms mean the same
 */
public sealed interface Filter<T> {

  /** One term. */
  record Term<T>(T term) implements Filter<T> {}

  /** Two or more filters of which all must hold. */
  record All<T>(List<Filter<T>> operands) implements Filter<T> {
    /** Keeps a copy of the list. */
    public All {
      operands = List.copyOf(operands);
    }
  }

  /** Two or more filters of which one must hold; none if no record can be found. */
  record Any<T>(List<Filter<T>> operands) implements Filter<T> {
    /** Keeps a copy of the list. */
    public Any {
      operands = List.copyOf(operands);
    }
  }

  /** All of these, of which there is one at least. */
  static <T> Filter<T> all(List<Filter<T>> operands) {
    return operands.size() == 1 ? operands.get(0) : new All<>(operands);
  }

  /** One of these, of which there is one at least. */
  static <T> Filter<T> any(List<Filter<T>> operands) {
    return operands.size() == 1 ? operands.get(0) : new Any<>(operands);
  }

  /** Whether no record can be found. */
  default boolean isNever() {
    return this instanceof Any<T> any && any.operands().stream().allMatch(Filter::isNever);
  }

  /** How many terms the filter has. */
  default int size() {
    if (this instanceof All<T> all) {
      return all.operands().stream().mapToInt(Filter::size).sum();
    }
    return this instanceof Any<T> any ? any.operands().stream().mapToInt(Filter::size).sum() : 1;
  }
}
