package dev.crmql.dynamics;

import dev.crmql.spi.Construct;
import dev.crmql.spi.Dialect;

/** What Dataverse's Web API can be asked. */
final class DynamicsDialect {

  static final Dialect INSTANCE =
      Dialect.named("Dynamics")
          .pushes(Construct.SELECT_ALL, "no $select; slow on wide tables")
          .pushes(Construct.SELECT_PATH, "$expand, at most 15 relations")
          .pushes(
              Construct.EQUALITY, Construct.ORDERING, Construct.LIKE_PREFIX, Construct.LIKE_SUFFIX)
          .pushes(Construct.LIKE_CONTAINS, Construct.NOT_LIKE, Construct.IN, Construct.NOT_IN)
          .pushes(Construct.EMPTY_TEXT, "asked for as null or ''")
          .pushes(Construct.IS_NULL, Construct.IS_NOT_NULL)
          .pushes(Construct.AND, Construct.OR, Construct.NOT)
          .pushes(
              Construct.WHERE_PATH,
              "where the condition needs the related row; else completion=local is needed")
          .pushes(Construct.ORDER_BY, "lookups and multi-select choices need completion=local")
          .completes(Construct.ORDER_BY_PATH, "sort by a property of the object itself")
          .pushes(Construct.LIMIT)
          .checks(Construct.OFFSET, "no $skip: the first rows are fetched and left out")
          .build();

  private DynamicsDialect() {}
}
