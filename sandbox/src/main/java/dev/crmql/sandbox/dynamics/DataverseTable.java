package dev.crmql.sandbox.dynamics;

import dev.crmql.sandbox.data.Table;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A table with what the Web API says about it.
 *
 * @param rows its columns and rows under its logical name; lookups stand there by their logical
 *     name too
 * @param entitySet its name in addresses
 * @param primaryName the column that labels a row
 * @param collections the ways to rows of other tables that point to rows of this one
 */
record DataverseTable(
    Table rows,
    String entitySet,
    String primaryName,
    List<Attribute> attributes,
    List<Navigation> collections) {

  String logicalName() {
    return rows.name();
  }

  String key() {
    return rows.keyColumn();
  }

  Optional<Attribute> attributeOfProperty(String property) {
    return attributes.stream().filter(a -> a.property().equals(property)).findFirst();
  }

  /** The ways to one row, and those to many. */
  List<Navigation> navigations() {
    return Stream.concat(
            attributes.stream().flatMap(a -> a.navigations().stream()), collections.stream())
        .toList();
  }

  Optional<Navigation> navigation(String name) {
    return navigations().stream().filter(n -> n.name().equals(name)).findFirst();
  }
}
