package dev.crmql.dynamics;

/**
 * A column as a filter names it.
 *
 * @param property its name in OData, such as {@code _ownerid_value} or {@code parentaccountid/name}
 * @param kind how its values are written
 * @param nullable whether it can be null
 * @param path whether it is a column of a related row
 */
record Column(String property, ColumnKind kind, boolean nullable, boolean path) {

  /** Whether the functions that take a column's name can be given this one. */
  boolean isOwnValue() {
    return !path && kind != ColumnKind.LOOKUP;
  }
}
