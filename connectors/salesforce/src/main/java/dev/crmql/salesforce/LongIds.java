package dev.crmql.salesforce;

import dev.crmql.normalize.NormalizedQuery;
import dev.crmql.normalize.NormalizedVisitor;
import dev.crmql.query.Condition;
import dev.crmql.query.FieldPath;
import dev.crmql.query.Value;
import dev.crmql.schema.FieldType;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Writes every short id of a query as the long one of the same record: records hold the long one,
 * with which the engine compares what it checks itself, and Salesforce takes it as well.
 */
final class LongIds extends NormalizedVisitor<Condition> {

  private final SoqlFields fields;

  private LongIds(SoqlFields fields) {
    this.fields = fields;
  }

  /** The query with no short id: itself, as most have none. */
  static NormalizedQuery in(NormalizedQuery query, SoqlFields fields) {
    LongIds ids = new LongIds(fields);
    List<Condition> conjuncts = each(query.conjuncts(), condition -> condition.accept(ids));
    return conjuncts == query.conjuncts()
        ? query
        : new NormalizedQuery(
            query.written(), query.fields(), conjuncts, query.matchesNothing(), query.orderBy());
  }

  /** What becomes of each; the list itself if nothing changes. */
  private static <T> List<T> each(List<T> list, UnaryOperator<T> change) {
    List<T> changed = null;
    for (int i = 0; i < list.size(); i++) {
      T item = change.apply(list.get(i));
      if (changed == null && item != list.get(i)) {
        changed = new ArrayList<>(list);
      }
      if (changed != null) {
        changed.set(i, item);
      }
    }
    return changed == null ? list : changed;
  }

  private Value longId(FieldPath path, Value value) {
    return value instanceof Value.Text text
            && text.text().length() == SalesforceIds.SHORT
            && SalesforceIds.isId(text.text())
            && fields.of(path).type() == FieldType.ID
        ? new Value.Text(SalesforceIds.toLong(text.text()), text.at())
        : value;
  }

  @Override
  public Condition visitAnd(Condition.And condition) {
    List<Condition> operands = each(condition.operands(), operand -> operand.accept(this));
    return operands == condition.operands()
        ? condition
        : new Condition.And(operands, condition.at());
  }

  @Override
  public Condition visitOr(Condition.Or condition) {
    List<Condition> operands = each(condition.operands(), operand -> operand.accept(this));
    return operands == condition.operands()
        ? condition
        : new Condition.Or(operands, condition.at());
  }

  @Override
  public Condition visitComparison(Condition.Comparison condition) {
    Value value = longId(condition.field(), condition.value());
    return value == condition.value()
        ? condition
        : new Condition.Comparison(condition.field(), condition.operator(), value, condition.at());
  }

  @Override
  public Condition visitLike(Condition.Like condition) {
    return condition;
  }

  @Override
  public Condition visitIn(Condition.In condition) {
    List<Value> values = each(condition.values(), value -> longId(condition.field(), value));
    return values == condition.values()
        ? condition
        : new Condition.In(condition.field(), values, condition.negated(), condition.at());
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
