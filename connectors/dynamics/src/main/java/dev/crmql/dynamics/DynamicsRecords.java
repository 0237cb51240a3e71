package dev.crmql.dynamics;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.crmql.query.FieldPath;
import dev.crmql.spi.RecordFormat;
import java.util.Map;

/** How rows of a table are read. Their values come in the form that is compared, already. */
final class DynamicsRecords implements RecordFormat {

  private final Table table;
  private final boolean selectsAll;
  private final Shape asked;
  private final Shape fetched;

  DynamicsRecords(Compilation compilation, boolean selectsAll) {
    this.table = compilation.table();
    this.selectsAll = selectsAll;
    this.asked = compilation.asked();
    this.fetched = compilation.fetched();
  }

  @Override
  public String id(JsonNode record) {
    JsonNode id = record.path(table.idProperty());
    if (!id.isTextual() || id.textValue().isEmpty()) {
      throw DynamicsFaults.unexpected("a row of " + table.name() + " has no " + table.idProperty());
    }
    return id.textValue();
  }

  @Override
  public String type(JsonNode record) {
    return table.name();
  }

  @Override
  public JsonNode value(JsonNode record, FieldPath field) {
    JsonNode row = record;
    for (String relation : Table.relations(field)) {
      row = row instanceof ArrayNode many ? each(many, relation) : get(row, relation);
    }
    String property = table.property(field);
    return row instanceof ArrayNode many ? each(many, property) : get(row, property);
  }

  private static JsonNode each(ArrayNode rows, String name) {
    ArrayNode values = JsonNodeFactory.instance.arrayNode(rows.size());
    rows.forEach(row -> values.add(get(row, name)));
    return values;
  }

  /** A lookup's value stands under a name of its own, whether or not it is known to be one. */
  private static JsonNode get(JsonNode row, String name) {
    JsonNode exact = row.get(name);
    if (exact != null) {
      return exact;
    }
    String lookup = ODataNames.lookupProperty(name);
    for (Map.Entry<String, JsonNode> property : row.properties()) {
      String found = property.getKey();
      if (found.equalsIgnoreCase(name) || found.equalsIgnoreCase(lookup)) {
        return property.getValue();
      }
    }
    return NullNode.getInstance();
  }

  @Override
  public ObjectNode shown(ObjectNode record) {
    return selectsAll ? fetched.without(record) : asked.of(record);
  }
}
