package dev.crmql.conformance;

import dev.crmql.diagnostics.Diagnostic;
import dev.crmql.normalize.NormalizedVisitor;
import dev.crmql.query.Condition;
import dev.crmql.query.Span;
import java.util.List;
import java.util.Optional;

/**
 * How many alternatives a condition has once OR is multiplied out, where none of them falls
 * together and each value of a list is one.
 */
class Alternatives extends NormalizedVisitor<Long> {

  /** Of conditions that must all hold. */
  final long of(List<Condition> conjuncts) {
    return conjuncts.stream().mapToLong(this::of).reduce(1, (a, b) -> a * b);
  }

  final long of(Condition condition) {
    return condition.accept(this);
  }

  /** Whether a fault is about the condition, or a part of it. */
  static boolean isAbout(Diagnostic fault, Condition condition) {
    Optional<Span> outer = condition.at().span();
    Optional<Span> inner = fault.at().span();
    return outer.isPresent()
        && inner.isPresent()
        && outer.get().start() <= inner.get().start()
        && inner.get().end() <= outer.get().end();
  }

  @Override
  public final Long visitAnd(Condition.And condition) {
    return of(condition.operands());
  }

  @Override
  public final Long visitOr(Condition.Or condition) {
    return condition.operands().stream().mapToLong(this::of).sum();
  }

  @Override
  public Long visitIn(Condition.In condition) {
    return (long) condition.values().size();
  }

  @Override
  public Long visitEmptyTest(Condition.EmptyTest condition) {
    return 1L;
  }

  @Override
  public final Long visitComparison(Condition.Comparison condition) {
    return 1L;
  }

  @Override
  public final Long visitLike(Condition.Like condition) {
    return 1L;
  }

  @Override
  public final Long visitNullTest(Condition.NullTest condition) {
    return 1L;
  }
}
