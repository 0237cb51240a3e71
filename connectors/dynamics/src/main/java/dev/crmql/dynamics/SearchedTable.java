package dev.crmql.dynamics;

import java.util.List;

/**
 * A table that keywords are looked for in: one of the unified types.
 *
 * @param name its logical name
 * @param columns its name and, if it has one, its e-mail address; they are indexed unless somebody
 *     took them out (Power Apps guide, quick find views)
 */
record SearchedTable(String name, List<String> columns) {

  static final List<SearchedTable> ALL =
      List.of(
          new SearchedTable("account", List.of("name", "emailaddress1")),
          new SearchedTable("contact", List.of("fullname", "emailaddress1")),
          new SearchedTable("lead", List.of("fullname", "emailaddress1")),
          new SearchedTable("opportunity", List.of("name")),
          new SearchedTable("campaign", List.of("name")),
          new SearchedTable("task", List.of("subject")));

  /** The property that holds the id of its rows; no two of these tables share one. */
  String idProperty() {
    return ODataNames.idProperty(name);
  }
}
