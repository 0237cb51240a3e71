package dev.crmql.query;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A query: which properties of which object type, for which rows, in which order. It is the same
 * tree whichever language it was written in, and can be built without text: {@link #select}.
 *
 * @param selection what to return of each row
 * @param from the object type
 * @param where which rows; empty for all
 * @param orderBy the sort keys, most significant first; empty for no order asked
 * @param limit most rows to return, 0 or more; empty for all
 * @param offset rows to leave out first, 0 or more; empty for none
 */
public record Query(
    Selection selection,
    ObjectName from,
    Optional<Condition> where,
    List<SortItem> orderBy,
    OptionalLong limit,
    OptionalLong offset) {

  /** Checks that neither number is negative. */
  public Query {
    orderBy = List.copyOf(orderBy);
    if (limit.orElse(0) < 0 || offset.orElse(0) < 0) {
      throw new IllegalArgumentException("LIMIT and OFFSET can't be negative");
    }
  }

  /**
   * Starts a query for these properties, each a single name; for paths see {@link QueryBuilder}.
   */
  public static QueryBuilder select(String... fields) {
    return QueryBuilder.select(fields);
  }

  /** Starts a query for every property. */
  public static QueryBuilder selectAll() {
    return QueryBuilder.selectAll();
  }

  /** This query for other rows of what it finds. */
  public Query withRows(OptionalLong newLimit, OptionalLong newOffset) {
    return new Query(selection, from, where, orderBy, newLimit, newOffset);
  }

  /** This query with another condition. */
  public Query withWhere(Optional<Condition> condition) {
    return new Query(selection, from, condition, orderBy, limit, offset);
  }
}
