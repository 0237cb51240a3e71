package dev.crmql.language;

import dev.crmql.query.Condition;
import dev.crmql.query.FieldPath;
import dev.crmql.query.LikeMatch;
import dev.crmql.query.Value;
import java.util.List;

/** Writes the parts of a query one after the other. */
final class FormatVisitor
    implements Condition.Visitor<FormatVisitor>, Value.Visitor<FormatVisitor> {

  private final StringBuilder text = new StringBuilder();
  private final String objectType;

  /**
   * @param objectType what a path must not seem to be qualified by, or empty
   */
  FormatVisitor(String objectType) {
    this.objectType = objectType;
  }

  FormatVisitor append(String part) {
    text.append(part);
    return this;
  }

  FormatVisitor name(String name) {
    return QueryTokens.isPlainName(name) ? append(name) : quoted(name, '"');
  }

  FormatVisitor path(FieldPath path) {
    if (path.isNested() && path.head().equals(objectType)) {
      name(objectType).append("."); // The parser takes one such name off.
    }
    String separator = "";
    for (String name : path.names()) {
      append(separator).name(name);
      separator = ".";
    }
    return this;
  }

  FormatVisitor condition(Condition condition) {
    return condition.accept(this);
  }

  @Override
  public FormatVisitor visitAnd(Condition.And and) {
    return joined(and.operands(), " AND ");
  }

  @Override
  public FormatVisitor visitOr(Condition.Or or) {
    return joined(or.operands(), " OR ");
  }

  private FormatVisitor joined(List<Condition> operands, String operator) {
    String separator = "";
    for (Condition operand : operands) {
      append(separator);
      // AND binds more tightly than OR, and a list holds none of its own kind.
      if (operand instanceof Condition.Or) {
        bracketed(operand);
      } else {
        condition(operand);
      }
      separator = operator;
    }
    return this;
  }

  private FormatVisitor bracketed(Condition condition) {
    return append("(").condition(condition).append(")");
  }

  @Override
  public FormatVisitor visitNot(Condition.Not not) {
    append("NOT ");
    boolean joins = not.operand() instanceof Condition.And || not.operand() instanceof Condition.Or;
    return joins ? bracketed(not.operand()) : condition(not.operand());
  }

  @Override
  public FormatVisitor visitComparison(Condition.Comparison comparison) {
    path(comparison.field()).append(" ").append(comparison.operator().symbol()).append(" ");
    return comparison.value().accept(this);
  }

  @Override
  public FormatVisitor visitLike(Condition.Like like) {
    path(like.field()).append(like.negated() ? " NOT LIKE " : " LIKE ");
    boolean escape = LikePattern.needsEscape(like.text());
    String literal = escape ? LikePattern.escape(like.text()) : like.text();
    quoted(pattern(like.match(), literal), '\'');
    return escape ? append(" ESCAPE '" + LikePattern.ESCAPE + "'") : this;
  }

  private static String pattern(LikeMatch match, String literal) {
    return switch (match) {
      case EXACT -> literal;
      case PREFIX -> literal + "%";
      case SUFFIX -> "%" + literal;
      case CONTAINS -> "%" + literal + "%";
      case ANY -> "%";
    };
  }

  @Override
  public FormatVisitor visitIn(Condition.In in) {
    path(in.field()).append(in.negated() ? " NOT IN (" : " IN (");
    String separator = "";
    for (Value value : in.values()) {
      value.accept(append(separator));
      separator = ", ";
    }
    return append(")");
  }

  @Override
  public FormatVisitor visitNullTest(Condition.NullTest test) {
    return path(test.field()).append(test.negated() ? " IS NOT NULL" : " IS NULL");
  }

  @Override
  public FormatVisitor visitEmptyTest(Condition.EmptyTest test) {
    return path(test.field()).append(test.negated() ? " != ''" : " = ''");
  }

  @Override
  public FormatVisitor visitConstant(Condition.Constant constant) {
    return append(constant.value() ? "TRUE" : "FALSE");
  }

  @Override
  public FormatVisitor visitText(Value.Text value) {
    return quoted(value.text(), '\'');
  }

  @Override
  public FormatVisitor visitNumeric(Value.Numeric value) {
    return append(value.number().toString());
  }

  @Override
  public FormatVisitor visitBool(Value.Bool value) {
    return append(value.value() ? "TRUE" : "FALSE");
  }

  @Override
  public FormatVisitor visitDate(Value.Date value) {
    return quoted(value.date().toString(), '\'');
  }

  @Override
  public FormatVisitor visitTimestamp(Value.Timestamp value) {
    return quoted(value.instant().toString(), '\'');
  }

  @Override
  public FormatVisitor visitParameter(Value.Parameter value) {
    return append(":").append(value.name());
  }

  private FormatVisitor quoted(String content, char quote) {
    text.append(quote);
    for (int i = 0; i < content.length(); i++) {
      char unit = content.charAt(i);
      text.append(unit);
      if (unit == quote) {
        text.append(quote);
      }
    }
    text.append(quote);
    return this;
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
