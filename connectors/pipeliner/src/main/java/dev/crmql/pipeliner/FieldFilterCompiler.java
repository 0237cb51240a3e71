package dev.crmql.pipeliner;

import dev.crmql.pushdown.Filter;
import dev.crmql.pushdown.FilterCompiler;
import dev.crmql.pushdown.Pushed;
import dev.crmql.query.ComparisonOperator;
import dev.crmql.query.Condition;
import dev.crmql.query.FieldPath;
import dev.crmql.query.LikeMatch;
import dev.crmql.query.Value;
import dev.crmql.schema.Field;
import dev.crmql.schema.FieldType;
import dev.crmql.schema.ObjectSchema;
import dev.crmql.spi.Handling;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Writes conditions as filters of fields. Whether {@code not-eq} finds NULL, {@code empty} does,
 * and {@code %} and {@code _} mean themselves in a text is not documented, so that these are asked
 * in ways that are right in either case.
 */
final class FieldFilterCompiler extends FilterCompiler<FieldFilter> {

  private final ObjectSchema schema;

  FieldFilterCompiler(ObjectSchema schema) {
    this.schema = schema;
  }

  @Override
  public Pushed<FieldFilter> visitComparison(Condition.Comparison condition) {
    return filtered(
        condition.field(), compared(condition.field(), condition.operator(), condition.value()));
  }

  private Pushed<FieldFilter> compared(FieldPath field, ComparisonOperator operator, Value value) {
    FieldType type = type(field);
    if (value instanceof Value.Bool bool) {
      boolean wanted = bool.value() == (operator == ComparisonOperator.EQUAL);
      return Pushed.exact(filter(field, FilterOperator.EQ, Boolean.toString(wanted)));
    }
    Optional<String> text = FilterText.of(value, type);
    boolean equality =
        operator == ComparisonOperator.EQUAL || operator == ComparisonOperator.NOT_EQUAL;
    boolean asked = value instanceof Value.Text ? equality : isComparable(value, type, operator);
    if (text.isEmpty() || !asked) {
      return hasValue(field, "it can't be asked for this value of " + field);
    }
    boolean folded = value instanceof Value.Text && type != FieldType.ID;
    return switch (operator) {
      case EQUAL ->
          Pushed.exact(filter(field, folded ? FilterOperator.IEQ : FilterOperator.EQ, text.get()));
      case NOT_EQUAL ->
          Pushed.superset(
              filter(field, folded ? FilterOperator.NOT_IEQ : FilterOperator.NOT_EQ, text.get()),
              "it may take NULL for another value");
      case LESS -> Pushed.exact(filter(field, FilterOperator.LT, text.get()));
      case LESS_OR_EQUAL -> Pushed.exact(filter(field, FilterOperator.LTE, text.get()));
      case GREATER -> Pushed.exact(filter(field, FilterOperator.GT, text.get()));
      case GREATER_OR_EQUAL -> Pushed.exact(filter(field, FilterOperator.GTE, text.get()));
    };
  }

  /**
   * Numbers kept as text are compared as text by the service. A property of which nothing is known
   * may hold moments, where a day has an end.
   */
  private static boolean isComparable(Value value, FieldType type, ComparisonOperator operator) {
    if (value instanceof Value.Date && type == FieldType.OTHER) {
      return operator == ComparisonOperator.LESS || operator == ComparisonOperator.GREATER_OR_EQUAL;
    }
    return type != FieldType.TEXT && type != FieldType.ID;
  }

  @Override
  public Pushed<FieldFilter> visitLike(Condition.Like condition) {
    FieldPath field = condition.field();
    if (condition.negated() || !hasText(type(field))) {
      return filtered(field, hasValue(field, "it can't be asked for such a text of " + field));
    }
    String text = condition.text();
    if (!FilterText.longestPlainPart(text).equals(text)) {
      return filtered(
          field,
          Pushed.superset(
              FieldFilter.containing(field.head(), text),
              "only a part of the text can be asked for"));
    }
    FieldFilter filter = filter(field, operator(condition.match()), text);
    return filtered(
        field,
        FilterText.isCertain(text)
            ? Pushed.exact(filter)
            : Pushed.superset(filter, "% and _ may stand for other characters"));
  }

  private static FilterOperator operator(LikeMatch match) {
    return switch (match) {
      case EXACT -> FilterOperator.IEQ;
      case PREFIX -> FilterOperator.ISTARTS;
      case SUFFIX -> FilterOperator.IENDS;
      case CONTAINS -> FilterOperator.ICONTAINS;
      case ANY -> throw new IllegalStateException("normalised to IS NOT NULL");
    };
  }

  /** There is no list of values: each of a few is asked for by itself. */
  @Override
  public Pushed<FieldFilter> visitIn(Condition.In condition) {
    FieldPath field = condition.field();
    if (condition.negated()) {
      return filtered(field, hasValue(field, "there is no NOT IN"));
    }
    List<Filter<FieldFilter>> values = new ArrayList<>();
    for (Value value : condition.values()) {
      Pushed<FieldFilter> pushed = compared(field, ComparisonOperator.EQUAL, value);
      if (pushed.handling() == Handling.EXACT) {
        values.add(pushed.filter().orElseThrow());
      }
    }
    boolean all = values.size() == condition.values().size();
    return filtered(
        field,
        all && values.size() <= PipelinerLimits.INSTANCE.requests()
            ? Pushed.exactly(Filter.any(values))
            : hasValue(field, "it can't be asked for these values of " + field));
  }

  @Override
  public Pushed<FieldFilter> visitNullTest(Condition.NullTest condition) {
    return filtered(
        condition.field(),
        Pushed.exact(
            filter(
                condition.field(),
                condition.negated() ? FilterOperator.NOT_NULL : FilterOperator.NULL)));
  }

  @Override
  public Pushed<FieldFilter> visitEmptyTest(Condition.EmptyTest condition) {
    FieldPath field = condition.field();
    return filtered(
        field,
        condition.negated()
            ? Pushed.superset(
                filter(field, FilterOperator.NOT_EMPTY), "it may not take NULL for empty text")
            : Pushed.exactly(
                Filter.any(
                    List.of(
                        new Filter.Term<>(filter(field, FilterOperator.NULL)),
                        new Filter.Term<>(filter(field, FilterOperator.EMPTY))))));
  }

  /** Every condition but those for NULL is true of a value alone. */
  private static Pushed<FieldFilter> hasValue(FieldPath field, String reason) {
    return Pushed.superset(filter(field, FilterOperator.NOT_NULL), reason);
  }

  private Pushed<FieldFilter> filtered(FieldPath field, Pushed<FieldFilter> pushed) {
    return schema.field(field.head()).map(Field::filterable).orElse(true)
        ? pushed
        : Pushed.notFilterable(field);
  }

  private static FieldFilter filter(FieldPath field, FilterOperator operator) {
    return FieldFilter.of(field.head(), operator);
  }

  private static FieldFilter filter(FieldPath field, FilterOperator operator, String value) {
    return new FieldFilter(field.head(), operator, value);
  }

  private static boolean hasText(FieldType type) {
    return type == FieldType.TEXT || type == FieldType.OTHER;
  }

  private FieldType type(FieldPath field) {
    return EntityFields.type(field.head(), schema);
  }
}
