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
    if (value instanceof Value.Bool bool) {
      boolean wanted = bool.value() == (operator == ComparisonOperator.EQUAL);
      return Pushed.exact(
          new FieldFilter(field.head(), FilterOperator.EQ, Boolean.toString(wanted)));
    }
    FieldType type = type(field);
    Optional<String> text = FilterText.of(value, type);
    boolean ofRecord = field.dotted().equals(EntityFields.ID) && value instanceof Value.Text;
    if (text.isEmpty() && ofRecord && operator == ComparisonOperator.EQUAL) {
      return Pushed.never(); // what is no UUID is no record's own id
    }
    if (text.isEmpty() || !isComparable(value, type, operator)) {
      return hasValue(field, "it can't be asked for this value of " + field);
    }
    boolean folded = value instanceof Value.Text && type != FieldType.ID;
    FieldFilter filter =
        new FieldFilter(field.head(), FilterOperator.of(operator, folded), text.get());
    return operator == ComparisonOperator.NOT_EQUAL
        ? Pushed.superset(filter, "it may take NULL for another value")
        : Pushed.exact(filter);
  }

  /**
   * Text has no order, and numbers kept as text are compared as text by the service. A property of
   * which nothing is known may hold moments, where a day has an end.
   */
  private static boolean isComparable(Value value, FieldType type, ComparisonOperator operator) {
    if (value instanceof Value.Text) {
      return operator == ComparisonOperator.EQUAL || operator == ComparisonOperator.NOT_EQUAL;
    }
    if (value instanceof Value.Date && type == FieldType.OTHER) {
      return operator == ComparisonOperator.LESS || operator == ComparisonOperator.GREATER_OR_EQUAL;
    }
    return type != FieldType.TEXT && type != FieldType.ID;
  }

  @Override
  public Pushed<FieldFilter> visitLike(Condition.Like condition) {
    FieldPath field = condition.field();
    FieldType type = type(field);
    if (condition.negated() || (type != FieldType.TEXT && type != FieldType.OTHER)) {
      return filtered(field, hasValue(field, "it can't be asked for such a text of " + field));
    }
    String text = condition.text();
    boolean plain = FilterText.longestPlainPart(text).equals(text);
    FieldFilter filter =
        plain
            ? new FieldFilter(field.head(), operator(condition.match()), text)
            : FieldFilter.containing(field.head(), text);
    return filtered(
        field,
        plain && FilterText.isCertain(text)
            ? Pushed.exact(filter)
            : Pushed.superset(filter, "not every character can be asked for as itself"));
  }

  private static FilterOperator operator(LikeMatch match) {
    return switch (match) {
      case PREFIX -> FilterOperator.ISTARTS;
      case SUFFIX -> FilterOperator.IENDS;
      case CONTAINS -> FilterOperator.ICONTAINS;
      case EXACT, ANY -> throw new IllegalStateException("normalised to = and IS NOT NULL");
    };
  }

  /** There is no list of values: each of a few is asked for by itself. */
  @Override
  public Pushed<FieldFilter> visitIn(Condition.In condition) {
    FieldPath field = condition.field();
    List<Pushed<FieldFilter>> values =
        condition.values().stream()
            .map(value -> compared(field, ComparisonOperator.EQUAL, value))
            .toList();
    boolean asked =
        !condition.negated()
            && values.size() <= PipelinerLimits.INSTANCE.requests()
            && values.stream().allMatch(value -> value.handling() == Handling.EXACT);
    return filtered(
        field,
        asked
            ? Pushed.exactly(
                Filter.any(values.stream().flatMap(value -> value.filter().stream()).toList()))
            : hasValue(field, "it can't be asked for these values of " + field));
  }

  @Override
  public Pushed<FieldFilter> visitNullTest(Condition.NullTest condition) {
    FieldPath field = condition.field();
    FilterOperator operator = condition.negated() ? FilterOperator.NOT_NULL : FilterOperator.NULL;
    return filtered(field, Pushed.exact(FieldFilter.of(field.head(), operator)));
  }

  @Override
  public Pushed<FieldFilter> visitEmptyTest(Condition.EmptyTest condition) {
    FieldPath field = condition.field();
    return filtered(
        field,
        condition.negated()
            ? Pushed.superset(
                FieldFilter.of(field.head(), FilterOperator.NOT_EMPTY),
                "it may not take NULL for empty text")
            : Pushed.exactly(
                Filter.any(
                    List.of(
                        new Filter.Term<>(FieldFilter.of(field.head(), FilterOperator.NULL)),
                        new Filter.Term<>(FieldFilter.of(field.head(), FilterOperator.EMPTY))))));
  }

  /** Every condition but those for NULL is true of a value alone. */
  private static Pushed<FieldFilter> hasValue(FieldPath field, String reason) {
    return Pushed.superset(FieldFilter.of(field.head(), FilterOperator.NOT_NULL), reason);
  }

  private Pushed<FieldFilter> filtered(FieldPath field, Pushed<FieldFilter> pushed) {
    return schema.field(field.head()).map(Field::filterable).orElse(true)
        ? pushed
        : Pushed.notFilterable(field);
  }

  private FieldType type(FieldPath field) {
    return EntityFields.type(field.head(), schema);
  }
}
