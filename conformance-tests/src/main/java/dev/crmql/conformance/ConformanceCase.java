package dev.crmql.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.crmql.conformance.Implementation.QueryText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A query, and what is to become of it. */
public final class ConformanceCase {

  private final CaseFile file;
  private final JsonNode json;

  ConformanceCase(CaseFile file, JsonNode json) {
    this.file = file;
    this.json = json;
  }

  /** The feature and the case's name, such as {@code kql/like/prefix}. */
  public String id() {
    return file.feature() + "/" + json.get("name").textValue();
  }

  /** The case as the file has it. */
  public JsonNode json() {
    return json;
  }

  /** The query. */
  public QueryText query() {
    JsonNode parameters = json.path("parameters");
    return new QueryText(
        json.path("lang").asText("kql"),
        json.get("query").textValue(),
        parameters.isObject() ? (ObjectNode) parameters : JsonNodeFactory.instance.objectNode());
  }

  /** The object type as a service described it; empty if it did not. */
  public Optional<JsonNode> schema(String service) {
    JsonNode schema = json.path("schema");
    JsonNode name = schema.isObject() ? schema.path(service) : schema;
    return name.isTextual() ? Optional.of(file.schema(name.textValue())) : Optional.empty();
  }

  /** Whether the engine may evaluate what a service can't. */
  public boolean local() {
    return json.path("completion").asText("strict").equals("local");
  }

  /** The table that the query is asked of; empty if this is no row case. */
  public Optional<Table> table() {
    if (!json.has("rows")) {
      return Optional.empty();
    }
    JsonNode table = file.table(json.get("rows").get("table").textValue());
    return Optional.of(new Table(file.schema(table.get("schema").textValue()), file.rows(table)));
  }

  /** Everything that the case says. */
  public List<Check> checks() {
    List<Check> checks = new ArrayList<>();
    if (json.has("rejected") || json.has("tree") || json.has("canonical")) {
      checks.add(Check.of(id(), "parse", Expectations.parses(this)));
    }
    for (Map.Entry<String, JsonNode> upstream : json.path("upstream").properties()) {
      String service = upstream.getKey();
      checks.add(
          Check.of(id(), service, Expectations.compiles(this, service, upstream.getValue())));
    }
    table().ifPresent(table -> checks.add(Check.of(id(), "rows", Expectations.finds(this, table))));
    if (json.has("search")) {
      checks.add(Check.of(id(), "search", new SearchExpectation(this)));
    }
    if (checks.isEmpty()) {
      throw new IllegalStateException(id() + " says nothing");
    }
    return checks;
  }

  /**
   * An object type and its rows.
   *
   * @param schema of the form that the suite's README describes
   * @param rows each property under its name
   */
  public record Table(JsonNode schema, List<ObjectNode> rows) {}
}
