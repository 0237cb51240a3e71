package dev.crmql.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/** The cases of one feature, as the case file of that name holds them. */
public final class CaseFile {

  private final String feature;
  private final JsonNode root;

  CaseFile(String feature, JsonNode root) {
    this.feature = feature;
    this.root = root;
  }

  /** The feature, such as {@code kql/like}. */
  public String feature() {
    return feature;
  }

  /** The file's content, of the form that {@code case-file.schema.json} describes. */
  public JsonNode root() {
    return root;
  }

  /** The cases, in the file's order. */
  public List<ConformanceCase> cases() {
    List<ConformanceCase> cases = new ArrayList<>();
    root.get("cases").forEach(json -> cases.add(new ConformanceCase(this, json)));
    return cases;
  }

  JsonNode schema(String name) {
    return named("schemas", name);
  }

  /** The rows of a table, each property under its name. */
  List<ObjectNode> rows(JsonNode table) {
    JsonNode fields = schema(table.get("schema").textValue()).get("fields");
    List<ObjectNode> rows = new ArrayList<>();
    for (JsonNode values : table.get("rows")) {
      if (values.size() != fields.size()) {
        throw new IllegalStateException(
            feature + ": a row has " + values.size() + " values for " + fields.size() + " fields");
      }
      ObjectNode row = JsonNodeFactory.instance.objectNode();
      for (int i = 0; i < fields.size(); i++) {
        row.set(fields.get(i).get("name").textValue(), values.get(i));
      }
      rows.add(row);
    }
    return rows;
  }

  JsonNode table(String name) {
    return named("tables", name);
  }

  private JsonNode named(String kind, String name) {
    JsonNode found = root.path(kind).path(name);
    if (found.isMissingNode()) {
      throw new IllegalStateException(feature + " has no " + name + " among its " + kind);
    }
    return found;
  }
}
