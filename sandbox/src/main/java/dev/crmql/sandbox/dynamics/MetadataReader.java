package dev.crmql.sandbox.dynamics;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.stream.Stream;
import org.apache.olingo.server.api.uri.UriInfo;
import org.apache.olingo.server.api.uri.UriResource;
import org.apache.olingo.server.api.uri.UriResourceEntitySet;
import org.apache.olingo.server.api.uri.UriResourceNavigation;
import org.apache.olingo.server.api.uri.UriResourceProperty;
import org.apache.olingo.server.api.uri.queryoption.SelectItem;
import org.apache.olingo.server.api.uri.queryoption.SelectOption;
import org.apache.olingo.server.api.uri.queryoption.expression.Binary;
import org.apache.olingo.server.api.uri.queryoption.expression.BinaryOperatorKind;
import org.apache.olingo.server.api.uri.queryoption.expression.Enumeration;
import org.apache.olingo.server.api.uri.queryoption.expression.Expression;
import org.apache.olingo.server.api.uri.queryoption.expression.Literal;
import org.apache.olingo.server.api.uri.queryoption.expression.Member;

/** Answers queries for {@code EntityDefinitions} and what belongs to them; these are not paged. */
final class MetadataReader {
  private final Schema schema;

  MetadataReader(Schema schema) {
    this.schema = schema;
  }

  /**
   * What an address below {@code EntityDefinitions} asks for.
   *
   * @param serviceRoot absolute, ending in a slash
   */
  ObjectNode answer(UriInfo uri, String serviceRoot) {
    if (uri.getExpandOption() != null
        || uri.getOrderByOption() != null
        || uri.getTopOption() != null) {
      throw Refusal.notImplemented();
    }
    List<UriResource> path = uri.getUriResourceParts();
    UriResourceEntitySet definitions = (UriResourceEntitySet) path.get(0);
    ObjectNode answer = RowWriter.JSON.objectNode();
    answer.put("@odata.context", serviceRoot + "$metadata#" + MetadataTypes.ENTITY_DEFINITIONS);
    if (definitions.getKeyPredicates().isEmpty()) {
      return list(answer, schema.tables().stream().map(MetadataRows::table), uri);
    }
    DataverseTable table = table(definitions.getKeyPredicates().get(0).getText());
    if (path.size() == 1) {
      return answer.setAll(selected(MetadataRows.table(table), uri.getSelectOption()));
    }
    if (path.size() == 2
        && path.get(1) instanceof UriResourceNavigation step
        && step.getKeyPredicates().isEmpty()) {
      return list(
          answer,
          step.getSegmentValue().equals(MetadataTypes.ATTRIBUTES)
              ? MetadataRows.attributes(table)
              : MetadataRows.relationships(table),
          uri);
    }
    throw Refusal.notImplemented();
  }

  private DataverseTable table(String keyLiteral) {
    String name = Literals.unquoted(keyLiteral);
    return schema
        .find(name)
        .orElseThrow(
            () ->
                new Refusal(
                    404,
                    "0x80060888",
                    "The entity with a name = '" + name + "' was not found in the MetadataCache."));
  }

  private static ObjectNode list(ObjectNode answer, Stream<ObjectNode> rows, UriInfo uri) {
    ArrayNode value = answer.putArray("value");
    rows.filter(
            row ->
                uri.getFilterOption() == null || holds(uri.getFilterOption().getExpression(), row))
        .map(row -> selected(row, uri.getSelectOption()))
        .forEach(value::add);
    return answer;
  }

  private static ObjectNode selected(ObjectNode row, SelectOption select) {
    if (select == null || select.getSelectItems().stream().anyMatch(SelectItem::isStar)) {
      return row;
    }
    ObjectNode selected = RowWriter.JSON.objectNode();
    for (SelectItem item : select.getSelectItems()) {
      String name = item.getResourcePath().getUriResourceParts().get(0).getSegmentValue();
      selected.set(name, row.get(name));
    }
    selected.set("MetadataId", row.get("MetadataId")); // comes unasked
    return selected;
  }

  private static boolean holds(Expression expression, ObjectNode row) {
    if (expression instanceof Binary binary) {
      BinaryOperatorKind operator = binary.getOperator();
      if (operator == BinaryOperatorKind.AND) {
        return holds(binary.getLeftOperand(), row) && holds(binary.getRightOperand(), row);
      } else if (operator == BinaryOperatorKind.OR) {
        return holds(binary.getLeftOperand(), row) || holds(binary.getRightOperand(), row);
      } else if (operator == BinaryOperatorKind.EQ || operator == BinaryOperatorKind.NE) {
        boolean equal =
            text(binary.getLeftOperand(), row).equals(text(binary.getRightOperand(), row));
        return equal == (operator == BinaryOperatorKind.EQ);
      }
    }
    throw Refusal.notImplemented();
  }

  private static String text(Expression operand, ObjectNode row) {
    if (operand instanceof Literal literal) {
      return literal.getText().startsWith("'")
          ? Literals.unquoted(literal.getText())
          : literal.getText();
    } else if (operand instanceof Enumeration enumeration) {
      return enumeration.getValues().get(0);
    } else if (operand instanceof Member member
        && member.getResourcePath().getUriResourceParts().get(0)
            instanceof UriResourceProperty property) {
      JsonNode value = row.get(property.getSegmentValue());
      return value.asText();
    }
    throw Refusal.notImplemented();
  }
}
