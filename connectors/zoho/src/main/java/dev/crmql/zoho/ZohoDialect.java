package dev.crmql.zoho;

import dev.crmql.spi.Construct;
import dev.crmql.spi.Dialect;

/** What Zoho CRM can be asked in KQL (COQL Overview, COQL Limitations). */
final class ZohoDialect {

  static final String TITLE = "Zoho CRM";

  static final Dialect INSTANCE =
      Dialect.named(TITLE)
          .pushes(Construct.SELECT_PATH)
          .pushes(Construct.EQUALITY)
          .pushes(Construct.IN, Construct.NOT_IN)
          .pushes(Construct.IS_NULL, Construct.IS_NOT_NULL)
          .pushes(Construct.AND, Construct.OR)
          .pushes(Construct.LIMIT, Construct.OFFSET)
          .pushes(Construct.SELECT_ALL, "every field of the module, 50 at most")
          .pushes(Construct.ORDERING, "of text checked by the engine")
          .pushes(Construct.EMPTY_TEXT, "as IS NULL; != '' is checked again")
          .pushes(Construct.LIKES, "text with %, _ or \\ is checked again")
          .checks(Construct.NOT_LIKE, "pushed as it is for '%x%', else as IS NOT NULL")
          .pushes(Construct.NOT, "brought to the leaves")
          .pushes(Construct.WHERE_PATH, "over lookups, but for IS NULL")
          .pushes(Construct.ORDER_BY, "fields that may be NULL by the engine")
          .checks(Construct.ORDER_BY_PATH, "sorted by the engine")
          .build();

  private ZohoDialect() {}
}
