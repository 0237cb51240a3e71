package dev.crmql.language;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.crmql.query.Condition;
import dev.crmql.query.FieldPath;
import dev.crmql.query.NodeLocation;
import dev.crmql.query.Query;
import dev.crmql.query.Selection;
import dev.crmql.query.SortItem;
import dev.crmql.query.Value;
import java.util.List;

/** Writes the parts of a query as {@link TreeJson} describes them. */
final class JsonVisitor implements Condition.Visitor<ObjectNode>, Value.Visitor<JsonNode> {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private final boolean spans;

  JsonVisitor(boolean spans) {
    this.spans = spans;
  }

  ObjectNode query(Query query) {
    ObjectNode json = JSON.objectNode();
    if (query.selection() instanceof Selection.Fields fields) {
      ArrayNode select = json.putArray("select");
      fields.fields().forEach(field -> select.add(path(field)));
    } else {
      json.put("select", "*");
    }
    json.put("from", query.from().name());
    query.where().ifPresent(condition -> json.set("where", condition.accept(this)));
    ArrayNode orderBy = json.putArray("order_by");
    for (SortItem item : query.orderBy()) {
      ObjectNode key = field(item.field()).put("descending", item.descending());
      orderBy.add(located(key, item.at()));
    }
    query.limit().ifPresent(rows -> json.put("limit", rows));
    query.offset().ifPresent(rows -> json.put("offset", rows));
    return json;
  }

  private static ObjectNode field(FieldPath field) {
    ObjectNode json = JSON.objectNode();
    json.set("field", path(field));
    return json;
  }

  private static ArrayNode path(FieldPath field) {
    ArrayNode names = JSON.arrayNode();
    field.names().forEach(names::add);
    return names;
  }

  private ObjectNode located(ObjectNode json, NodeLocation at) {
    if (spans) {
      at.span().ifPresent(span -> json.putArray("at").add(span.start()).add(span.end()));
    }
    return json;
  }

  private ObjectNode joined(String operator, List<Condition> operands, NodeLocation at) {
    ObjectNode json = JSON.objectNode();
    ArrayNode array = json.putArray(operator);
    operands.forEach(operand -> array.add(operand.accept(this)));
    return located(json, at);
  }

  @Override
  public ObjectNode visitAnd(Condition.And and) {
    return joined("and", and.operands(), and.at());
  }

  @Override
  public ObjectNode visitOr(Condition.Or or) {
    return joined("or", or.operands(), or.at());
  }

  @Override
  public ObjectNode visitNot(Condition.Not not) {
    ObjectNode json = JSON.objectNode();
    json.set("not", not.operand().accept(this));
    return located(json, not.at());
  }

  @Override
  public ObjectNode visitComparison(Condition.Comparison comparison) {
    ObjectNode json = field(comparison.field()).put("operator", comparison.operator().symbol());
    json.set("value", comparison.value().accept(this));
    return located(json, comparison.at());
  }

  @Override
  public ObjectNode visitLike(Condition.Like like) {
    String match =
        switch (like.match()) {
          case EXACT -> "exact";
          case PREFIX -> "prefix";
          case SUFFIX -> "suffix";
          case CONTAINS -> "contains";
          case ANY -> "any";
        };
    ObjectNode json = field(like.field()).put("like", match).put("text", like.text());
    return located(json.put("negated", like.negated()), like.at());
  }

  @Override
  public ObjectNode visitIn(Condition.In in) {
    ObjectNode json = field(in.field());
    ArrayNode values = json.putArray("in");
    in.values().forEach(value -> values.add(value.accept(this)));
    return located(json.put("negated", in.negated()), in.at());
  }

  @Override
  public ObjectNode visitNullTest(Condition.NullTest test) {
    return located(field(test.field()).put("is_null", !test.negated()), test.at());
  }

  @Override
  public ObjectNode visitEmptyTest(Condition.EmptyTest test) {
    return located(field(test.field()).put("is_empty", !test.negated()), test.at());
  }

  @Override
  public ObjectNode visitConstant(Condition.Constant constant) {
    return located(JSON.objectNode().put("constant", constant.value()), constant.at());
  }

  @Override
  public JsonNode visitText(Value.Text value) {
    return TextNode.valueOf(value.text());
  }

  @Override
  public JsonNode visitNumeric(Value.Numeric value) {
    return DecimalNode.valueOf(value.number());
  }

  @Override
  public JsonNode visitBool(Value.Bool value) {
    return BooleanNode.valueOf(value.value());
  }

  @Override
  public JsonNode visitDate(Value.Date value) {
    return JSON.objectNode().put("date", value.date().toString());
  }

  @Override
  public JsonNode visitTimestamp(Value.Timestamp value) {
    return JSON.objectNode().put("timestamp", value.instant().toString());
  }

  @Override
  public JsonNode visitParameter(Value.Parameter value) {
    return JSON.objectNode().put("parameter", value.name());
  }
}
