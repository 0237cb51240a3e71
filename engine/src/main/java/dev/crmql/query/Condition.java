package dev.crmql.query;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * A search condition: what stands after WHERE. It is true, false or, where NULL is compared,
 * unknown; only rows for which it is true are found (SQL-92, 8.12).
 */
public sealed interface Condition {

  /** Where the condition was written, brackets around it left out. */
  NodeLocation at();

  /** Calls the visitor's method for this kind of condition. */
  <R> R accept(Visitor<R> visitor);

  /**
   * Two or more conditions of which all must hold. Brackets are not kept; the tree says it.
   *
   * @param operands none of them an AND itself: the operands of such a one take its place
   */
  record And(List<Condition> operands, NodeLocation at) implements Condition {
    /** Takes nested ANDs apart and checks that there are two operands. */
    public And {
      operands = flatten(operands, operand -> operand instanceof And and ? and.operands() : null);
      if (operands.size() < 2) {
        throw new IllegalArgumentException("AND needs two operands, got " + operands.size());
      }
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visitAnd(this);
    }
  }

  /**
   * Two or more conditions of which one must hold.
   *
   * @param operands none of them an OR itself: the operands of such a one take its place
   */
  record Or(List<Condition> operands, NodeLocation at) implements Condition {
    /** Takes nested ORs apart and checks that there are two operands. */
    public Or {
      operands = flatten(operands, operand -> operand instanceof Or or ? or.operands() : null);
      if (operands.size() < 2) {
        throw new IllegalArgumentException("OR needs two operands, got " + operands.size());
      }
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visitOr(this);
    }
  }

  /** A condition that must be false. */
  record Not(Condition operand, NodeLocation at) implements Condition {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visitNot(this);
    }
  }

  /** A property compared with one value. */
  record Comparison(FieldPath field, ComparisonOperator operator, Value value, NodeLocation at)
      implements Condition {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visitComparison(this);
    }
  }

  /**
   * A property compared with a pattern.
   *
   * @param match where the text must stand
   * @param text the text itself, wildcards and escapes taken away; empty exactly for ANY, or for
   *     EXACT of an empty pattern
   * @param negated whether NOT LIKE was written
   */
  record Like(FieldPath field, LikeMatch match, String text, boolean negated, NodeLocation at)
      implements Condition {
    /** Checks that the text fits the form. */
    public Like {
      if (match != LikeMatch.EXACT && text.isEmpty() != (match == LikeMatch.ANY)) {
        throw new IllegalArgumentException(match + " does not go with the text '" + text + "'");
      }
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visitLike(this);
    }
  }

  /**
   * A property compared with a list of values. The list is empty only where a bound parameter was
   * an empty list: no row is IN it, every row is NOT IN it.
   */
  record In(FieldPath field, List<Value> values, boolean negated, NodeLocation at)
      implements Condition {
    /** Keeps a copy of the list. */
    public In {
      values = List.copyOf(values);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visitIn(this);
    }
  }

  /** IS NULL, or IS NOT NULL where negated. */
  record NullTest(FieldPath field, boolean negated, NodeLocation at) implements Condition {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visitNullTest(this);
    }
  }

  /**
   * Whether a property is NULL or the empty text, or neither where negated. Normalising makes it of
   * {@code f = ''} and {@code f != ''}; text never gives it.
   */
  record EmptyTest(FieldPath field, boolean negated, NodeLocation at) implements Condition {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visitEmptyTest(this);
    }
  }

  /** A condition that is true, or false, for every row. Normalising makes it; text never does. */
  record Constant(boolean value, NodeLocation at) implements Condition {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visitConstant(this);
    }
  }

  private static List<Condition> flatten(
      List<Condition> operands, Function<Condition, List<Condition>> inner) {
    List<Condition> flat = null;
    for (int i = 0; i < operands.size(); i++) {
      List<Condition> nested = inner.apply(operands.get(i));
      if (nested != null && flat == null) {
        flat = new ArrayList<>(operands.subList(0, i));
      }
      if (nested != null) {
        flat.addAll(nested);
      } else if (flat != null) {
        flat.add(operands.get(i));
      }
    }
    return List.copyOf(flat == null ? operands : flat);
  }

  /**
   * What to do with each kind of condition. There are no defaults: a new kind of condition must not
   * compile until everything that reads conditions knows it.
   */
  interface Visitor<R> {
    /** All must hold. */
    R visitAnd(And condition);

    /** One must hold. */
    R visitOr(Or condition);

    /** Must be false. */
    R visitNot(Not condition);

    /** A property and one value. */
    R visitComparison(Comparison condition);

    /** A property and a pattern. */
    R visitLike(Like condition);

    /** A property and a list of values. */
    R visitIn(In condition);

    /** A test for NULL. */
    R visitNullTest(NullTest condition);

    /** A test for NULL or empty text. */
    R visitEmptyTest(EmptyTest condition);

    /** True or false for every row. */
    R visitConstant(Constant condition);
  }
}
