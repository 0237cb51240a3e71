package dev.crmql.pushdown;

import dev.crmql.normalize.NormalizedQuery;
import dev.crmql.query.SortItem;
import dev.crmql.schema.ObjectSchema;
import java.util.Optional;

/**
 * The first key of ORDER BY, where it saves reading all rows that a service sorts by it alone: the
 * engine sorts by the other keys, and reads no further than to the end of those rows that equal the
 * last wanted one by the first key.
 */
public final class LeadingKey {

  private LeadingKey() {}

  /**
   * The first key of a query with a LIMIT, if it is a day or a moment, and NULL in no row that the
   * query finds. Days and moments are in order whether they are compared as such or as texts, which
   * numbers are not. No other key may be text: whether texts are dates is told by all of them.
   */
  public static Optional<SortItem> of(NormalizedQuery query, ObjectSchema schema) {
    boolean told =
        query.orderBy().stream()
            .noneMatch(
                item ->
                    switch (schema.type(item.field().dotted())) {
                      case TEXT, OTHER -> true;
                      case ID, BOOLEAN, INTEGER, DECIMAL, DATE, TIMESTAMP -> false;
                    });
    return query.orderBy().stream()
        .limit(told && query.limit().isPresent() ? 1 : 0)
        .filter(item -> schema.type(item.field().dotted()).isTemporal())
        .filter(item -> NullRejection.leavesNoNull(item.field(), query, schema))
        .findFirst();
  }
}
