package dev.crmql.sugarcrm;

import dev.crmql.spi.Construct;
import dev.crmql.spi.Dialect;

/** What SugarCRM can be asked in KQL (CRM Search, Kloudless Query Language; filter API). */
final class SugarDialect {

  static final Dialect INSTANCE =
      Dialect.named("SugarCRM")
          .pushes(Construct.SELECT_ALL)
          .pushes(Construct.EQUALITY, Construct.ORDERING)
          .pushes(Construct.EMPTY_TEXT)
          .pushes(Construct.IN, Construct.NOT_IN)
          .pushes(Construct.IS_NULL, Construct.IS_NOT_NULL)
          .pushes(Construct.AND, Construct.OR)
          .pushes(Construct.LIMIT, Construct.OFFSET)
          .pushes(Construct.LIKES, "text with %, _ or \\ and names of persons are checked again")
          .pushes(Construct.WHERE_PATH, "one relation deep")
          .pushes(Construct.ORDER_BY, "names of persons, related names and addresses by the engine")
          .refuses(Construct.SELECT_PATH, "select a property that shows it, such as account_name")
          .refuses(
              Construct.ORDER_BY_PATH, "sort by a property that shows it, such as account_name")
          .completes(
              Construct.NOT_LIKE, "leave the condition out and filter the rows that come back")
          .completes(Construct.NOT, "write the opposite condition, such as != or NOT IN")
          .build();

  private SugarDialect() {}
}
