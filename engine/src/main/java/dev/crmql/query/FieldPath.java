package dev.crmql.query;

import java.util.List;

/**
 * The name of a property, or a path to a property of a related object such as {@code Account.Name}.
 *
 * @param names one or more names, none empty; case is kept as written
 * @param at where the path was written
 */
public record FieldPath(List<String> names, NodeLocation at) {

  /** Checks that there is a name and that none is empty. */
  public FieldPath {
    names = List.copyOf(names);
    if (names.isEmpty()) {
      throw new IllegalArgumentException("a field path needs a name");
    }
    for (String name : names) {
      if (name.isEmpty()) {
        throw new IllegalArgumentException("a field name can't be empty");
      }
    }
  }

  /** A path of these names, written nowhere. A dot within a name is part of that name. */
  public static FieldPath of(String... names) {
    return new FieldPath(List.of(names), NodeLocation.NONE);
  }

  /** Whether the path leads over a related object. */
  public boolean isNested() {
    return names.size() > 1;
  }

  /** The first name: the property itself, or the relation that the path goes over. */
  public String head() {
    return names.get(0);
  }

  /** The last name: the property itself. */
  public String leaf() {
    return names.get(names.size() - 1);
  }

  /** The names joined by dots. */
  public String dotted() {
    return names.size() == 1 ? names.get(0) : String.join(".", names);
  }

  @Override
  public String toString() {
    return dotted();
  }
}
