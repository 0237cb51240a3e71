package dev.crmql.hubspot;

import dev.crmql.spi.Construct;
import dev.crmql.spi.Dialect;

/** What HubSpot can be asked in KQL (Search the CRM). */
final class HubSpotDialect {

  private static final String NO_PATHS = "ask for the related records themselves";

  static final Dialect INSTANCE =
      Dialect.named("HubSpot")
          .pushes(Construct.SELECT_ALL, "every property that HubSpot describes")
          .refuses(Construct.SELECT_PATH, NO_PATHS)
          .pushes(Construct.EQUALITY, "several choices in one property are checked again")
          .pushes(Construct.ORDERING, "numbers and dates; text is checked again")
          .pushes(Construct.EMPTY_TEXT, "empty text is no value to HubSpot")
          .checks(Construct.LIKES, "asked for as a part of a word, and checked again")
          .checks(Construct.NOT_LIKE, "all rows that have the property are read")
          .pushes(Construct.IN, "several choices in one property are checked again")
          .pushes(Construct.NOT_IN, "several choices in one property are checked again")
          .pushes(Construct.IS_NULL, Construct.IS_NOT_NULL)
          .pushes(Construct.AND, "of at most 6 conditions after OR is multiplied out")
          .pushes(Construct.OR, "at most 30 alternatives, in up to 6 searches")
          .pushes(Construct.NOT, "asked for as the opposite condition")
          .refuses(Construct.WHERE_PATH, NO_PATHS)
          .pushes(
              Construct.ORDER_BY,
              "the id, and with LIMIT a number or date that no row lacks; by all else the engine"
                  + " sorts")
          .refuses(Construct.ORDER_BY_PATH, "sort by a property of the object itself")
          .pushes(Construct.LIMIT)
          .checks(Construct.OFFSET, "the first rows are read and left out")
          .build();

  private HubSpotDialect() {}
}
