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
   * The first key of a query with a LIMIT, if it is a number or a date, which all services sort
   * alike, and NULL in no row that the query finds.
   */
  public static Optional<SortItem> of(NormalizedQuery query, ObjectSchema schema) {
    return query.orderBy().stream()
        .limit(query.limit().isPresent() ? 1 : 0)
        .filter(
            item ->
                switch (schema.type(item.field().dotted())) {
                  case INTEGER, DECIMAL, DATE, TIMESTAMP -> true;
                  case ID, TEXT, BOOLEAN, OTHER -> false;
                })
        .filter(item -> NullRejection.leavesNoNull(item.field(), query, schema))
        .findFirst();
  }
}
