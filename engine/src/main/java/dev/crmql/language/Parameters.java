package dev.crmql.language;

import dev.crmql.diagnostics.Diagnostic;
import dev.crmql.diagnostics.DiagnosticCode;
import dev.crmql.diagnostics.QueryException;
import dev.crmql.query.Condition;
import dev.crmql.query.NodeLocation;
import dev.crmql.query.Query;
import dev.crmql.query.Value;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Puts values in the places that a query has for them, written {@code :name}. */
public final class Parameters {

  private Parameters() {}

  /**
   * The query with a value in each place. The values become part of the tree, never of any text.
   *
   * @param values by name: what {@link Value#of} takes, or for a place within IN also a collection
   *     of such, which may be empty; names that the query does not have are ignored, so that
   *     several queries can share one map
   * @throws QueryException with {@code unbound-parameter} for a place without a value, {@code
   *     null-comparison} for null, or {@code type-mismatch} for a value of another kind; it lists
   *     all such faults, without the text of the query
   */
  public static Query bind(Query query, Map<String, ?> values) {
    if (query.where().isEmpty()) {
      return query;
    }
    Binder binder = new Binder(values);
    Condition bound = query.where().get().accept(binder);
    if (!binder.faults.isEmpty()) {
      throw new QueryException(binder.faults, null);
    }
    return query.withWhere(Optional.of(bound));
  }

  private static final class Binder implements Condition.Visitor<Condition> {

    private final Map<String, ?> values;
    private final List<Diagnostic> faults = new ArrayList<>();

    Binder(Map<String, ?> values) {
      this.values = values;
    }

    @Override
    public Condition visitAnd(Condition.And and) {
      return new Condition.And(all(and.operands()), and.at());
    }

    @Override
    public Condition visitOr(Condition.Or or) {
      return new Condition.Or(all(or.operands()), or.at());
    }

    private List<Condition> all(List<Condition> operands) {
      List<Condition> bound = new ArrayList<>(operands.size());
      for (Condition operand : operands) {
        bound.add(operand.accept(this));
      }
      return bound;
    }

    @Override
    public Condition visitNot(Condition.Not not) {
      return new Condition.Not(not.operand().accept(this), not.at());
    }

    @Override
    public Condition visitComparison(Condition.Comparison comparison) {
      if (!(comparison.value() instanceof Value.Parameter place)) {
        return comparison;
      }
      Value value = isBound(place) ? literal(place, values.get(place.name())) : place;
      return new Condition.Comparison(
          comparison.field(), comparison.operator(), value, comparison.at());
    }

    @Override
    public Condition visitIn(Condition.In in) {
      List<Value> bound = new ArrayList<>(in.values().size());
      for (Value value : in.values()) {
        if (!(value instanceof Value.Parameter place)) {
          bound.add(value);
        } else if (isBound(place)) {
          Object given = values.get(place.name());
          Collection<?> list = given instanceof Collection<?> many ? many : singleton(given);
          list.forEach(one -> bound.add(literal(place, one)));
        }
      }
      return new Condition.In(in.field(), bound, in.negated(), in.at());
    }

    private static Collection<?> singleton(Object value) {
      List<Object> list = new ArrayList<>(1);
      list.add(value); // List.of does not take null.
      return list;
    }

    @Override
    public Condition visitLike(Condition.Like like) {
      return like;
    }

    @Override
    public Condition visitNullTest(Condition.NullTest test) {
      return test;
    }

    @Override
    public Condition visitEmptyTest(Condition.EmptyTest test) {
      return test;
    }

    @Override
    public Condition visitConstant(Condition.Constant constant) {
      return constant;
    }

    private boolean isBound(Value.Parameter place) {
      boolean bound = values.containsKey(place.name());
      if (!bound) {
        fault(DiagnosticCode.UNBOUND_PARAMETER, place, "there is no value for :" + place.name());
      }
      return bound;
    }

    /** The value at its place, or the place itself if there is a fault. */
    private Value literal(Value.Parameter place, Object given) {
      if (given == null) {
        fault(
            DiagnosticCode.NULL_COMPARISON,
            place,
            "the value for :" + place.name() + " is null, which equals nothing",
            "write IS NULL or IS NOT NULL");
        return place;
      }
      try {
        return Value.of(given, place.at());
      } catch (IllegalArgumentException unfit) {
        fault(
            DiagnosticCode.TYPE_MISMATCH,
            place,
            unfit.getMessage() + ", given for :" + place.name(),
            given instanceof Collection<?> ? "a list stands within IN (...)" : "give text instead");
        return place;
      }
    }

    private void fault(
        DiagnosticCode code, Value.Parameter place, String message, String... hints) {
      NodeLocation at = place.at();
      faults.add(Diagnostic.of(code, at, message, hints));
    }
  }
}
