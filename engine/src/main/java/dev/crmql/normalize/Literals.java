package dev.crmql.normalize;

import dev.crmql.diagnostics.Diagnostic;
import dev.crmql.diagnostics.DiagnosticCode;
import dev.crmql.query.ComparisonOperator;
import dev.crmql.query.Condition;
import dev.crmql.query.LikeMatch;
import dev.crmql.query.NodeLocation;
import dev.crmql.query.Value;
import dev.crmql.schema.FieldType;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/**
 * Gives values the type of their property and writes conditions so that the types agree.
 *
 * <p>A day compared with a timestamp means the whole day in UTC: {@code = '2024-02-01'} finds every
 * moment of it, {@code <= '2024-02-01'} ends with it. (SQL-92 has no comparison of a timestamp with
 * quoted text; the services' own readings differ.) A moment compared with a date is cut to its day
 * in UTC.
 */
final class Literals {

  private final List<Diagnostic> faults;
  private final LiteralTypes types;

  Literals(List<Diagnostic> faults) {
    this.faults = faults;
    this.types = new LiteralTypes(faults);
  }

  Condition comparison(
      ResolvedField field, ComparisonOperator operator, Value value, NodeLocation at) {
    if (value instanceof Value.Text text && text.text().isEmpty()) {
      return withEmptyText(field, operator, text, at);
    }
    Value typed = types.typed(value, field);
    if (field.type() == FieldType.TIMESTAMP && typed instanceof Value.Date day) {
      return wholeDay(field, operator, day, at);
    }
    if (field.type() == FieldType.INTEGER && typed instanceof Value.Numeric numeric) {
      return withWholeNumber(field, operator, numeric, at);
    }
    if (typed instanceof Value.Bool && isOrdering(operator)) {
      mismatch(at, "TRUE and FALSE have no order", "use = or !=");
    }
    return new Condition.Comparison(field.path(), operator, typed, at);
  }

  Condition like(ResolvedField field, Condition.Like like, boolean negated) {
    switch (field.type()) {
      case TEXT, ID, OTHER -> {}
      case BOOLEAN, INTEGER, DECIMAL, DATE, TIMESTAMP ->
          mismatch(
              like.at(), "LIKE needs text, and " + field.path() + " is not", "compare with = or <");
    }
    if (like.match() != LikeMatch.EXACT) {
      return new Condition.Like(field.path(), like.match(), like.text(), negated, like.at());
    }
    if (like.text().isEmpty()) {
      return emptyTest(field, negated, like.at());
    }
    ComparisonOperator operator = negated ? ComparisonOperator.NOT_EQUAL : ComparisonOperator.EQUAL;
    Value text = new Value.Text(like.text(), like.at());
    return new Condition.Comparison(field.path(), operator, text, like.at());
  }

  Condition in(ResolvedField field, List<Value> values, boolean negated, NodeLocation at) {
    List<Value> plain = new ArrayList<>(values.size());
    List<Condition> others = new ArrayList<>(0);
    for (Value value : values) {
      if (value instanceof Value.Text text && text.text().isEmpty()) {
        others.add(emptyTest(field, negated, at));
        continue;
      }
      Value typed = types.typed(value, field);
      if (field.type() == FieldType.TIMESTAMP && typed instanceof Value.Date day) {
        others.add(wholeDay(field, equality(negated), day, at));
      } else if (field.type() == FieldType.INTEGER && typed instanceof Value.Numeric numeric) {
        if (isWhole(numeric.number())) {
          plain.add(numeric);
        }
      } else {
        plain.add(typed);
      }
    }
    if (others.isEmpty() && !plain.isEmpty()) {
      return new Condition.In(field.path(), plain, negated, at);
    }
    return joined(field, plain, others, negated, at);
  }

  private static Condition joined(
      ResolvedField field,
      List<Value> plain,
      List<Condition> others,
      boolean negated,
      NodeLocation at) {
    List<Condition> parts = new ArrayList<>();
    if (!plain.isEmpty()) {
      parts.add(new Condition.In(field.path(), plain, negated, at));
    }
    for (Condition other : others) {
      if (!negated && other instanceof Condition.Or or) {
        parts.addAll(or.operands());
      } else if (negated && other instanceof Condition.And and) {
        parts.addAll(and.operands());
      } else {
        parts.add(other);
      }
    }
    if (parts.isEmpty()) {
      // Only fractions, for a property of whole numbers: none is equal, all that are not NULL
      // differ.
      return negated
          ? new Condition.NullTest(field.path(), true, at)
          : new Condition.Constant(false, at);
    }
    return Normalizer.join(parts, negated, at);
  }

  /** Only text can be empty; of everything else, NULL alone is. */
  Condition emptyTest(ResolvedField field, boolean negated, NodeLocation at) {
    return switch (field.type()) {
      case TEXT, OTHER -> new Condition.EmptyTest(field.path(), negated, at);
      case ID, BOOLEAN, INTEGER, DECIMAL, DATE, TIMESTAMP ->
          new Condition.NullTest(field.path(), negated, at);
    };
  }

  private Condition withEmptyText(
      ResolvedField field, ComparisonOperator operator, Value.Text text, NodeLocation at) {
    return switch (operator) {
      case EQUAL -> emptyTest(field, false, at);
      case NOT_EQUAL, GREATER -> emptyTest(field, true, at);
      case GREATER_OR_EQUAL -> new Condition.NullTest(field.path(), true, at);
      case LESS -> new Condition.Constant(false, at);
      case LESS_OR_EQUAL -> new Condition.Comparison(field.path(), operator, text, at);
    };
  }

  private static Condition wholeDay(
      ResolvedField field, ComparisonOperator operator, Value.Date day, NodeLocation at) {
    Value start = startOf(day.date(), day.at());
    Value end = startOf(day.date().plusDays(1), day.at());
    return switch (operator) {
      case EQUAL ->
          new Condition.And(
              List.of(
                  compare(field, ComparisonOperator.GREATER_OR_EQUAL, start, at),
                  compare(field, ComparisonOperator.LESS, end, at)),
              at);
      case NOT_EQUAL ->
          new Condition.Or(
              List.of(
                  compare(field, ComparisonOperator.LESS, start, at),
                  compare(field, ComparisonOperator.GREATER_OR_EQUAL, end, at)),
              at);
      case LESS -> compare(field, ComparisonOperator.LESS, start, at);
      case LESS_OR_EQUAL -> compare(field, ComparisonOperator.LESS, end, at);
      case GREATER -> compare(field, ComparisonOperator.GREATER_OR_EQUAL, end, at);
      case GREATER_OR_EQUAL -> compare(field, ComparisonOperator.GREATER_OR_EQUAL, start, at);
    };
  }

  private static Value startOf(LocalDate day, NodeLocation at) {
    return new Value.Timestamp(day.atStartOfDay(ZoneOffset.UTC).toInstant(), at);
  }

  private static Condition compare(
      ResolvedField field, ComparisonOperator operator, Value value, NodeLocation at) {
    return new Condition.Comparison(field.path(), operator, value, at);
  }

  /**
   * Services refuse a fraction for a whole number, or round it; the next whole number says the
   * same.
   */
  private static Condition withWholeNumber(
      ResolvedField field, ComparisonOperator operator, Value.Numeric value, NodeLocation at) {
    if (isWhole(value.number())) {
      return compare(field, operator, value, at);
    }
    BigDecimal below = value.number().setScale(0, RoundingMode.FLOOR);
    return switch (operator) {
      case EQUAL -> new Condition.Constant(false, at);
      case NOT_EQUAL -> new Condition.NullTest(field.path(), true, at);
      case LESS, LESS_OR_EQUAL ->
          compare(
              field, ComparisonOperator.LESS_OR_EQUAL, new Value.Numeric(below, value.at()), at);
      case GREATER, GREATER_OR_EQUAL ->
          compare(
              field,
              ComparisonOperator.GREATER_OR_EQUAL,
              new Value.Numeric(below.add(BigDecimal.ONE), value.at()),
              at);
    };
  }

  private static boolean isWhole(BigDecimal number) {
    return number.scale() <= 0;
  }

  private static ComparisonOperator equality(boolean negated) {
    return negated ? ComparisonOperator.NOT_EQUAL : ComparisonOperator.EQUAL;
  }

  private static boolean isOrdering(ComparisonOperator operator) {
    return operator != ComparisonOperator.EQUAL && operator != ComparisonOperator.NOT_EQUAL;
  }

  private void mismatch(NodeLocation at, String message, String hint) {
    faults.add(Diagnostic.of(DiagnosticCode.TYPE_MISMATCH, at, message, hint));
  }
}
