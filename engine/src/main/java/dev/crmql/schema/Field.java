package dev.crmql.schema;

import java.util.List;
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
 * @param options the values that it can have, where it is a choice and the service tells them, in
 *     the service's own spelling; else empty
 */
public record Field(
    String name,
    FieldType type,
    String nativeType,
    boolean nullable,
    boolean filterable,
    boolean sortable,
    List<String> options) {

  /** Checks that nothing is null and keeps a copy of the options. */
  public Field {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(type, "type");
    Objects.requireNonNull(nativeType, "nativeType");
    options = List.copyOf(options);
  }

  /** A property of which no options are known. */
  public Field(
      String name,
      FieldType type,
      String nativeType,
      boolean nullable,
      boolean filterable,
      boolean sortable) {
    this(name, type, nativeType, nullable, filterable, sortable, List.of());
  }

  /** A nullable property that can be filtered and sorted by. */
  public static Field of(String name, FieldType type) {
    return new Field(name, type, "", true, true, true);
  }
}
