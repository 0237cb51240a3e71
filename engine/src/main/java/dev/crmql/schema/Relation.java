package dev.crmql.schema;

/**
 * A way from an object type to a related one, by which a path such as {@code Account.Name} goes.
 *
 * @param name the name that stands in the path
 * @param field the property that holds the related object's id; of the related object, if it leads
 *     to many
 * @param target the related object type
 * @param many whether it leads to any number of objects, not to one at most
 */
public record Relation(String name, String field, String target, boolean many) {

  /** A way to one related object at most. */
  public Relation(String name, String field, String target) {
    this(name, field, target, false);
  }
}
