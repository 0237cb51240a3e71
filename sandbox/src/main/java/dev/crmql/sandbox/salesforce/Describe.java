package dev.crmql.sandbox.salesforce;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.crmql.sandbox.data.Column;
import dev.crmql.sandbox.data.ColumnType;
import dev.crmql.sandbox.data.Table;
import java.util.List;

/**
 * The catalogue as the describe resources show it (REST API Developer Guide, Describe Global,
 * sObject Describe).
 */
final class Describe {
  private Describe() {}

  /** The answer of {@code /sobjects}. */
  static JsonNode global(List<Table> tables, String basePath) {
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    answer.put("encoding", "UTF-8").put("maxBatchSize", 200);
    ArrayNode objects = answer.putArray("sobjects");
    tables.forEach(table -> addSummary(objects.addObject(), table, basePath));
    return answer;
  }

  /** The answer of {@code /sobjects/X/describe}. */
  static JsonNode object(Table table, List<Table> tables, String basePath) {
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    addSummary(answer, table, basePath);
    ArrayNode fields = answer.putArray("fields");
    table.columns().forEach(column -> addField(fields.addObject(), table, column));
    ArrayNode children = answer.putArray("childRelationships");
    for (Table child : tables) {
      for (Column column : child.columns()) {
        if (table.name().equals(column.target())) {
          children
              .addObject()
              .put("childSObject", child.name())
              .put("field", column.name())
              .putNull("relationshipName");
        }
      }
    }
    answer.putArray("recordTypeInfos");
    return answer;
  }

  private static void addSummary(ObjectNode object, Table table, String basePath) {
    String url = basePath + "/sobjects/" + table.name();
    object
        .put("name", table.name())
        .put("label", table.name())
        .put("labelPlural", table.name() + "s")
        .put("keyPrefix", table.rows().get(0).get("Id").toString().substring(0, 3))
        .put("custom", false)
        .put("queryable", true)
        .put("searchable", true)
        .put("retrieveable", true)
        .put("createable", false)
        .put("updateable", false)
        .put("deletable", false)
        .putObject("urls")
        .put("sobject", url)
        .put("describe", url + "/describe");
  }

  private static void addField(ObjectNode field, Table table, Column column) {
    ColumnType type = column.type();
    boolean decimal =
        type == ColumnType.DECIMAL || type == ColumnType.CURRENCY || type == ColumnType.PERCENT;
    boolean usable = FieldTypes.filterable(type);
    field
        .put("name", column.name())
        .put("label", column.name())
        .put("type", FieldTypes.describeName(type))
        .put("soapType", FieldTypes.soapType(type))
        .put("length", length(type))
        .put("precision", decimal ? 18 : 0)
        .put("scale", decimal ? 2 : 0)
        .put("digits", type == ColumnType.INTEGER ? 8 : 0)
        .put("nillable", column.nullable())
        .put("filterable", usable)
        .put("sortable", usable)
        .put("groupable", usable && !decimal && type != ColumnType.DATETIME)
        .put("caseSensitive", false)
        .put("unique", false)
        .put("externalId", false)
        .put("idLookup", type == ColumnType.ID)
        .put("nameField", column.name().equals("Name"))
        .put("custom", column.name().endsWith("__c"))
        .put("calculated", false)
        .put("encrypted", false)
        .putNull("compoundFieldName")
        .put("namePointing", type == ColumnType.REFERENCE && column.target() == null)
        .put("relationshipName", column.relationship());
    ArrayNode targets = field.putArray("referenceTo");
    if (column.target() != null) {
      targets.add(column.target());
    }
    ArrayNode choices = field.putArray("picklistValues");
    if (type == ColumnType.CHOICE) {
      for (Object choice : SoqlPlan.choices(table, column)) {
        choices
            .addObject()
            .put("value", choice.toString())
            .put("label", choice.toString())
            .put("active", true)
            .put("defaultValue", false);
      }
    }
  }

  private static int length(ColumnType type) {
    return switch (type) {
      case ID, REFERENCE -> 18;
      case TEXT, URL, CHOICE -> 255;
      case LONG_TEXT -> 32_000;
      case EMAIL -> 80;
      case PHONE -> 40;
      case NUMBERED_CHOICE, INTEGER, DECIMAL, CURRENCY, PERCENT, BOOLEAN, DATE, DATETIME -> 0;
    };
  }
}
