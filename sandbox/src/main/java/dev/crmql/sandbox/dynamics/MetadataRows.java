package dev.crmql.sandbox.dynamics;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Stream;

/** Tables, columns and relationships as rows of metadata (Web API, Query table definitions). */
final class MetadataRows {
  private MetadataRows() {}

  static ObjectNode table(DataverseTable table) {
    return row("entity " + table.logicalName())
        .put("LogicalName", table.logicalName())
        .put("SchemaName", capitalised(table.logicalName()))
        .put("EntitySetName", table.entitySet())
        .put("LogicalCollectionName", table.entitySet())
        .put("PrimaryIdAttribute", table.key())
        .put("PrimaryNameAttribute", table.primaryName());
  }

  /**
   * The table's columns, and for each lookup the shadow that holds its label and cannot be
   * selected.
   */
  static Stream<ObjectNode> attributes(DataverseTable table) {
    return table.attributes().stream()
        .flatMap(
            attribute ->
                attribute.type().isLookup()
                    ? Stream.of(attribute(table, attribute), shadow(table, attribute))
                    : Stream.of(attribute(table, attribute)));
  }

  /** One row for each table that a lookup may point to. */
  static Stream<ObjectNode> relationships(DataverseTable table) {
    return table.attributes().stream()
        .flatMap(attribute -> attribute.navigations().stream())
        .map(
            navigation ->
                row("relationship " + table.logicalName() + navigation.name())
                    .put("SchemaName", table.logicalName() + "_" + navigation.name())
                    .put("ReferencingEntity", table.logicalName())
                    .put("ReferencingAttribute", navigation.sourceColumn())
                    .put("ReferencingEntityNavigationPropertyName", navigation.name())
                    .put("ReferencedEntity", navigation.target())
                    .put("ReferencedAttribute", navigation.targetColumn()));
  }

  private static ObjectNode attribute(DataverseTable table, Attribute attribute) {
    ObjectNode row = attributeRow(table, attribute.logicalName(), attribute.type().code());
    row.putNull("AttributeOf");
    row.put("IsPrimaryId", attribute.logicalName().equals(table.key()));
    row.put("IsPrimaryName", attribute.logicalName().equals(table.primaryName()));
    row.put("IsValidForRead", true);
    row.put("IsValidODataAttribute", true);
    if (attribute.type().isLookup()) {
      ArrayNode targets = row.putArray("Targets");
      attribute.navigations().forEach(navigation -> targets.add(navigation.target()));
    }
    if (attribute.type().code().equals("DateTime")) {
      boolean dateOnly = attribute.type() == AttributeType.DATE_ONLY;
      row.put("Format", dateOnly ? "DateOnly" : "DateAndTime");
      row.putObject("DateTimeBehavior").put("Value", dateOnly ? "DateOnly" : "UserLocal");
    }
    return row;
  }

  private static ObjectNode shadow(DataverseTable table, Attribute lookup) {
    return attributeRow(table, lookup.logicalName() + "name", AttributeType.STRING.code())
        .put("AttributeOf", lookup.logicalName())
        .put("IsPrimaryId", false)
        .put("IsPrimaryName", false)
        .put("IsValidForRead", true)
        .put("IsValidODataAttribute", false);
  }

  private static ObjectNode attributeRow(
      DataverseTable table, String logicalName, String typeCode) {
    ObjectNode row = RowWriter.JSON.objectNode();
    row.put("@odata.type", "#" + EdmModel.NAMESPACE + "." + typeCode + "AttributeMetadata");
    row.setAll(row("attribute " + table.logicalName() + logicalName));
    row.put("LogicalName", logicalName);
    row.put("SchemaName", capitalised(logicalName));
    row.put("EntityLogicalName", table.logicalName());
    row.put("AttributeType", typeCode);
    row.putObject("AttributeTypeName").put("Value", typeCode + "Type");
    return row;
  }

  private static ObjectNode row(String name) {
    UUID id = UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
    return RowWriter.JSON.objectNode().put("MetadataId", id.toString());
  }

  private static String capitalised(String name) {
    return name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
  }
}
