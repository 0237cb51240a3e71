package dev.crmql.zoho;

import dev.crmql.pushdown.Filter;
import dev.crmql.spi.QuotedText;
import java.util.List;
import java.util.Optional;

/**
 * A query in Zoho CRM's own words, but for which of its rows are wanted.
 *
 * @param fields the fields to answer with, joined by commas
 * @param module the module
 * @param where the criteria; empty for all records
 * @param orderBy the sort keys, joined by commas
 * @param byId whether records come by their ids alone
 */
record Coql(
    String fields, String module, Optional<Filter<String>> where, String orderBy, boolean byId) {

  /** Whether records come by their ids alone, and there is room for another criterion. */
  boolean canGoOnAfterId() {
    return byId && where.map(Filter::size).orElse(0) < ZohoLimits.INSTANCE.criteria();
  }

  /** The query for rows from an offset on. */
  String statement(long offset, int rows) {
    return statement(where, offset, rows);
  }

  /** The query for rows after the one with this id. */
  String statementAfter(String id, int rows) {
    Filter<String> after = new Filter.Term<>("id > " + QuotedText.of(id));
    return statement(
        Optional.of(where.map(known -> Filter.all(List.of(known, after))).orElse(after)), 0, rows);
  }

  /** WHERE must be there. */
  private String statement(Optional<Filter<String>> criteria, long offset, int rows) {
    return "select "
        + fields
        + " from "
        + module
        + " where "
        + criteria.map(Coql::text).orElse("id is not null")
        + " order by "
        + orderBy
        + " limit "
        + offset
        + ", "
        + rows;
  }

  /** Exactly two operands stand in each pair of brackets. */
  private static String text(Filter<String> filter) {
    if (filter instanceof Filter.All<String> all) {
      return paired(all.operands(), " and ");
    }
    return filter instanceof Filter.Any<String> any
        ? paired(any.operands(), " or ")
        : ((Filter.Term<String>) filter).term();
  }

  private static String paired(List<Filter<String>> operands, String word) {
    String pairs = text(operands.get(0));
    for (Filter<String> operand : operands.subList(1, operands.size())) {
      pairs = "(" + pairs + word + text(operand) + ")";
    }
    return pairs;
  }
}
