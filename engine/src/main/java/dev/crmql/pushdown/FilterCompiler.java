package dev.crmql.pushdown;

import dev.crmql.normalize.NormalizedVisitor;
import dev.crmql.query.Condition;
import java.util.List;

/**
 * Makes filters of conditions. AND and OR are joined here; a connector says what each of the other
 * conditions is in its service's terms.
 *
 * @param <T> the service's terms
 */
public abstract class FilterCompiler<T> extends NormalizedVisitor<Pushed<T>> {

  /** For subclasses. */
  protected FilterCompiler() {}

  @Override
  public final Pushed<T> visitAnd(Condition.And condition) {
    return Pushed.all(operands(condition.operands()));
  }

  /**
   * A connector may write alternatives otherwise first, such as several of one property as a list.
   */
  @Override
  public Pushed<T> visitOr(Condition.Or condition) {
    return Pushed.any(operands(condition.operands()));
  }

  private List<Pushed<T>> operands(List<Condition> operands) {
    return operands.stream().map(operand -> operand.accept(this).of(operand)).toList();
  }
}
