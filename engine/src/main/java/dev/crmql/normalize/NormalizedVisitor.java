package dev.crmql.normalize;

import dev.crmql.query.Condition;

/**
 * Visits the conditions of a {@link NormalizedQuery}, of which none is a NOT or a constant.
 *
 * @param <R> what a visit gives
 */
public abstract class NormalizedVisitor<R> implements Condition.Visitor<R> {

  /** For subclasses. */
  protected NormalizedVisitor() {}

  @Override
  public final R visitNot(Condition.Not condition) {
    throw new IllegalStateException("a normalised query holds no NOT");
  }

  @Override
  public final R visitConstant(Condition.Constant condition) {
    throw new IllegalStateException("a normalised query holds no constant");
  }
}
