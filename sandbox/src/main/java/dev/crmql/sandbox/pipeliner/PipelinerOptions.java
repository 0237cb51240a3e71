package dev.crmql.sandbox.pipeliner;

/**
 * How the service behaves where its documentation leaves it open. The defaults are what makes a
 * client's life harder: one that is right with them should be right with the opposite too.
 *
 * @param notEqualMatchesNull whether {@code not-eq} finds records without a value
 * @param emptyMatchesNull whether {@code empty} finds null beside the empty text, and {@code
 *     not-empty} neither of them
 * @param wildcardsInText whether {@code %} and {@code _} in the value of {@code contains} and its
 *     like stand for any text and any character
 * @param nullsSortLast whether null comes last in ascending order, and first in descending
 * @param idSortable whether {@code order-by} takes {@code id}
 * @param operatorNeedsValue whether {@code filter-op} without {@code filter} is passed over,
 *     instead of taken with an empty value
 */
public record PipelinerOptions(
    boolean notEqualMatchesNull,
    boolean emptyMatchesNull,
    boolean wildcardsInText,
    boolean nullsSortLast,
    boolean idSortable,
    boolean operatorNeedsValue) {

  /** The harder reading of each open question, but that ids can be sorted by. */
  public static PipelinerOptions strict() {
    return new PipelinerOptions(true, false, true, true, true, true);
  }

  /** The easier reading of each open question. */
  public static PipelinerOptions lenient() {
    return new PipelinerOptions(false, true, false, false, true, false);
  }
}
