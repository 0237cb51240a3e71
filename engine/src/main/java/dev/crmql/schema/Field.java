package dev.crmql.schema;

import java.util.Objects;

/**
 * A property of an object type.
 *
 * @param name the name as the service spells it
 * @param type what it holds
 * @param nativeType the service's own word for the type, such as {@code multipicklist}
 * @param nullable whether it can be NULL; true when in doubt
 * @param filterable whether the service can filter by it
 * @param sortable whether the service can sort by it
 */
public record Field(
    String name,
    FieldType type,
    String nativeType,
    boolean nullable,
    boolean filterable,
    boolean sortable) {

  /** Checks that nothing is null. */
  public Field {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(type, "type");
    Objects.requireNonNull(nativeType, "nativeType");
  }

  /** A nullable property that can be filtered and sorted by. */
  public static Field of(String name, FieldType type) {
    return new Field(name, type, "", true, true, true);
  }
}
