package dev.crmql.examples.acorn;

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

/** Made-up companies: every property is NULL in some, texts are empty, of either case, or odd. */
final class Companies {

  private static final String[] NAMES = {
    "Alder", "ash", "Aspen", "BEECH", "beech", "Birch", "Cedar", "cedar", "Elm", "Hazel", null
  };
  private static final String[] CITIES = {"Bern", "BERN", "Basel", "Zug", "", null, "Chur"};

  /** Values that would be something else if they were not escaped. */
  static final List<String> NOTES =
      List.of(
          "a;ref:set:no",
          "b|c",
          "d\\",
          "\\;e\\|",
          "f:eq:g",
          "100%",
          "50_50",
          "O'Hara & Sons",
          "+1 %20?#",
          "\u00e9\u4e2d\ud83c\udf33",
          "plain");

  private Companies() {}

  static Table table() {
    List<Map<String, Object>> rows = new ArrayList<>();
    for (int i = 0; i < 77; i++) {
      Map<String, Object> row = new HashMap<>();
      row.put("ref", "c%02d".formatted((i * 29) % 77));
      row.put("name", NAMES[i % NAMES.length]);
      row.put("city", CITIES[i % CITIES.length]);
      row.put("revenue", i % 5 == 0 ? null : new BigDecimal(i * 37 % 400).movePointLeft(1));
      row.put("active", i % 3 == 0 ? null : i % 2 == 0);
      row.put("founded", i % 4 == 0 ? null : LocalDate.of(2000 + i % 13, 1 + i % 12, 1 + i % 28));
      row.put("changed", Instant.parse("2026-03-01T00:00:00Z").plusSeconds(i * 86_399L / 7));
      row.put("note", i < NOTES.size() ? NOTES.get(i) : null);
      row.put("memo", i % 6 == 0 ? null : "memo " + i);
      rows.add(row);
    }
    return new Table(
        "companies",
        "ref",
        List.of(
            Column.required("ref", ColumnType.ID),
            Column.of("name", ColumnType.TEXT),
            Column.of("city", ColumnType.CHOICE),
            Column.of("revenue", ColumnType.DECIMAL),
            Column.of("active", ColumnType.BOOLEAN),
            Column.of("founded", ColumnType.DATE),
            Column.required("changed", ColumnType.DATETIME),
            Column.of("note", ColumnType.TEXT),
            Column.of("memo", ColumnType.LONG_TEXT)),
        rows);
  }
}
