package dev.crmql.sandbox.salesforce;

import dev.crmql.sandbox.data.ColumnType;
import dev.crmql.sandbox.salesforce.SoqlQuery.Literal;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Turns a condition into SQL with values bound apart, as Salesforce means it.
 *
 * <p>There are only two truth values: a comparison with a field that is null is false, so that its
 * negation holds. That is how {@code !=}, {@code NOT IN} and a negated LIKE keep rows without a
 * value. A boolean without a value, as in a missing parent, is false. {@code ''} is null.
 */
final class ConditionSql implements SoqlCondition.Visitor<String> {
  private static final int MAX_STRING = 4_000;

  private final String soql;
  private final SoqlFields fields;
  private final List<Object> values;

  /** Binds to the end of {@code values}. */
  ConditionSql(String soql, SoqlFields fields, List<Object> values) {
    this.soql = soql;
    this.fields = fields;
    this.values = values;
  }

  @Override
  public String visitAnd(SoqlCondition.And node) {
    return joined(node.operands(), " AND ");
  }

  @Override
  public String visitOr(SoqlCondition.Or node) {
    return joined(node.operands(), " OR ");
  }

  @Override
  public String visitNot(SoqlCondition.Not node) {
    return "(NOT " + node.operand().accept(this) + ")";
  }

  @Override
  public String visitComparison(SoqlCondition.Comparison node) {
    SoqlFields.Found field = fields.find(node.path());
    ColumnType type = field.column().type();
    if (!FieldTypes.filterable(type)) {
      throw fields.invalidField(
          node.path(), "field '" + field.column().name() + "' can not be filtered in a query call");
    }
    String sql = type == ColumnType.BOOLEAN ? "COALESCE(" + field.sql() + ", FALSE)" : field.sql();
    return switch (node.operator()) {
      case EQUAL -> equal(node, field, sql);
      case NOT_EQUAL -> "(NOT " + equal(node, field, sql) + ")";
      case LESS -> ordered(node, field, " < ");
      case LESS_OR_EQUAL -> ordered(node, field, " <= ");
      case GREATER -> ordered(node, field, " > ");
      case GREATER_OR_EQUAL -> ordered(node, field, " >= ");
      case LIKE -> like(node, field);
      case IN -> in(node, field, sql);
      case NOT_IN -> "(NOT " + in(node, field, sql) + ")";
      case INCLUDES, EXCLUDES -> throw invalidOperator(node, type);
    };
  }

  private String joined(List<SoqlCondition> operands, String operator) {
    return operands.stream()
        .map(operand -> operand.accept(this))
        .collect(Collectors.joining(operator, "(", ")"));
  }

  private String equal(SoqlCondition.Comparison node, SoqlFields.Found field, String sql) {
    Literal literal = node.literals().get(0);
    if (literal.kind() == Literal.Kind.NULL && field.column().type() == ColumnType.BOOLEAN) {
      return "(NOT " + sql + ")";
    } else if (literal.kind() == Literal.Kind.NULL || isEmptyText(literal, node, field)) {
      return "(" + sql + " IS NULL)";
    }
    return compared(sql + " = ?", bind(literal, node, field));
  }

  private String ordered(SoqlCondition.Comparison node, SoqlFields.Found field, String operator) {
    Literal literal = node.literals().get(0);
    if (!FieldTypes.ordered(field.column().type())) {
      throw invalidOperator(node, field.column().type());
    } else if (literal.kind() == Literal.Kind.NULL) {
      throw unexpected(literal);
    }
    return isEmptyText(literal, node, field)
        ? "FALSE"
        : compared(field.sql() + operator + "?", bind(literal, node, field));
  }

  private String like(SoqlCondition.Comparison node, SoqlFields.Found field) {
    Literal literal = node.literals().get(0);
    if (!FieldTypes.likeable(field.column().type())) {
      throw invalidOperator(node, field.column().type());
    } else if (literal.kind() == Literal.Kind.NULL) {
      throw unexpected(literal);
    }
    checkKind(literal, node, field, literal.kind() == Literal.Kind.STRING);
    checkLength(literal);
    return compared(field.sql() + " LIKE ? ESCAPE '\\'", SoqlText.likePattern(literal.source()));
  }

  private String in(SoqlCondition.Comparison node, SoqlFields.Found field, String sql) {
    List<Object> listed = new ArrayList<>();
    boolean withEmpty = false;
    for (Literal literal : node.literals()) {
      if (literal.kind() == Literal.Kind.NULL) {
        throw unexpected(literal);
      } else if (isEmptyText(literal, node, field)) {
        withEmpty = true;
      } else {
        listed.add(bind(literal, node, field));
      }
    }
    String empty = withEmpty ? sql + " IS NULL" : "FALSE";
    if (listed.isEmpty()) {
      return "(" + empty + ")";
    }
    values.addAll(listed);
    String marks = String.join(", ", Collections.nCopies(listed.size(), "?"));
    return "((" + sql + " IN (" + marks + ")) IS TRUE OR " + empty + ")";
  }

  private String compared(String comparison, Object value) {
    values.add(value);
    return "((" + comparison + ") IS TRUE)";
  }

  private boolean isEmptyText(
      Literal literal, SoqlCondition.Comparison node, SoqlFields.Found field) {
    if (!literal.isEmpty()) {
      return false;
    }
    checkKind(literal, node, field, field.column().type().isText());
    return true;
  }

  /** The literal as a value of the field's type, or the fault that it is none. */
  private Object bind(Literal literal, SoqlCondition.Comparison node, SoqlFields.Found field) {
    ColumnType type = field.column().type();
    Literal.Kind kind = literal.kind();
    return switch (type) {
      case ID, REFERENCE -> {
        checkKind(literal, node, field, kind == Literal.Kind.STRING);
        String id = text(literal);
        yield SalesforceIds.normalised(id)
            .orElseThrow(
                () -> fault(node, "INVALID_QUERY_FILTER_OPERATOR", "invalid ID field: " + id));
      }
      case TEXT, LONG_TEXT, EMAIL, PHONE, URL, CHOICE -> {
        checkKind(literal, node, field, kind == Literal.Kind.STRING);
        yield text(literal);
      }
      case INTEGER, NUMBERED_CHOICE -> {
        checkKind(literal, node, field, kind == Literal.Kind.INTEGER);
        yield new BigDecimal(literal.source());
      }
      case DECIMAL, CURRENCY, PERCENT -> {
        checkKind(
            literal, node, field, kind == Literal.Kind.INTEGER || kind == Literal.Kind.DECIMAL);
        yield new BigDecimal(literal.source());
      }
      case BOOLEAN -> {
        checkKind(literal, node, field, kind == Literal.Kind.BOOLEAN);
        yield Boolean.valueOf(literal.source());
      }
      case DATE -> {
        checkKind(literal, node, field, kind == Literal.Kind.DATE);
        yield parsed(literal, LocalDate::parse);
      }
      case DATETIME -> {
        checkKind(literal, node, field, kind == Literal.Kind.DATE_TIME);
        yield parsed(literal, source -> OffsetDateTime.parse(source).toInstant());
      }
    };
  }

  private String text(Literal literal) {
    checkLength(literal);
    if (SoqlText.hasLikeEscapes(literal.source())) {
      throw SoqlException.at(
          soql, literal.at(), "MALFORMED_QUERY", "Invalid string literal " + literal.source());
    }
    return SoqlText.unescaped(literal.source());
  }

  private void checkLength(Literal literal) {
    if (literal.source().length() > MAX_STRING + 2) {
      throw SoqlException.at(
          soql, literal.at(), "INVALID_QUERY_FILTER_OPERATOR", "string literal is too long");
    }
  }

  /** The grammar knows how a date looks, but not which days there are. */
  private Object parsed(Literal literal, Function<String, Object> parse) {
    try {
      return parse.apply(literal.source());
    } catch (DateTimeException e) {
      throw SoqlException.at(
          soql, literal.at(), "MALFORMED_QUERY", "Invalid date: " + literal.source());
    }
  }

  private void checkKind(
      Literal literal, SoqlCondition.Comparison node, SoqlFields.Found field, boolean fits) {
    if (fits) {
      return;
    }
    boolean quoted = literal.kind() == Literal.Kind.STRING;
    String quotes =
        field.column().type().isText()
            ? " and should be enclosed in quotes"
            : quoted ? " and should not be enclosed in quotes" : "";
    throw fields.invalidField(
        node.path(),
        "value of filter criterion for field '"
            + field.column().name()
            + "' must be of type "
            + FieldTypes.literalName(field.column().type())
            + quotes);
  }

  private SoqlException invalidOperator(SoqlCondition.Comparison node, ColumnType type) {
    return fault(
        node,
        "INVALID_QUERY_FILTER_OPERATOR",
        "invalid operator on " + FieldTypes.describeName(type) + " field");
  }

  private SoqlException unexpected(Literal literal) {
    return SoqlException.at(
        soql, literal.at(), "MALFORMED_QUERY", "unexpected token: '" + literal.source() + "'");
  }

  private SoqlException fault(SoqlCondition.Comparison node, String errorCode, String message) {
    return SoqlException.at(soql, node.path().at(), errorCode, message);
  }
}
