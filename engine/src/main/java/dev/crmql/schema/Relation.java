package dev.crmql.schema;

/**
 * A way from an object type to one related object, by which a path such as {@code Account.Name}
 * goes.
 *
 * @param name the name that stands in the path
 * @param field the property that holds the related object's id
 * @param target the related object type
 */
public record Relation(String name, String field, String target) {}
