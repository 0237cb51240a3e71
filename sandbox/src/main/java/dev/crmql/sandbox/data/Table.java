package dev.crmql.sandbox.data;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One kind of record as a service stores it, with all its rows.
 *
 * @param name the service's own name of it ({@code Account}, {@code account}, {@code Accounts})
 * @param keyColumn the name of the column with the record's id
 * @param columns in the order in which the service lists them
 * @param rows each from column name to value; a row names every column, with null where it has no
 *     value. Read only.
 */
public record Table(
    String name, String keyColumn, List<Column> columns, List<Map<String, Object>> rows) {

  /**
   * Copies the lists, fills in missing columns with null, and refuses rows that name an unknown
   * column.
   */
  public Table {
    columns = List.copyOf(columns);
    List<Map<String, Object>> complete = new ArrayList<>(rows.size());
    for (Map<String, Object> row : rows) {
      Map<String, Object> full = new LinkedHashMap<>();
      for (Column column : columns) {
        full.put(column.name(), row.get(column.name()));
      }
      if (!full.keySet().containsAll(row.keySet())) {
        throw new IllegalArgumentException(name + " has no such columns: " + row.keySet());
      }
      complete.add(Collections.unmodifiableMap(full));
    }
    rows = Collections.unmodifiableList(complete);
  }

  /** The column spelled exactly so. */
  public Optional<Column> column(String columnName) {
    return columns.stream().filter(c -> c.name().equals(columnName)).findFirst();
  }

  /** The column of that name in any casing. */
  public Optional<Column> columnIgnoringCase(String columnName) {
    return columns.stream().filter(c -> c.name().equalsIgnoreCase(columnName)).findFirst();
  }

  /** The reference whose relationship has that name in any casing. */
  public Optional<Column> relationshipIgnoringCase(String relationshipName) {
    return columns.stream()
        .filter(c -> relationshipName.equalsIgnoreCase(c.relationship()))
        .findFirst();
  }
}
