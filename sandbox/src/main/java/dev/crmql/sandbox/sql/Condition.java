package dev.crmql.sandbox.sql;

import java.util.List;

/** What stands after WHERE, as it was written; whether its names exist is not known yet. */
public sealed interface Condition {

  /** Calls the visitor's method for this kind of condition. */
  <R> R accept(Visitor<R> visitor);

  /** Conditions of which all must hold. */
  record And(List<Condition> operands) implements Condition {
    /** Copies the list. */
    public And {
      operands = List.copyOf(operands);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visitAnd(this);
    }
  }

  /** Conditions of which one must hold. */
  record Or(List<Condition> operands) implements Condition {
    /** Copies the list. */
    public Or {
      operands = List.copyOf(operands);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visitOr(this);
    }
  }

  /** A condition that must not hold. */
  record Not(Condition operand) implements Condition {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visitNot(this);
    }
  }

  /**
   * A column compared with literals: none for the tests for null, two for BETWEEN, one or more for
   * IN, else one.
   *
   * @param name the column's, perhaps with a path before it
   * @param function what is made of the column first, in upper case; null for nothing
   * @param written the operator as it was written, in lower case with single blanks
   */
  record Comparison(
      String name, String function, Operator operator, String written, List<Literal> literals)
      implements Condition {
    /** Copies the list. */
    public Comparison {
      literals = List.copyOf(literals);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visitComparison(this);
    }
  }

  /**
   * What a column is compared with.
   *
   * @param text of a string what it stands for, else as it was written
   */
  record Literal(Kind kind, String text) {
    /** How it was written. */
    public enum Kind {
      /** In quotes. */
      STRING,
      /** As a number. */
      NUMBER,
      /** As a bare {@code true} or {@code false}. */
      BOOLEAN
    }
  }

  /** One method for each kind of condition. */
  interface Visitor<R> {
    /** A conjunction. */
    R visitAnd(And node);

    /** A disjunction. */
    R visitOr(Or node);

    /** A negation. */
    R visitNot(Not node);

    /** A comparison. */
    R visitComparison(Comparison node);
  }
}
