package dev.crmql.salesforce;

import dev.crmql.normalize.NormalizedQuery;
import dev.crmql.normalize.NormalizedVisitor;
import dev.crmql.query.Condition;
import dev.crmql.query.FieldPath;
import dev.crmql.query.Value;
import dev.crmql.schema.FieldType;
import java.util.List;

/**
 * Writes every short id of a query as the long one of the same record: records hold the long one,
 * with which the engine compares what it checks itself, and Salesforce takes it as well.
 */
final class LongIds extends NormalizedVisitor<Condition> {

  private final SoqlFields fields;

  private LongIds(SoqlFields fields) {
    this.fields = fields;
  }

  /** The query with no short id. */
  static NormalizedQuery in(NormalizedQuery query, SoqlFields fields) {
    return new NormalizedQuery(
        query.written(),
        query.fields(),
        new LongIds(fields).all(query.conjuncts()),
        query.matchesNothing(),
        query.orderBy());
  }

  private List<Condition> all(List<Condition> conditions) {
    return conditions.stream().map(condition -> condition.accept(this)).toList();
  }

  private boolean isId(FieldPath path) {
    return fields.of(path).type() == FieldType.ID;
  }

  private static Value longId(Value value) {
    return value instanceof Value.Text text && SalesforceIds.isId(text.text())
        ? new Value.Text(SalesforceIds.toLong(text.text()), text.at())
        : value;
  }

  @Override
  public Condition visitAnd(Condition.And condition) {
    return new Condition.And(all(condition.operands()), condition.at());
  }

  @Override
  public Condition visitOr(Condition.Or condition) {
    return new Condition.Or(all(condition.operands()), condition.at());
  }

  @Override
  public Condition visitComparison(Condition.Comparison condition) {
    return isId(condition.field())
        ? new Condition.Comparison(
            condition.field(), condition.operator(), longId(condition.value()), condition.at())
        : condition;
  }

  @Override
  public Condition visitLike(Condition.Like condition) {
    return condition;
  }

  @Override
  public Condition visitIn(Condition.In condition) {
    return isId(condition.field())
        ? new Condition.In(
            condition.field(),
            condition.values().stream().map(LongIds::longId).toList(),
            condition.negated(),
            condition.at())
        : condition;
  }

  @Override
  public Condition visitNullTest(Condition.NullTest condition) {
    return condition;
  }

  @Override
  public Condition visitEmptyTest(Condition.EmptyTest condition) {
    return condition;
  }
}
