package dev.crmql.normalize;

import dev.crmql.query.Condition;
import dev.crmql.query.FieldPath;
import dev.crmql.query.Query;
import dev.crmql.query.SortItem;
import java.util.List;
import java.util.OptionalLong;

/**
 * A query in the one form that compilers and the evaluator read.
 *
 * <ul>
 *   <li>Names are spelt as the schema spells them; {@code id} is the schema's id property.
 *   <li>The conjuncts must all hold. None is, or holds, a {@link Condition.Not} or a {@link
 *       Condition.Constant}; AND and OR alternate; LIKE is never EXACT or ANY; a comparison or list
 *       with {@code ''} has become an {@link Condition.EmptyTest}; only {@code <= ''} is left.
 *   <li>Values have the type of their property: where the schema says date or timestamp, or nothing
 *       and the value looks like one, they are {@link dev.crmql.query.Value.Date} or {@link
 *       dev.crmql.query.Value.Timestamp}. A day compared with a timestamp has become the moments
 *       where it begins and ends, in UTC.
 * </ul>
 *
 * @param written the query as written
 * @param fields the selected properties, each once; empty for all
 * @param conjuncts the conditions that must all hold; empty for no condition
 * @param matchesNothing whether no row can be found: the condition is false for every row, or the
 *     limit is 0; no call is needed then
 * @param orderBy the sort keys
 */
public record NormalizedQuery(
    Query written,
    List<FieldPath> fields,
    List<Condition> conjuncts,
    boolean matchesNothing,
    List<SortItem> orderBy) {

  /** Keeps copies of the lists. */
  public NormalizedQuery {
    fields = List.copyOf(fields);
    conjuncts = List.copyOf(conjuncts);
    orderBy = List.copyOf(orderBy);
  }

  /** Whether every property was asked for. */
  public boolean selectsAll() {
    return fields.isEmpty();
  }

  /** The same query, of which it is known that no row can be found. */
  public NormalizedQuery findingNothing() {
    return new NormalizedQuery(written, fields, conjuncts, true, orderBy);
  }

  /** Most rows to return, 0 or more; empty for all. */
  public OptionalLong limit() {
    return written.limit();
  }

  /** Rows to leave out first, 0 or more. */
  public long offset() {
    return written.offset().orElse(0);
  }

  /**
   * How many of the first rows are asked for: those up to LIMIT, the ones that OFFSET leaves out
   * included.
   *
   * @param most what is the answer if there is no LIMIT, or it is further on
   */
  public int rowsToRead(int most) {
    long limit = Math.min(limit().orElse(most), most);
    return (int) Math.min(limit + Math.min(offset(), most), most);
  }
}
