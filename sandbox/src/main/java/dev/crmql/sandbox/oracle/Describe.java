package dev.crmql.sandbox.oracle;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.crmql.sandbox.data.Column;
import dev.crmql.sandbox.data.ColumnType;
import dev.crmql.sandbox.data.Table;
import java.util.List;

/** What the service says of itself: framework versions, resources and their attributes. */
final class Describe {
  private Describe() {}

  /** The API's versions, with the framework versions that each allows. */
  static ObjectNode versions(String version, int frameworkVersions) {
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    ObjectNode item = answer.putArray("items").addObject();
    item.put("version", version).put("isLatest", true);
    ObjectNode extension = item.putObject("adf:extension").put("defaultFrameworkVersion", "1");
    ArrayNode allowed = extension.putArray("allowedFrameworkVersions");
    for (int i = 1; i <= frameworkVersions; i++) {
      allowed.add(Integer.toString(i));
    }
    return answer;
  }

  /** The catalogue. */
  static ObjectNode catalogue(List<Table> resources) {
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    ObjectNode listed = answer.putObject("Resources");
    resources.forEach(resource -> listed.putObject(resource.name()).put("title", resource.name()));
    return answer;
  }

  /** One resource's attributes and finders. */
  static ObjectNode resource(Table resource) {
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    ObjectNode described =
        answer.putObject("Resources").putObject(resource.name()).put("title", resource.name());
    ArrayNode attributes = described.putArray("attributes");
    resource.columns().forEach(column -> attributes.add(attribute(resource, column)));
    ArrayNode finders = described.putObject("collection").putArray("finders");
    Finders.of(resource)
        .forEach(
            (name, variable) ->
                finders
                    .addObject()
                    .put("name", name)
                    .putArray("attributes")
                    .addObject()
                    .put("name", variable)
                    .put("type", "string"));
    described.putObject("item");
    described.putObject("children");
    return answer;
  }

  private static ObjectNode attribute(Table resource, Column column) {
    boolean key = column.name().equals(resource.keyColumn());
    ObjectNode attribute =
        JsonNodeFactory.instance
            .objectNode()
            .put("name", column.name())
            .put("type", AttributeTypes.name(column.type()))
            .put("title", column.name())
            .put("queryable", AttributeTypes.queryable(column))
            .put("updatable", !key && column.type() != ColumnType.DATETIME)
            .put("mandatory", !column.nullable())
            .put("allowChanges", key ? "never" : "always")
            .put("hasDefaultValueExpression", false);
    if (column.type().isText()) {
      attribute.put("maxLength", column.type() == ColumnType.LONG_TEXT ? "4000" : "360");
    }
    return attribute;
  }
}
