package dev.crmql.sandbox.data;

import java.util.Objects;

/**
 * One column of a service's table.
 *
 * @param name the service's own name, in its own spelling
 * @param type what the column holds
 * @param nullable whether a row may have no value here
 * @param target for a {@link ColumnType#REFERENCE}, the name of the table that it points to;
 *     otherwise null
 * @param relationship for a {@link ColumnType#REFERENCE}, the name by which a path walks to the
 *     target ({@code Account} for {@code AccountId}); otherwise null
 */
public record Column(
    String name, ColumnType type, boolean nullable, String target, String relationship) {

  /** Checks that only references have a target. */
  public Column {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(type, "type");
    if ((target == null) != (relationship == null)
        || (target != null && type != ColumnType.REFERENCE)) {
      throw new IllegalArgumentException(
          "column " + name + ": only a reference has a target and a relationship");
    }
  }

  /** A column that may be null. */
  public static Column of(String name, ColumnType type) {
    return new Column(name, type, true, null, null);
  }

  /** A column that always has a value. */
  public static Column required(String name, ColumnType type) {
    return new Column(name, type, false, null, null);
  }

  /** A column that may hold the key of a row of {@code target}. */
  public static Column reference(String name, String target, String relationship) {
    return new Column(name, ColumnType.REFERENCE, true, target, relationship);
  }
}
