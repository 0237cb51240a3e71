package dev.crmql.query;

import java.util.List;
import java.util.function.Consumer;

/** Finds the properties that a condition names. */
public final class ConditionFields implements Condition.Visitor<Void> {

  private final Consumer<FieldPath> found;

  private ConditionFields(Consumer<FieldPath> found) {
    this.found = found;
  }

  /** Gives each property as often as the condition names it, in the order of the text. */
  public static void forEach(Condition condition, Consumer<FieldPath> found) {
    condition.accept(new ConditionFields(found));
  }

  private Void all(List<Condition> operands) {
    operands.forEach(operand -> operand.accept(this));
    return null;
  }

  private Void field(FieldPath field) {
    found.accept(field);
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
    return field(condition.field());
  }

  @Override
  public Void visitLike(Condition.Like condition) {
    return field(condition.field());
  }

  @Override
  public Void visitIn(Condition.In condition) {
    return field(condition.field());
  }

  @Override
  public Void visitNullTest(Condition.NullTest condition) {
    return field(condition.field());
  }

  @Override
  public Void visitEmptyTest(Condition.EmptyTest condition) {
    return field(condition.field());
  }

  @Override
  public Void visitConstant(Condition.Constant condition) {
    return null;
  }
}
