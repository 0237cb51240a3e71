package dev.crmql.sandbox.dynamics;

import dev.crmql.sandbox.sql.Joins;

/**
 * A way from rows of one table to rows of another: those whose {@code targetColumn} holds what
 * {@code sourceColumn} holds.
 *
 * @param name as {@code $expand} spells it
 * @param target the logical name of the other table
 * @param collection whether it leads to any number of rows instead of one at most
 */
record Navigation(
    String name, String sourceColumn, String target, String targetColumn, boolean collection) {

  /** Joins the other table and says what it is called. */
  String join(Joins joins, Joins.Kind kind, String source) {
    return joins.join(kind, source, sourceColumn, target, targetColumn);
  }
}
