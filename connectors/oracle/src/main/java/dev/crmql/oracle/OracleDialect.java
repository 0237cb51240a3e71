package dev.crmql.oracle;

import dev.crmql.spi.Construct;
import dev.crmql.spi.Dialect;

/** What Oracle Sales can be asked in KQL (REST API, Manage Collections). */
final class OracleDialect {

  static final String TITLE = "Oracle";

  private static final String LIKE_REMARK = "text with %, _ or * is checked again";

  static final Dialect INSTANCE =
      Dialect.named(TITLE)
          .pushes(Construct.SELECT_ALL)
          .pushes(Construct.IN, Construct.NOT_IN)
          .pushes(Construct.IS_NULL, Construct.IS_NOT_NULL)
          .pushes(Construct.AND, Construct.OR)
          .pushes(Construct.LIMIT, Construct.OFFSET)
          .pushes(Construct.ORDERING, "of text checked by the engine")
          .pushes(Construct.EQUALITY, "truth values are checked again")
          .pushes(Construct.EMPTY_TEXT, "as IS NULL and IS NOT NULL: there is no empty text")
          .pushes(Construct.LIKES, LIKE_REMARK)
          .pushes(Construct.NOT_LIKE, LIKE_REMARK)
          .pushes(Construct.NOT, "brought to the leaves")
          .pushes(Construct.ORDER_BY, "properties that may be NULL by the engine")
          .refuses(Construct.SELECT_PATH, "select a property that shows it, such as AccountName")
          .refuses(Construct.WHERE_PATH, "compare a property that shows it, such as AccountName")
          .refuses(Construct.ORDER_BY_PATH, "sort by a property that shows it, such as AccountName")
          .build();

  private OracleDialect() {}
}
