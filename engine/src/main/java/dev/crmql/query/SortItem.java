package dev.crmql.query;

/**
 * One key of ORDER BY. NULL sorts lowest: first when ascending, last when descending.
 *
 * @param field the property to sort by
 * @param descending whether the highest comes first
 * @param at where the key was written
 */
public record SortItem(FieldPath field, boolean descending, NodeLocation at) {

  /** A key with the lowest first, written nowhere. */
  public static SortItem ascending(FieldPath field) {
    return new SortItem(field, false, NodeLocation.NONE);
  }

  /** A key with the highest first, written nowhere. */
  public static SortItem descending(FieldPath field) {
    return new SortItem(field, true, NodeLocation.NONE);
  }
}
