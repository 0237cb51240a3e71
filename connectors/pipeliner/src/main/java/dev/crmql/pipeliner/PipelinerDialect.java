package dev.crmql.pipeliner;

import dev.crmql.spi.Construct;
import dev.crmql.spi.Dialect;

/** What Pipeliner CRM can be asked in KQL (OpenAPI document of version 100, filters). */
final class PipelinerDialect {

  static final String TITLE = "Pipeliner CRM";

  static final Dialect INSTANCE =
      Dialect.named(TITLE)
          .pushes(Construct.SELECT_ALL, Construct.IS_NULL, Construct.IS_NOT_NULL, Construct.LIMIT)
          .pushes(Construct.EQUALITY, "!= is checked again")
          .pushes(Construct.ORDERING, "of text checked by the engine")
          .pushes(Construct.EMPTY_TEXT, "= '' in two requests; != '' is checked again")
          .pushes(Construct.LIKES, "text with %, _ or \\ is checked again")
          .checks(Construct.NOT_LIKE, "as IS NOT NULL")
          .pushes(Construct.IN, "a request for each value; many as IS NOT NULL, checked again")
          .checks(Construct.NOT_IN, "as IS NOT NULL")
          .pushes(Construct.AND, "one condition of each property, others checked again")
          .pushes(Construct.OR, "a request for each alternative, 8 at most")
          .pushes(Construct.NOT, "brought to the leaves")
          .pushes(Construct.ORDER_BY, "properties that may be NULL by the engine")
          .checks(Construct.OFFSET, "the first rows are fetched and left out")
          .refuses(Construct.PATHS, "name the id that the record holds, such as owner_id")
          .build();

  private PipelinerDialect() {}
}
