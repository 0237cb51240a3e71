package dev.crmql.salesforce;

import dev.crmql.query.Condition;
import dev.crmql.query.FieldPath;
import java.util.List;

/** Collects the properties that a condition tests. */
final class ConditionFields implements Condition.Visitor<Void> {

  private final List<FieldPath> fields;

  private ConditionFields(List<FieldPath> fields) {
    this.fields = fields;
  }

  /** Adds the condition's properties, in the order of the text. */
  static void collect(Condition condition, List<FieldPath> fields) {
    condition.accept(new ConditionFields(fields));
  }

  private Void add(FieldPath field) {
    fields.add(field);
    return null;
  }

  private Void all(List<Condition> operands) {
    operands.forEach(operand -> operand.accept(this));
    return null;
  }

  @Override
  public Void visitAnd(Condition.And condition) {
    return all(condition.operands());
  }

  @Override
  public Void visitOr(Condition.Or condition) {
    return all(condition.operands());
  }

  @Override
  public Void visitNot(Condition.Not condition) {
    return condition.operand().accept(this);
  }

  @Override
  public Void visitComparison(Condition.Comparison condition) {
    return add(condition.field());
  }

  @Override
  public Void visitLike(Condition.Like condition) {
    return add(condition.field());
  }

  @Override
  public Void visitIn(Condition.In condition) {
    return add(condition.field());
  }

  @Override
  public Void visitNullTest(Condition.NullTest condition) {
    return add(condition.field());
  }

  @Override
  public Void visitEmptyTest(Condition.EmptyTest condition) {
    return add(condition.field());
  }

  @Override
  public Void visitConstant(Condition.Constant condition) {
    return null;
  }
}
