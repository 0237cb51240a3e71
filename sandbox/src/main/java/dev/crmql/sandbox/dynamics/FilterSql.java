package dev.crmql.sandbox.dynamics;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.crmql.sandbox.sql.Joins;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import org.apache.olingo.server.api.uri.UriInfo;
import org.apache.olingo.server.api.uri.UriParameter;
import org.apache.olingo.server.api.uri.UriResource;
import org.apache.olingo.server.api.uri.UriResourceFunction;
import org.apache.olingo.server.api.uri.UriResourceNavigation;
import org.apache.olingo.server.api.uri.UriResourcePrimitiveProperty;
import org.apache.olingo.server.api.uri.queryoption.expression.Alias;
import org.apache.olingo.server.api.uri.queryoption.expression.Binary;
import org.apache.olingo.server.api.uri.queryoption.expression.BinaryOperatorKind;
import org.apache.olingo.server.api.uri.queryoption.expression.Expression;
import org.apache.olingo.server.api.uri.queryoption.expression.Literal;
import org.apache.olingo.server.api.uri.queryoption.expression.Member;
import org.apache.olingo.server.api.uri.queryoption.expression.Method;
import org.apache.olingo.server.api.uri.queryoption.expression.MethodKind;
import org.apache.olingo.server.api.uri.queryoption.expression.Unary;
import org.apache.olingo.server.api.uri.queryoption.expression.UnaryOperatorKind;

/**
 * A {@code $filter} as an SQL condition (Web API, Filter rows).
 *
 * <p>As in OData and FetchXML, and unlike in SQL, no comparison is unknown: with NULL, {@code ne}
 * holds and the others do not, so that {@code ne} and {@code not} keep rows without a value. {@code
 * NotIn} alone drops them. A path joins the other table, and rows without a related one are gone
 * whatever else the filter says.
 */
final class FilterSql {
  static final String PROPERTY_NAME = "PropertyName";
  static final String PROPERTY_VALUES = "PropertyValues";
  static final Set<String> FUNCTIONS = Set.of("In", "NotIn");

  /** Most conditions and joins together (FetchXML reference, filter). */
  private static final int CONDITION_LIMIT = 500;

  private static final JsonMapper JSON = new JsonMapper();

  private final DataverseTable table;
  private final Schema schema;
  private final UriInfo uri;
  private final Joins joins;
  private final StringBuilder sql = new StringBuilder();
  private final List<Object> values = new ArrayList<>();
  private int conditions;

  private FilterSql(DataverseTable table, Schema schema, UriInfo uri, Joins joins) {
    this.table = table;
    this.schema = schema;
    this.uri = uri;
    this.joins = joins;
  }

  /**
   * Translates the address's filter; without one, every row is meant.
   *
   * @param joins where the filter's paths are joined
   */
  static Condition of(UriInfo uri, DataverseTable table, Schema schema, Joins joins) {
    if (uri.getFilterOption() == null) {
      return new Condition("TRUE", List.of());
    }
    FilterSql filter = new FilterSql(table, schema, uri, joins);
    filter.append(uri.getFilterOption().getExpression(), false);
    if (filter.conditions + joins.count() > CONDITION_LIMIT) {
      throw Refusal.badQuery(
          "Number of conditions and joins in the query exceeded " + CONDITION_LIMIT + ".");
    }
    return new Condition(filter.sql.toString(), Collections.unmodifiableList(filter.values));
  }

  private void append(Expression expression, boolean negated) {
    if (expression instanceof Binary binary) {
      appendBinary(binary, negated);
    } else if (expression instanceof Unary unary && unary.getOperator() == UnaryOperatorKind.NOT) {
      sql.append("NOT (");
      append(unary.getOperand(), true);
      sql.append(')');
    } else if (expression instanceof Method method) {
      appendMethod(method);
    } else if (expression instanceof Member member
        && member.getResourcePath().getUriResourceParts().get(0)
            instanceof UriResourceFunction function) {
      appendIn(function, negated);
    } else {
      throw Refusal.badQuery("A condition must compare a property with a value.");
    }
  }

  private void appendBinary(Binary binary, boolean negated) {
    switch (binary.getOperator()) {
      case AND -> appendAll(binary, " AND ", negated);
      case OR -> appendAll(binary, " OR ", negated);
      case EQ -> appendComparison(binary, "=");
      case NE -> appendComparison(binary, "<>");
      case LT -> appendComparison(binary, "<");
      case LE -> appendComparison(binary, "<=");
      case GT -> appendComparison(binary, ">");
      case GE -> appendComparison(binary, ">=");
      case IN, HAS, ADD, SUB, MUL, DIV, MOD -> throw Refusal.notImplemented();
    }
  }

  private void appendAll(Binary binary, String operator, boolean negated) {
    sql.append('(');
    Iterator<Expression> operands = operands(binary).iterator();
    append(operands.next(), negated);
    while (operands.hasNext()) {
      sql.append(operator);
      append(operands.next(), negated);
    }
    sql.append(')');
  }

  /** The operands of a chain of one operator, without a level of recursion for each. */
  private static Deque<Expression> operands(Binary chain) {
    Deque<Expression> operands = new ArrayDeque<>();
    Expression left = chain;
    while (left instanceof Binary binary && binary.getOperator() == chain.getOperator()) {
      operands.addFirst(binary.getRightOperand());
      left = binary.getLeftOperand();
    }
    operands.addFirst(left);
    return operands;
  }

  private void appendComparison(Binary binary, String operator) {
    Operand column = column(binary.getLeftOperand());
    String literal = literal(binary.getRightOperand());
    conditions++;
    if (literal.equals("null")) {
      BinaryOperatorKind kind = binary.getOperator();
      if (kind != BinaryOperatorKind.EQ && kind != BinaryOperatorKind.NE) {
        throw Refusal.badQuery("null can only be compared with eq and ne.");
      }
      sql.append(column.sql()).append(kind == BinaryOperatorKind.EQ ? " IS NULL" : " IS NOT NULL");
      return;
    }
    values.add(Literals.read(literal, column.attribute().type().edmType()));
    if (operator.equals("<>")) {
      sql.append('(').append(column.sql()).append(" = ?) IS NOT TRUE");
    } else {
      sql.append('(').append(column.sql()).append(' ').append(operator).append(" ?) IS TRUE");
    }
  }

  private void appendMethod(Method method) {
    MethodKind kind = method.getMethod();
    if (kind != MethodKind.CONTAINS
        && kind != MethodKind.STARTSWITH
        && kind != MethodKind.ENDSWITH) {
      throw Refusal.notImplemented();
    }
    Operand column = column(method.getParameters().get(0));
    String literal = literal(method.getParameters().get(1));
    String text = (String) Literals.read(literal, column.attribute().type().edmType());
    String like =
        (kind == MethodKind.STARTSWITH ? "" : "%")
            + text
            + (kind == MethodKind.ENDSWITH ? "" : "%");
    conditions++;
    sql.append("REGEXP_LIKE(").append(column.sql()).append(", ?) IS TRUE");
    values.add(LikePattern.toRegex(like));
  }

  private void appendIn(UriResourceFunction function, boolean negated) {
    if (negated) {
      throw Refusal.badQuery(
          "Not operator along with the Custom Named Condition operators is not allowed");
    }
    String property = Literals.unquoted(parameter(function, PROPERTY_NAME));
    Attribute attribute =
        table
            .attributeOfProperty(property)
            .orElseThrow(() -> Refusal.unknownProperty(property, table.logicalName()));
    if (attribute.type().isLookup()) {
      throw Refusal.badQuery(
          "The property '" + property + "' is a lookup, which In and NotIn do not take.");
    }
    List<Object> found = new ArrayList<>();
    for (JsonNode value : jsonArray(parameter(function, PROPERTY_VALUES))) {
      if (!value.isTextual()) {
        throw Refusal.badQuery("PropertyValues must be an array of strings.");
      }
      found.add(Literals.parse(value.textValue(), attribute.type().edmType()));
    }
    if (found.isEmpty()) {
      throw Refusal.badQuery("PropertyValues must hold at least one value.");
    }
    conditions++;
    String not = function.getFunction().getName().equals("NotIn") ? " NOT" : "";
    sql.append('(')
        .append(Joins.column(Joins.ROOT, attribute.logicalName()))
        .append(not)
        .append(" IN (");
    sql.append(String.join(", ", Collections.nCopies(found.size(), "?"))).append(")) IS TRUE");
    values.addAll(found);
  }

  private String parameter(UriResourceFunction function, String name) {
    UriParameter parameter =
        function.getParameters().stream()
            .filter(p -> p.getName().equals(name))
            .findFirst()
            .orElseThrow();
    String text =
        parameter.getAlias() == null ? parameter.getText() : aliased(parameter.getAlias());
    if (text == null) {
      throw Refusal.badQuery("The parameter '" + name + "' must not be null.");
    }
    return text;
  }

  private static JsonNode jsonArray(String text) {
    try {
      JsonNode array = JSON.readTree(text);
      if (array.isArray()) {
        return array;
      }
    } catch (JsonProcessingException e) {
      throw Refusal.badQuery("Invalid JSON. " + e.getOriginalMessage());
    }
    throw Refusal.badQuery("PropertyValues must be an array of strings.");
  }

  /** The column that a path names, its tables joined. */
  private Operand column(Expression expression) {
    if (!(expression instanceof Member member)) {
      throw Refusal.notImplemented();
    }
    DataverseTable current = table;
    String alias = Joins.ROOT;
    for (UriResource part : member.getResourcePath().getUriResourceParts()) {
      if (part instanceof UriResourcePrimitiveProperty property) {
        Attribute attribute =
            current.attributeOfProperty(property.getProperty().getName()).orElseThrow();
        return new Operand(Joins.column(alias, attribute.logicalName()), attribute);
      }
      if (!(part instanceof UriResourceNavigation)) {
        throw Refusal.notImplemented();
      }
      Navigation navigation = current.navigation(part.getSegmentValue()).orElseThrow();
      alias = navigation.join(joins, Joins.Kind.INNER, alias);
      current = schema.table(navigation.target());
    }
    throw Refusal.badQuery(
        "A navigation property cannot be compared; use the property of its lookup.");
  }

  private String literal(Expression expression) {
    if (expression instanceof Literal literal) {
      return literal.getText();
    }
    if (expression instanceof Alias alias) {
      return aliased(alias.getParameterName());
    }
    throw Refusal.notImplemented();
  }

  private String aliased(String name) {
    String value = uri.getValueForAlias(name);
    if (value == null) {
      throw Refusal.badQuery("The parameter alias '" + name + "' has no value.");
    }
    return value;
  }

  /** An SQL condition and the values of its question marks. */
  record Condition(String sql, List<Object> values) {}

  private record Operand(String sql, Attribute attribute) {}
}
