package dev.crmql.sandbox.sql;

import dev.crmql.sandbox.sql.Condition.Comparison;
import dev.crmql.sandbox.sql.Condition.Literal;
import java.util.Collections;
import java.util.List;

/** Turns a condition into SQL that means what SQL means, with values bound apart. */
public final class ConditionSql implements Condition.Visitor<Sql> {
  private final Columns columns;
  private final boolean nullsMatchNegatives;

  /**
   * Asks {@code columns} what names and literals mean.
   *
   * @param nullsMatchNegatives whether {@code !=}, NOT IN and NOT LIKE keep rows without a value
   */
  public ConditionSql(Columns columns, boolean nullsMatchNegatives) {
    this.columns = columns;
    this.nullsMatchNegatives = nullsMatchNegatives;
  }

  /** What a service makes of the parts of a comparison; refuses what it does not allow. */
  public interface Columns {

    /** The column as SQL. */
    String sql(Comparison comparison);

    /** What a literal stands for; null for the unknown value. */
    Object value(Comparison comparison, Literal literal);

    /** The pattern of a LIKE, in which a backslash makes the next character plain. */
    String pattern(Comparison comparison, Literal literal);
  }

  @Override
  public Sql visitAnd(Condition.And node) {
    return joined(" AND ", node.operands());
  }

  @Override
  public Sql visitOr(Condition.Or node) {
    return joined(" OR ", node.operands());
  }

  @Override
  public Sql visitNot(Condition.Not node) {
    Sql operand = node.operand().accept(this);
    return new Sql("NOT (" + operand.text() + ")", operand.values());
  }

  @Override
  public Sql visitComparison(Comparison node) {
    String column = columns.sql(node);
    Operator operator = node.operator();
    List<Object> values = node.literals().stream().map(literal -> bound(node, literal)).toList();
    String list =
        operator == Operator.IN || operator == Operator.NOT_IN
            ? "(" + String.join(", ", Collections.nCopies(values.size(), "?")) + ")"
            : "";
    String orNull = nullsMatchNegatives && operator.negative() ? " OR " + column + " IS NULL" : "";
    return new Sql(column + operator.sql() + list + orNull, values);
  }

  private Object bound(Comparison node, Literal literal) {
    return node.operator() == Operator.LIKE || node.operator() == Operator.NOT_LIKE
        ? columns.pattern(node, literal)
        : columns.value(node, literal);
  }

  private Sql joined(String operator, List<Condition> operands) {
    return Sql.join(operator, operands.stream().map(operand -> operand.accept(this)).toList());
  }
}
