package dev.crmql.sugarcrm;

import dev.crmql.diagnostics.Diagnostic;
import dev.crmql.diagnostics.DiagnosticCode;
import dev.crmql.normalize.NormalizedVisitor;
import dev.crmql.query.Condition;
import dev.crmql.query.FieldPath;
import dev.crmql.query.NodeLocation;
import dev.crmql.query.Value;
import java.util.List;

/**
 * Whether a condition can be checked on what the service answers. Text that is NULL is shown as
 * empty text and an unset truth value may be shown as false, so a condition that is true of the one
 * and not of the other can't be. Fields of related records are not shown at all.
 */
final class AnswerCheck extends NormalizedVisitor<Void> {

  private final SugarFields fields;
  private final boolean nullIsLeftOut;
  private final List<Diagnostic> faults;

  /**
   * A check.
   *
   * @param nullIsLeftOut whether the service is asked to leave NULL out already
   */
  AnswerCheck(SugarFields fields, boolean nullIsLeftOut, List<Diagnostic> faults) {
    this.fields = fields;
    this.nullIsLeftOut = nullIsLeftOut;
    this.faults = faults;
  }

  @Override
  public Void visitAnd(Condition.And condition) {
    condition.operands().forEach(operand -> operand.accept(this));
    return null;
  }

  @Override
  public Void visitOr(Condition.Or condition) {
    condition.operands().forEach(operand -> operand.accept(this));
    return null;
  }

  @Override
  public Void visitComparison(Condition.Comparison condition) {
    boolean tells =
        switch (condition.operator()) {
          case EQUAL -> !isFalse(condition.value());
          case NOT_EQUAL -> isFalse(condition.value());
          case LESS, LESS_OR_EQUAL -> condition.value() instanceof Value.Numeric;
          case GREATER, GREATER_OR_EQUAL -> true;
        };
    return leaf(condition.field(), tells, condition.at());
  }

  private static boolean isFalse(Value value) {
    return value instanceof Value.Bool bool && !bool.value();
  }

  @Override
  public Void visitLike(Condition.Like condition) {
    return leaf(condition.field(), !condition.negated(), condition.at());
  }

  @Override
  public Void visitIn(Condition.In condition) {
    boolean tells =
        !condition.negated() && condition.values().stream().noneMatch(value -> isFalse(value));
    return leaf(condition.field(), tells, condition.at());
  }

  @Override
  public Void visitNullTest(Condition.NullTest condition) {
    return leaf(condition.field(), false, condition.at());
  }

  @Override
  public Void visitEmptyTest(Condition.EmptyTest condition) {
    return leaf(condition.field(), true, condition.at());
  }

  /**
   * A leaf.
   *
   * @param tellsNull whether it is not true of a NULL that is shown as empty text or as false
   */
  private Void leaf(FieldPath field, boolean tellsNull, NodeLocation at) {
    if (field.isNested()) {
      report(at, "does not show " + field, "ask for it in a query of its own, without OR");
    } else if (!tellsNull
        && !nullIsLeftOut
        && fields.isNullable(field)
        && hidesNull(fields.kind(field))) {
      report(
          at,
          "does not tell a NULL " + field + " from an empty one",
          "ask for the two sides of an OR in two queries");
    }
    return null;
  }

  private static boolean hidesNull(FieldKind kind) {
    return switch (kind) {
      case TEXT, BOOLEAN, GUESSED, DOUBTFUL, MULTIPLE, HIDDEN -> true;
      case NUMBER, ROUNDED, DATE, MOMENT, PERSON_NAME -> false;
    };
  }

  private void report(NodeLocation at, String what, String hint) {
    faults.add(
        Diagnostic.of(
            DiagnosticCode.UNSUPPORTED_CONSTRUCT,
            at,
            "SugarCRM's answer " + what + ", so that this condition can't be checked on it",
            hint));
  }
}
