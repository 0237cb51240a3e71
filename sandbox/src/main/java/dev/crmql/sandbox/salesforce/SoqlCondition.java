package dev.crmql.sandbox.salesforce;

import java.util.List;

/** What stands after WHERE. */
sealed interface SoqlCondition {
  <R> R accept(Visitor<R> visitor);

  /** One or more conditions of which all must hold. */
  record And(List<SoqlCondition> operands) implements SoqlCondition {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visitAnd(this);
    }
  }

  /** Two or more conditions of which one must hold. */
  record Or(List<SoqlCondition> operands) implements SoqlCondition {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visitOr(this);
    }
  }

  /** A condition that must not hold. */
  record Not(SoqlCondition operand) implements SoqlCondition {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visitNot(this);
    }
  }

  /** A field compared with one literal, or with several by IN and its kin. */
  record Comparison(
      SoqlQuery.Path path, SoqlQuery.Operator operator, List<SoqlQuery.Literal> literals)
      implements SoqlCondition {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visitComparison(this);
    }
  }

  /** One method for each kind of condition. */
  interface Visitor<R> {
    R visitAnd(And node);

    R visitOr(Or node);

    R visitNot(Not node);

    R visitComparison(Comparison node);
  }
}
