package dev.crmql.sugarcrm;

import dev.crmql.spi.ConditionPart;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A filtered list of one module's records, in SugarCRM's own words (filter API, {@code POST
 * /<module>/filter}).
 *
 * @param module the module, such as {@code Accounts}
 * @param filter the filter definition: a JSON array of which all elements must hold; empty for all
 *     records
 * @param fields the fields to answer with, joined by commas; empty for all fields
 * @param orderBy the sort keys, such as {@code name:desc,id:asc}; empty for the service's order
 * @param maxNum most records of a page, 1 or more; the service may lower it
 * @param offset records to leave out first, 0 or more
 * @param exact whether the service answers with exactly the wanted rows, so that LIMIT and OFFSET
 *     are its own business
 * @param sortedByEngine whether the engine must sort the rows
 * @param parts every conjunct and who makes sure that it holds
 */
public record SugarQuery(
    String module,
    Optional<String> filter,
    Optional<String> fields,
    Optional<String> orderBy,
    int maxNum,
    long offset,
    boolean exact,
    boolean sortedByEngine,
    List<ConditionPart> parts) {

  /** Checks that nothing is null and keeps a copy of the parts. */
  public SugarQuery {
    Objects.requireNonNull(module, "module");
    Objects.requireNonNull(filter, "filter");
    Objects.requireNonNull(fields, "fields");
    Objects.requireNonNull(orderBy, "orderBy");
    parts = List.copyOf(parts);
  }
}
