package dev.crmql.examples.acorn;

import dev.crmql.spi.Construct;
import dev.crmql.spi.Dialect;

/** What Acorn can be asked in KQL. */
final class AcornDialect {

  static final String TITLE = "Acorn";

  static final Dialect INSTANCE =
      Dialect.named(TITLE)
          .pushes(
              Construct.SELECT_ALL,
              Construct.EQUALITY,
              Construct.LIKE_PREFIX,
              Construct.LIKE_CONTAINS,
              Construct.IN,
              Construct.NOT_IN,
              Construct.IS_NULL,
              Construct.IS_NOT_NULL,
              Construct.AND,
              Construct.LIMIT)
          .pushes(
              Construct.OR,
              "a list for each alternative, of " + AcornLimits.INSTANCE.requests() + " at most")
          .pushes(Construct.EMPTY_TEXT, "= '' as two lists, without a value and with empty text")
          .pushes(Construct.ORDER_BY, "ascending by the engine where a value may be NULL")
          .checks(Construct.ORDERING, "of text checked again: Acorn tells cases apart there")
          .checks(Construct.LIKE_SUFFIX, "as LIKE '%x%', and checked again")
          .checks(Construct.OFFSET, "the first rows are fetched and left out")
          .completes(Construct.NOT_LIKE, "leave it out and filter the rows that come back")
          .completes(Construct.NOT, "write the opposite condition, such as != or NOT IN")
          .refuses(Construct.PATHS, "no property of a related record can be asked for")
          .build();

  private AcornDialect() {}
}
