package dev.crmql.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.crmql.sandbox.data.Database;
import dev.crmql.sandbox.data.Table;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A service's tables in plain H2, which is asked the KQL text as {@link SqlText} has it. */
final class ReferenceDatabase implements AutoCloseable {

  private final Database database;

  /** The rows as the engine's values are, by table and id. */
  private final Map<String, Map<String, ObjectNode>> rows = new HashMap<>();

  ReferenceDatabase(List<Table> tables) {
    this.database = Database.of(tables);
    tables.forEach(table -> rows.put(table.name(), byId(table)));
  }

  /** The ids of the rows that the text finds, in the order found. */
  List<String> ids(Table table, String text) {
    return database.query(SqlText.of(text), List.of()).stream()
        .map(row -> String.valueOf(row.get(table.keyColumn())))
        .toList();
  }

  /** The table's rows with all their columns. */
  List<ObjectNode> rows(Table table) {
    return List.copyOf(rows.get(table.name()).values());
  }

  /** A row with all its columns. */
  ObjectNode row(Table table, String id) {
    return rows.get(table.name()).get(id);
  }

  private static Map<String, ObjectNode> byId(Table table) {
    Map<String, ObjectNode> byId = new LinkedHashMap<>();
    for (Map<String, Object> row : table.rows()) {
      ObjectNode json = JsonNodeFactory.instance.objectNode();
      row.forEach((column, value) -> json.set(column, json(value)));
      byId.put(String.valueOf(row.get(table.keyColumn())), json);
    }
    return byId;
  }

  private static JsonNode json(Object value) {
    JsonNodeFactory nodes = JsonNodeFactory.instance;
    if (value == null) {
      return nodes.nullNode();
    }
    if (value instanceof Boolean flag) {
      return nodes.booleanNode(flag);
    }
    return value instanceof Number number
        ? nodes.numberNode(new BigDecimal(number.toString()))
        : nodes.textNode(value.toString());
  }

  @Override
  public void close() {
    database.close();
  }
}
