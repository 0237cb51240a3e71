package dev.crmql.sandbox.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DatabaseTest {
  private static final Table THINGS =
      new Table(
          "Thing",
          "Id",
          List.of(
              Column.required("Id", ColumnType.ID),
              Column.of("Name", ColumnType.TEXT),
              Column.of("Amount", ColumnType.CURRENCY),
              Column.of("Day", ColumnType.DATE),
              Column.of("At", ColumnType.DATETIME)),
          List.of(
              row("a", "Kloud", "1.50", "2018-02-23", "2018-02-23T00:00:00Z"),
              row("b", "a\\b", null, null, "2018-02-22T23:59:59Z"),
              row("c", null, "-2.00", "2024-07-01", null)));

  private final Database database = Database.of(List.of(THINGS));

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void comparesTextWithoutRegardToCase() {
    assertThat(ids("\"Name\" = ?", "KLOUD")).containsExactly("a");
    assertThat(ids("\"Name\" IN (?, ?)", "x", "kLOUD")).containsExactly("a");
    assertThat(ids("\"Name\" LIKE ?", "%OU%")).containsExactly("a");
  }

  @Test
  void likeHasNoEscapeCharacterUnlessNamed() {
    assertThat(ids("\"Name\" LIKE ?", "a\\%")).containsExactly("b");
    assertThat(ids("\"Name\" LIKE ? ESCAPE '\\'", "a\\%")).isEmpty();
    assertThat(ids("\"Name\" LIKE ? ESCAPE '\\'", "a\\\\_")).containsExactly("b");
  }

  @Test
  void namesNeedNoQuotesAndMatchInAnyCasing() {
    assertThat(database.query("SELECT id FROM thing WHERE NAME = 'kloud'", List.of())).hasSize(1);
  }

  @Test
  void readsIsoTextAsDateTimes() {
    assertThat(ids("\"At\" >= '2018-02-23T00:00:00+00:00'")).containsExactly("a");
    assertThat(ids("\"Day\" < '2018-02-24'")).containsExactly("a");
  }

  @Test
  void sortsNullLowest() {
    assertThat(column("SELECT \"Id\" FROM \"Thing\" ORDER BY \"Name\" DESC"))
        .containsExactly("a", "b", "c");
    assertThat(column("SELECT \"Id\" FROM \"Thing\" ORDER BY \"Amount\"")).startsWith("b", "c");
  }

  @Test
  void answersWithTheTypesOfTheRows() {
    Map<String, Object> row =
        database.query("SELECT * FROM \"Thing\" WHERE \"Id\" = ?", List.of("a")).get(0);

    assertThat(row)
        .containsEntry("Name", "Kloud")
        .containsEntry("Amount", new BigDecimal("1.50"))
        .containsEntry("Day", LocalDate.of(2018, 2, 23))
        .containsEntry("At", Instant.parse("2018-02-23T00:00:00Z"));
  }

  @Test
  void databasesDoNotSeeEachOther() {
    try (Database other = Database.of(List.of())) {
      assertThat(
              other.query(
                  "SELECT TABLE_NAME FROM INFORMATION_SCHEMA.TABLES WHERE TABLE_NAME = 'Thing'",
                  List.of()))
          .isEmpty();
    }
  }

  private List<Object> ids(String condition, Object... values) {
    return column("SELECT \"Id\" FROM \"Thing\" WHERE " + condition, values);
  }

  private List<Object> column(String sql, Object... values) {
    return new ArrayList<>(
        database.query(sql, Arrays.asList(values)).stream().map(r -> r.get("Id")).toList());
  }

  private static Map<String, Object> row(
      String id, String name, String amount, String day, String at) {
    Map<String, Object> row = new HashMap<>();
    row.put("Id", id);
    row.put("Name", name);
    row.put("Amount", amount == null ? null : new BigDecimal(amount));
    row.put("Day", day == null ? null : LocalDate.parse(day));
    row.put("At", at == null ? null : Instant.parse(at));
    return row;
  }
}
