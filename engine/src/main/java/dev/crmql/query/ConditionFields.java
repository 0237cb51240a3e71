package dev.crmql.query;

import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** Finds the properties that a condition names, and what it compares them with. */
public final class ConditionFields implements Condition.Visitor<Void> {

  private final Consumer<FieldPath> found;
  private final BiConsumer<FieldPath, Value> values;

  private ConditionFields(Consumer<FieldPath> found, BiConsumer<FieldPath, Value> values) {
    this.found = found;
    this.values = values;
  }

  /** Gives each property as often as the condition names it, in the order of the text. */
  public static void forEach(Condition condition, Consumer<FieldPath> found) {
    condition.accept(new ConditionFields(found, (field, value) -> {}));
  }

  /** Gives each value of a comparison or a list with its property, in the order of the text. */
  public static void forEachValue(Condition condition, BiConsumer<FieldPath, Value> found) {
    condition.accept(new ConditionFields(field -> {}, found));
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
    values.accept(condition.field(), condition.value());
    return field(condition.field());
  }

  @Override
  public Void visitLike(Condition.Like condition) {
    return field(condition.field());
  }

  @Override
  public Void visitIn(Condition.In condition) {
    condition.values().forEach(value -> values.accept(condition.field(), value));
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
