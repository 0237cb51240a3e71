package dev.crmql.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.crmql.conformance.ConformanceCase.Table;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * What the row cases say that a query finds is what a SQL database finds for the same text. Left
 * out are the departures from SQL, by their tags, and what no table of SQL can hold.
 */
final class RowCasesAgainstH2Test {

  private static final Set<String> DEPARTURES =
      Set.of(
          "language/empty-text",
          "language/day-is-whole-utc-day",
          "language/literals-take-the-property-type");

  /** H2 names parameters by number; within texts a colon is part of the text. */
  private static final Pattern PARAMETER_OR_TEXT =
      Pattern.compile("'(?:[^']|'')*'|:([A-Za-z_][A-Za-z0-9_]*)");

  private static final Pattern EMPTY_TEXT = Pattern.compile("(?<!')''(?!')");

  @TestFactory
  Stream<DynamicTest> sameRowsAsTheDatabase() {
    return comparable()
        .map(
            said ->
                DynamicTest.dynamicTest(
                    said.id(), () -> assertSameRows(said, said.table().orElseThrow())));
  }

  @Test
  void mostRowCasesAreCompared() {
    assertThat(comparable()).hasSizeGreaterThan(180);
  }

  /** Else a departure could hide behind a tag that is about something else. */
  @Test
  void departuresAreAboutWhatTheirTagsSay() {
    Set<String> strangers =
        rowCases()
            .filter(said -> covers(said).contains("language/empty-text"))
            .filter(said -> !isAboutEmptyText(said))
            .map(ConformanceCase::id)
            .collect(Collectors.toSet());

    assertThat(strangers).isEmpty();
  }

  private static boolean isAboutEmptyText(ConformanceCase said) {
    return EMPTY_TEXT.matcher(said.query().text()).find()
        || said.query().parameters().valueStream().anyMatch(value -> value.asText().isEmpty());
  }

  private static Stream<ConformanceCase> comparable() {
    return rowCases()
        .filter(said -> said.json().get("rows").has("finds"))
        .filter(said -> covers(said).stream().noneMatch(DEPARTURES::contains))
        .filter(said -> isTable(said.table().orElseThrow()))
        .filter(said -> said.query().parameters().valueStream().noneMatch(JsonNode::isArray));
  }

  private static Stream<ConformanceCase> rowCases() {
    return Suite.load().files().stream()
        .flatMap(file -> file.cases().stream())
        .filter(said -> said.table().isPresent());
  }

  private static Set<String> covers(ConformanceCase said) {
    return said.json()
        .path("covers")
        .valueStream()
        .map(JsonNode::textValue)
        .collect(Collectors.toSet());
  }

  /** Related objects within objects are none. */
  private static boolean isTable(Table table) {
    return table.rows().stream()
        .flatMap(ObjectNode::valueStream)
        .noneMatch(JsonNode::isContainerNode);
  }

  private static void assertSameRows(ConformanceCase said, Table table) throws SQLException {
    JsonNode rows = said.json().get("rows");
    List<String> expected = rows.get("finds").valueStream().map(JsonNode::asText).toList();
    List<String> found = ids(said, table);
    if (rows.path("ordered").asBoolean(false)) {
      assertThat(found).as(said.query().text()).isEqualTo(expected);
    } else {
      assertThat(found).as(said.query().text()).containsExactlyInAnyOrderElementsOf(expected);
    }
  }

  private static List<String> ids(ConformanceCase said, Table table) throws SQLException {
    String url = "jdbc:h2:mem:;DEFAULT_ESCAPE=;CASE_INSENSITIVE_IDENTIFIERS=TRUE";
    try (Connection database = DriverManager.getConnection(url);
        Statement statement = database.createStatement()) {
      statement.execute("SET TIME ZONE 'UTC'");
      statement.execute(definition(table.schema()));
      insert(database, table);
      List<String> names = new ArrayList<>();
      String sql = withNumberedParameters(said.query().text(), names);
      try (PreparedStatement query = database.prepareStatement(sql)) {
        for (int i = 0; i < names.size(); i++) {
          JsonNode value = said.query().parameters().get(names.get(i));
          query.setObject(i + 1, value(value, ""));
        }
        List<String> ids = new ArrayList<>();
        try (ResultSet found = query.executeQuery()) {
          while (found.next()) {
            ids.add(found.getString(table.schema().get("idField").textValue()));
          }
        }
        return ids;
      }
    }
  }

  private static String withNumberedParameters(String text, List<String> names) {
    return PARAMETER_OR_TEXT
        .matcher(text)
        .replaceAll(
            found -> {
              if (found.group(1) == null) {
                return Matcher.quoteReplacement(found.group());
              }
              names.add(found.group(1));
              return "?";
            });
  }

  private static String definition(JsonNode schema) {
    return schema
        .get("fields")
        .valueStream()
        .map(field -> quoted(field.get("name")) + " " + type(field.get("type").textValue()))
        .collect(
            Collectors.joining(", ", "CREATE TABLE " + quoted(schema.get("name")) + " (", ")"));
  }

  private static String quoted(JsonNode name) {
    return '"' + name.textValue().replace("\"", "\"\"") + '"';
  }

  private static String type(String type) {
    return switch (type) {
      case "text", "id", "other" -> "VARCHAR_IGNORECASE";
      case "boolean" -> "BOOLEAN";
      case "integer" -> "BIGINT";
      case "decimal" -> "DECIMAL(60, 20)";
      case "date" -> "DATE";
      case "timestamp" -> "TIMESTAMP(9) WITH TIME ZONE";
      default -> throw new IllegalArgumentException(type);
    };
  }

  private static void insert(Connection database, Table table) throws SQLException {
    List<JsonNode> fields = table.schema().get("fields").valueStream().toList();
    String places = String.join(", ", fields.stream().map(field -> "?").toList());
    String sql = "INSERT INTO " + quoted(table.schema().get("name")) + " VALUES (" + places + ")";
    try (PreparedStatement insert = database.prepareStatement(sql)) {
      for (ObjectNode row : table.rows()) {
        for (int i = 0; i < fields.size(); i++) {
          JsonNode value = row.get(fields.get(i).get("name").textValue());
          insert.setObject(i + 1, value(value, fields.get(i).get("type").textValue()));
        }
        insert.executeUpdate();
      }
    }
  }

  private static Object value(JsonNode value, String type) {
    if (value.isNull()) {
      return null;
    }
    if (value.isBoolean()) {
      return value.booleanValue();
    }
    if (value.isNumber()) {
      return value.decimalValue();
    }
    return switch (type) {
      case "date" -> LocalDate.parse(value.textValue());
      case "timestamp" -> OffsetDateTime.parse(value.textValue());
      default -> value.textValue();
    };
  }
}
