package dev.crmql.sandbox.zoho;

import dev.crmql.sandbox.sql.Condition;
import java.util.List;

/**
 * A query as it was written; whether its names exist is not known yet.
 *
 * @param limit from 1
 * @param offset from 0
 */
record CoqlQuery(
    List<String> fields,
    String module,
    Condition where,
    List<SortItem> orderBy,
    int limit,
    int offset) {

  /** One key of ORDER BY. */
  record SortItem(String field, boolean descending) {}
}
