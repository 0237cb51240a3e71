package dev.crmql.query;

/**
 * The object type that a query asks for.
 *
 * @param name the name as the service has it, not empty; case is kept as written
 * @param at where it was written
 */
public record ObjectName(String name, NodeLocation at) {

  /** Checks that the name is not empty. */
  public ObjectName {
    if (name.isEmpty()) {
      throw new IllegalArgumentException("an object name can't be empty");
    }
  }

  /** A name that was written nowhere. */
  public static ObjectName of(String name) {
    return new ObjectName(name, NodeLocation.NONE);
  }

  @Override
  public String toString() {
    return name;
  }
}
