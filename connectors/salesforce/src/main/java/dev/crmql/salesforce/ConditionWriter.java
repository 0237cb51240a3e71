package dev.crmql.salesforce;

import dev.crmql.normalize.NormalizedVisitor;
import dev.crmql.query.ComparisonOperator;
import dev.crmql.query.Condition;
import dev.crmql.query.FieldPath;
import dev.crmql.query.LikeMatch;
import dev.crmql.query.NodeLocation;
import dev.crmql.query.Value;
import dev.crmql.schema.Field;
import dev.crmql.schema.FieldType;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes conditions as SOQL. Every negated test is guarded against NULL: whether Salesforce finds
 * rows without a value is not documented, and with the guard it makes no difference.
 *
 * <p>For a checkbox NULL and FALSE are the same (SOQL and SOSL Reference, Use null), so a guard
 * would turn {@code b != TRUE} into a contradiction. It is never NULL either.
 */
final class ConditionWriter extends NormalizedVisitor<Void> {

  /** True for no row: there is no constant in SOQL, and every record has an id. */
  private static final String NEVER = "Id = null";

  private static final String ALWAYS = "Id != null";

  private final StringBuilder out;
  private final SourceMap map;
  private final SoqlFields fields;

  ConditionWriter(StringBuilder out, SourceMap map, SoqlFields fields) {
    this.out = out;
    this.map = map;
    this.fields = fields;
  }

  /**
   * Writes conditions that must all hold. SOQL has no precedence: wherever the operator changes
   * stand brackets.
   */
  void all(List<Condition> conjuncts) {
    if (conjuncts.size() == 1) {
      conjuncts.get(0).accept(this);
    } else {
      join(conjuncts, " AND ");
    }
  }

  private void join(List<Condition> operands, String operator) {
    for (int i = 0; i < operands.size(); i++) {
      if (i > 0) {
        out.append(operator);
      }
      Condition operand = operands.get(i);
      boolean brackets = operand instanceof Condition.And || operand instanceof Condition.Or;
      if (brackets) {
        out.append('(');
      }
      operand.accept(this);
      if (brackets) {
        out.append(')');
      }
    }
  }

  @Override
  public Void visitAnd(Condition.And condition) {
    join(condition.operands(), " AND ");
    return null;
  }

  @Override
  public Void visitOr(Condition.Or condition) {
    join(condition.operands(), " OR ");
    return null;
  }

  @Override
  public Void visitComparison(Condition.Comparison condition) {
    FieldPath path = condition.field();
    Field field = fields.of(path);
    Value value = condition.value();
    ComparisonOperator operator = condition.operator();
    if (value instanceof Value.Text text && text.text().isEmpty()) {
      // Of the comparisons with '' only <= is left, and there is no empty text to be equal.
      return constant(NEVER, condition.at());
    }
    if (!isExact(value)) {
      switch (Reach.of(value)) {
        case WITHIN -> {
          if (operator == ComparisonOperator.EQUAL) {
            return constant(NEVER, condition.at());
          }
          if (operator == ComparisonOperator.NOT_EQUAL) {
            return notNull(path, field, condition.at());
          }
          operator = ofCut(operator);
        }
        case BELOW, ABOVE -> {
          return Reach.holds(operator, Reach.of(value))
              ? notNull(path, field, condition.at())
              : constant(NEVER, condition.at());
        }
      }
    }
    FieldPath guard = guard(path, field, operator, value);
    open(guard);
    name(path, condition.at());
    out.append(' ').append(operator.symbol()).append(' ');
    literal(value, field);
    close(guard, condition.at());
    return null;
  }

  /**
   * The operator for a moment cut to milliseconds, which then lies between the last one before the
   * moment and the first after it.
   */
  private static ComparisonOperator ofCut(ComparisonOperator operator) {
    return switch (operator) {
      case LESS, LESS_OR_EQUAL -> ComparisonOperator.LESS_OR_EQUAL;
      case GREATER, GREATER_OR_EQUAL -> ComparisonOperator.GREATER;
      case EQUAL, NOT_EQUAL -> operator;
    };
  }

  /** Whether Salesforce can hold exactly this value. */
  private static boolean isExact(Value value) {
    if (value instanceof Value.Timestamp timestamp) {
      Instant instant = timestamp.instant();
      return Reach.of(value) == Reach.WITHIN
          && instant.truncatedTo(ChronoUnit.MILLIS).equals(instant);
    }
    return !(value instanceof Value.Date) || Reach.of(value) == Reach.WITHIN;
  }

  @Override
  public Void visitLike(Condition.Like condition) {
    FieldPath path = condition.field();
    Field field = fields.of(path);
    FieldPath guard = condition.negated() && field.nullable() ? path : null;
    open(guard);
    if (condition.negated()) {
      out.append("(NOT ");
    }
    name(path, condition.at());
    out.append(" LIKE '");
    if (condition.match() != LikeMatch.PREFIX) {
      out.append('%');
    }
    SoqlLiteral.appendPattern(out, condition.text());
    if (condition.match() != LikeMatch.SUFFIX) {
      out.append('%');
    }
    out.append('\'');
    if (condition.negated()) {
      out.append(')');
    }
    close(guard, condition.at());
    return null;
  }

  @Override
  public Void visitIn(Condition.In condition) {
    FieldPath path = condition.field();
    Field field = fields.of(path);
    List<Value> values = exactOnly(condition.values());
    if (values.isEmpty()) {
      return condition.negated()
          ? notNull(path, field, condition.at())
          : constant(NEVER, condition.at());
    }
    ComparisonOperator operator =
        condition.negated() ? ComparisonOperator.NOT_EQUAL : ComparisonOperator.EQUAL;
    FieldPath guard = null;
    for (int i = 0; i < values.size() && guard == null; i++) {
      guard = guard(path, field, operator, values.get(i));
    }
    if (SoqlFields.isMultipicklist(field)) {
      oneByOne(condition, values, operator, field, guard);
      return null;
    }
    open(guard);
    name(path, condition.at());
    out.append(condition.negated() ? " NOT IN (" : " IN (");
    for (int i = 0; i < values.size(); i++) {
      if (i > 0) {
        out.append(',');
      }
      literal(values.get(i), field);
    }
    out.append(')');
    close(guard, condition.at());
    return null;
  }

  /** IN is not among the operators of sets of choices (Querying Multi-Select Picklists). */
  private void oneByOne(
      Condition.In condition,
      List<Value> values,
      ComparisonOperator operator,
      Field field,
      FieldPath guard) {
    boolean brackets = values.size() > 1 || guard != null;
    if (brackets) {
      out.append('(');
    }
    for (int i = 0; i < values.size(); i++) {
      if (i > 0) {
        out.append(condition.negated() ? " AND " : " OR ");
      }
      name(condition.field(), condition.at());
      out.append(' ').append(operator.symbol()).append(' ');
      literal(values.get(i), field);
    }
    close(guard, condition.at());
    if (brackets && guard == null) {
      out.append(')');
    }
  }

  private static List<Value> exactOnly(List<Value> values) {
    for (int i = 0; i < values.size(); i++) {
      if (!isExact(values.get(i))) {
        List<Value> exact = new ArrayList<>(values.subList(0, i));
        for (Value value : values.subList(i, values.size())) {
          if (isExact(value)) {
            exact.add(value);
          }
        }
        return exact;
      }
    }
    return values;
  }

  @Override
  public Void visitNullTest(Condition.NullTest condition) {
    return nullTest(condition.field(), condition.negated(), condition.at());
  }

  /** There is no empty text on Salesforce. */
  @Override
  public Void visitEmptyTest(Condition.EmptyTest condition) {
    return nullTest(condition.field(), condition.negated(), condition.at());
  }

  private Void nullTest(FieldPath path, boolean negated, NodeLocation at) {
    Field field = fields.of(path);
    if (negated) {
      return notNull(path, field, at);
    }
    if (field.type() == FieldType.BOOLEAN) {
      return constant(NEVER, at);
    }
    name(path, at);
    out.append(" = null");
    return null;
  }

  private Void notNull(FieldPath path, Field field, NodeLocation at) {
    if (field.type() == FieldType.BOOLEAN) {
      return constant(ALWAYS, at);
    }
    name(path, at);
    out.append(" != null");
    return null;
  }

  /**
   * The property that must not be NULL for the test to mean what SQL says; null if there is none.
   * For a checkbox of a related object that is the object's id: without an object the checkbox is
   * NULL in SQL, and may be FALSE on Salesforce.
   */
  private static FieldPath guard(
      FieldPath path, Field field, ComparisonOperator operator, Value value) {
    if (value instanceof Value.Bool bool) {
      boolean onlyTrue = operator == ComparisonOperator.EQUAL && bool.value();
      return path.isNested() && !onlyTrue ? SoqlFields.ownerId(path) : null;
    }
    return operator == ComparisonOperator.NOT_EQUAL && field.nullable() ? path : null;
  }

  private void open(FieldPath guard) {
    if (guard != null) {
      out.append('(');
    }
  }

  private void close(FieldPath guard, NodeLocation at) {
    if (guard != null) {
      map.mark(out.length(), at);
      out.append(" AND ");
      name(guard, at);
      out.append(" != null)");
    }
  }

  private Void constant(String text, NodeLocation at) {
    map.mark(out.length(), at);
    out.append(text);
    return null;
  }

  private void name(FieldPath path, NodeLocation at) {
    map.mark(out.length(), path.at());
    append(out, path);
    map.mark(out.length(), at);
  }

  static void append(StringBuilder out, FieldPath path) {
    List<String> names = path.names();
    out.append(names.get(0));
    for (int i = 1; i < names.size(); i++) {
      out.append('.').append(names.get(i));
    }
  }

  private void literal(Value value, Field field) {
    map.mark(out.length(), value.at());
    SoqlLiteral.append(out, value, field);
  }
}
