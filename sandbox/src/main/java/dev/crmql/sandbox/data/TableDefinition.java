package dev.crmql.sandbox.data;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Collects the columns of a service's table and what of a sample record stands in each. Empty text
 * becomes null.
 *
 * @param <R> a kind of sample record
 */
public final class TableDefinition<R> {
  private final String name;
  private final String keyColumn;
  private final List<Column> columns = new ArrayList<>();
  private final Map<String, Function<R, ?>> values = new LinkedHashMap<>();

  /** Begins a table without columns. */
  public TableDefinition(String name, String keyColumn) {
    this.name = name;
    this.keyColumn = keyColumn;
  }

  /** Adds a column that may be null. */
  public TableDefinition<R> column(String column, ColumnType type, Function<R, ?> value) {
    return add(Column.of(column, type), value);
  }

  /** Adds a column that always has a value. */
  public TableDefinition<R> required(String column, ColumnType type, Function<R, ?> value) {
    return add(Column.required(column, type), value);
  }

  /** Adds a column with the key of a row of {@code target}; see {@link Column#reference}. */
  public TableDefinition<R> reference(
      String column, String target, String relationship, Function<R, ?> value) {
    return add(Column.reference(column, target, relationship), value);
  }

  private TableDefinition<R> add(Column column, Function<R, ?> value) {
    columns.add(column);
    values.put(column.name(), value);
    return this;
  }

  /** The table with a row for each record. */
  public Table of(List<R> records) {
    return new Table(name, keyColumn, columns, records.stream().map(this::row).toList());
  }

  private Map<String, Object> row(R record) {
    Map<String, Object> row = new LinkedHashMap<>();
    values.forEach(
        (column, value) -> {
          Object found = value.apply(record);
          row.put(column, "".equals(found) ? null : found);
        });
    return row;
  }
}
