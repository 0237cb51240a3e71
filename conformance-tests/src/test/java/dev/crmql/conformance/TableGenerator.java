package dev.crmql.conformance;

import dev.crmql.sandbox.data.Column;
import dev.crmql.sandbox.data.ColumnType;
import dev.crmql.sandbox.data.Table;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Tables of any columns and rows. */
final class TableGenerator {

  private static final String KEY = "id";

  private static final List<String> PIECES =
      List.of(
          "a", "A", "b", "ab", "Z", "0", "1", "-", " ", "'", "\"", "\\", "%", "_", "~", "!", "|",
          "$", "é", "É", "e\u0301", "ß", "σ", "Σ", "я", "Я", "東", "京", "🚀", "𠮷", "ש", "\n", "\t",
          "null", "(", ")", ",", "?", "--", "/*", ";", "[", "]", "^", ".", "*");

  /** Words of the language may be names, if they are delimited; so may any others. */
  private static final List<String> NAMES =
      List.of("c1", "C_2", "_c", "order", "SELECT", "AND", "4th", "a b", "it's", "naïve", "x.y");

  private TableGenerator() {}

  static Arbitrary<Table> tables() {
    return columns()
        .flatMap(
            columns ->
                row(columns).list().ofMinSize(1).ofMaxSize(12).map(rows -> table(columns, rows)));
  }

  private static Arbitrary<List<Column>> columns() {
    Arbitrary<ColumnType> types =
        Arbitraries.of(
            ColumnType.TEXT,
            ColumnType.TEXT,
            ColumnType.CHOICE,
            ColumnType.REFERENCE,
            ColumnType.INTEGER,
            ColumnType.DECIMAL,
            ColumnType.BOOLEAN,
            ColumnType.DATE,
            ColumnType.DATETIME);
    return Combinators.combine(
            Arbitraries.of(NAMES).list().uniqueElements().ofSize(6), types.list().ofSize(6))
        .as(TableGenerator::columns);
  }

  private static List<Column> columns(List<String> names, List<ColumnType> types) {
    List<Column> columns = new ArrayList<>();
    columns.add(Column.required(KEY, ColumnType.ID));
    for (int i = 0; i < names.size(); i++) {
      columns.add(
          types.get(i) == ColumnType.REFERENCE
              ? Column.reference(names.get(i), "things", "r" + i)
              : Column.of(names.get(i), types.get(i)));
    }
    return columns;
  }

  private static Arbitrary<List<Object>> row(List<Column> columns) {
    return Combinators.combine(
            columns.stream().skip(1).map(column -> value(column.type()).injectNull(0.2)).toList())
        .as(values -> values);
  }

  private static Table table(List<Column> columns, List<List<Object>> values) {
    List<Map<String, Object>> rows = new ArrayList<>();
    for (List<Object> row : values) {
      Map<String, Object> named = new HashMap<>();
      named.put(KEY, "k" + rows.size());
      for (int i = 0; i < row.size(); i++) {
        named.put(columns.get(i + 1).name(), row.get(i));
      }
      rows.add(named);
    }
    return new Table("things", KEY, columns, rows);
  }

  private static Arbitrary<Object> value(ColumnType type) {
    return switch (type) {
      case TEXT, EMAIL, PHONE, URL, CHOICE, LONG_TEXT ->
          Arbitraries.of(PIECES)
              .list()
              .ofMaxSize(4)
              .map(pieces -> String.join("", pieces))
              .asGeneric();
      case ID, REFERENCE -> Arbitraries.of("k0", "k1", "k2", "other").asGeneric();
      case INTEGER, NUMBERED_CHOICE -> Arbitraries.integers().between(-3, 3).asGeneric();
      case DECIMAL, CURRENCY, PERCENT ->
          Arbitraries.of("0.00", "-0.01", "0.10", "1.50", "12500.51", "9999999999.99", "3.00")
              .map(BigDecimal::new)
              .asGeneric();
      case BOOLEAN -> Arbitraries.of(true, false).asGeneric();
      case DATE ->
          Arbitraries.integers()
              .between(-2, 2)
              .map(LocalDate.of(2024, 2, 29)::plusDays)
              .asGeneric();
      case DATETIME ->
          Arbitraries.of(-86_400, -1, 0, 1, 3_600, 43_200, 86_399)
              .map(Instant.parse("2024-03-01T00:00:00Z")::plusSeconds)
              .asGeneric();
    };
  }
}
