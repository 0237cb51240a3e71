package dev.crmql.salesforce;

import dev.crmql.spi.Construct;
import dev.crmql.spi.Dialect;

/** What SOQL can be asked. */
final class SalesforceDialect {

  static final Dialect INSTANCE =
      Dialect.named("Salesforce")
          .pushes(
              Construct.SELECT_ALL,
              "every property of the schema; without one, FIELDS(ALL) and a LIMIT of up to 200")
          .pushes(Construct.EMPTY_TEXT, "as = null and != null: there is no empty text")
          .pushes(Construct.NOT_LIKE, "as (NOT .. LIKE ..)")
          .pushes(Construct.NOT, "brought to the leaves")
          .pushes(Construct.OFFSET, "above 2,000 by paging")
          .pushes(Construct.SELECT_PATH, Construct.WHERE_PATH)
          .pushes(Construct.ORDER_BY, Construct.ORDER_BY_PATH)
          .pushes(Construct.EQUALITY, Construct.ORDERING)
          .pushes(Construct.LIKE_PREFIX, Construct.LIKE_SUFFIX, Construct.LIKE_CONTAINS)
          .pushes(Construct.IN, Construct.NOT_IN)
          .pushes(Construct.IS_NULL, Construct.IS_NOT_NULL)
          .pushes(Construct.AND, Construct.OR)
          .pushes(Construct.LIMIT)
          .build();

  private SalesforceDialect() {}
}
