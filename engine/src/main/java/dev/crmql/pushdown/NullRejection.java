package dev.crmql.pushdown;

import dev.crmql.normalize.NormalizedQuery;
import dev.crmql.normalize.NormalizedVisitor;
import dev.crmql.query.Condition;
import dev.crmql.query.FieldPath;
import dev.crmql.query.SortItem;
import dev.crmql.schema.ObjectSchema;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Finds the properties that are not NULL in any row for which a condition is true: every condition
 * on a property is unknown for NULL, but for those that ask for it.
 */
public final class NullRejection extends NormalizedVisitor<Set<FieldPath>> {

  private static final NullRejection INSTANCE = new NullRejection();

  private NullRejection() {}

  /** The properties that have a value in every row for which all conditions are true. */
  public static Set<FieldPath> of(List<Condition> conjuncts) {
    Set<FieldPath> fields = new HashSet<>();
    conjuncts.forEach(conjunct -> fields.addAll(conjunct.accept(INSTANCE)));
    return fields;
  }

  /**
   * Whether none of the rows that a query finds lacks a value that they are sorted by, so that it
   * does not matter where a service puts NULL.
   */
  public static boolean leavesNoNullToSortBy(NormalizedQuery query, ObjectSchema schema) {
    return query.orderBy().stream()
        .map(SortItem::field)
        .allMatch(field -> leavesNoNull(field, query, schema));
  }

  /** Whether none of the rows that a query finds lacks a value of the property. */
  static boolean leavesNoNull(FieldPath field, NormalizedQuery query, ObjectSchema schema) {
    return (!field.isNested() && !schema.isNullable(field.head()))
        || of(query.conjuncts()).contains(field);
  }

  @Override
  public Set<FieldPath> visitAnd(Condition.And condition) {
    return of(condition.operands());
  }

  @Override
  public Set<FieldPath> visitOr(Condition.Or condition) {
    Set<FieldPath> fields = new HashSet<>(condition.operands().get(0).accept(this));
    condition.operands().forEach(operand -> fields.retainAll(operand.accept(this)));
    return fields;
  }

  @Override
  public Set<FieldPath> visitComparison(Condition.Comparison condition) {
    return Set.of(condition.field());
  }

  @Override
  public Set<FieldPath> visitLike(Condition.Like condition) {
    return Set.of(condition.field());
  }

  @Override
  public Set<FieldPath> visitIn(Condition.In condition) {
    return Set.of(condition.field());
  }

  @Override
  public Set<FieldPath> visitNullTest(Condition.NullTest condition) {
    return condition.negated() ? Set.of(condition.field()) : Set.of();
  }

  @Override
  public Set<FieldPath> visitEmptyTest(Condition.EmptyTest condition) {
    return condition.negated() ? Set.of(condition.field()) : Set.of();
  }
}
