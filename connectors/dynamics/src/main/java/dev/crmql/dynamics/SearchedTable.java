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

  /** Those of {@code unified-types.json}. */
  static final List<SearchedTable> ALL =
      DynamicsConnector.TYPES.keywordProperties().entrySet().stream()
          .map(table -> new SearchedTable(table.getKey(), table.getValue()))
          .toList();

  /** The property that holds the id of its rows; no two of these tables share one. */
  String idProperty() {
    return ODataNames.idProperty(name);
  }
}
