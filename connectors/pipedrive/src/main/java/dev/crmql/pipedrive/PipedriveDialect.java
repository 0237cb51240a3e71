package dev.crmql.pipedrive;

import dev.crmql.spi.Construct;
import dev.crmql.spi.Dialect;

/**
 * What Pipedrive can be asked in KQL (API reference, the parameters of Get all deals, persons,
 * organizations, activities and leads).
 */
final class PipedriveDialect {

  static final String TITLE = "Pipedrive";

  private static final String PARAMETER_HINT = "ask for the values that are wanted, by = or IN";
  static final Dialect INSTANCE =
      Dialect.named(TITLE)
          .pushes(Construct.SELECT_ALL, Construct.AND)
          .pushes(
              Construct.EQUALITY,
              "= of ids, status and done, as far as a list has such a parameter")
          .pushes(Construct.IN, "of the same")
          .pushes(Construct.ORDERING, "of update_time")
          .pushes(Construct.OR, "as several lists")
          .pushes(Construct.LIMIT, "if nothing is left to check or to sort")
          .checks(Construct.OFFSET, "read and left out by the engine")
          .checks(
              Construct.ORDER_BY,
              "sorted by the engine, but for id, and up to LIMIT 499 the dates of a list that no row"
                  + " lacks")
          .completes(Construct.EMPTY_TEXT, "lists don't tell which records have no value")
          .completes(Construct.IS_NULL, "lists don't tell which records have no value")
          .completes(Construct.IS_NOT_NULL, "lists don't tell which records have a value")
          .completes(Construct.LIKES, "a search for a keyword finds records by the words in them")
          .completes(Construct.NOT_LIKE, "lists have nothing like it")
          .completes(Construct.NOT_IN, PARAMETER_HINT)
          .completes(Construct.NOT, PARAMETER_HINT)
          .refuses(
              Construct.PATHS,
              "ask for the id of the other record, such as org_id, and for that record by its id")
          .build();

  private PipedriveDialect() {}
}
