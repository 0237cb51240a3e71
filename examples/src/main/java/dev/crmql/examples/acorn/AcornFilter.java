package dev.crmql.examples.acorn;

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
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Writes conditions as terms {@code property:operator:value} (Acorn API, Lists, where). */
final class AcornFilter extends FilterCompiler<String> {

  private final ObjectSchema schema;

  AcornFilter(ObjectSchema schema) {
    this.schema = schema;
  }

  @Override
  public Pushed<String> visitComparison(Condition.Comparison condition) {
    FieldPath field = condition.field();
    Optional<String> value = AcornText.value(condition.value(), type(field));
    if (value.isEmpty() || (condition.value() instanceof Value.Text && isOrdering(condition))) {
      return hasValue(field, "this value of " + field + " is compared otherwise than in KQL");
    }
    String term = term(field, operator(condition.operator()), value.get());
    return condition.operator() == ComparisonOperator.NOT_EQUAL
        ? filtered(field, Pushed.exactly(withValue(field, List.of(term))))
        : filtered(field, Pushed.exact(term));
  }

  @Override
  public Pushed<String> visitLike(Condition.Like condition) {
    FieldPath field = condition.field();
    if (condition.negated()) {
      return Pushed.nothing("starts and has have no opposite");
    }
    Optional<String> text = AcornText.escaped(condition.text());
    if (text.isEmpty()) {
      return hasValue(field, "half of a character can't be sent");
    }
    String operator = condition.match() == LikeMatch.PREFIX ? "starts" : "has";
    String term = term(field, operator, text.get());
    return filtered(
        field,
        condition.match() == LikeMatch.SUFFIX
            ? Pushed.superset(term, "has finds the text at any place")
            : Pushed.exact(term));
  }

  @Override
  public Pushed<String> visitIn(Condition.In condition) {
    FieldPath field = condition.field();
    List<String> values =
        condition.values().stream()
            .flatMap(value -> AcornText.value(value, type(field)).stream())
            .toList();
    if (values.size() < condition.values().size()) {
      return hasValue(field, "a value of the list is compared otherwise than in KQL");
    }
    if (condition.negated()) {
      List<String> terms = values.stream().map(value -> term(field, "ne", value)).toList();
      return filtered(field, Pushed.exactly(withValue(field, terms)));
    }
    return filtered(field, Pushed.exact(term(field, "in", String.join("|", values))));
  }

  @Override
  public Pushed<String> visitNullTest(Condition.NullTest condition) {
    FieldPath field = condition.field();
    return filtered(field, Pushed.exact(term(field, "set", condition.negated() ? "yes" : "no")));
  }

  /** Acorn keeps empty text beside no value. */
  @Override
  public Pushed<String> visitEmptyTest(Condition.EmptyTest condition) {
    FieldPath field = condition.field();
    Filter<String> filter =
        condition.negated()
            ? withValue(field, List.of(term(field, "ne", "")))
            : Filter.any(
                List.of(
                    new Filter.Term<>(term(field, "set", "no")),
                    new Filter.Term<>(term(field, "eq", ""))));
    return filtered(field, Pushed.exactly(filter));
  }

  /** {@code ne} finds records without a value too, which no negation in KQL does. */
  private Filter<String> withValue(FieldPath field, List<String> terms) {
    List<Filter<String>> all =
        terms.stream().<Filter<String>>map(Filter.Term::new).collect(Collectors.toList());
    if (schema.isNullable(field.head())) {
      all.add(new Filter.Term<>(term(field, "set", "yes")));
    }
    return Filter.all(all);
  }

  /** All conditions but IS NULL and {@code = ''} are true of a value alone. */
  private Pushed<String> hasValue(FieldPath field, String reason) {
    return filtered(field, Pushed.superset(term(field, "set", "yes"), reason));
  }

  private Pushed<String> filtered(FieldPath field, Pushed<String> pushed) {
    return schema.isFilterable(field.head())
        ? pushed
        : Pushed.nothing("it does not search by " + field);
  }

  private FieldType type(FieldPath field) {
    return schema.field(field.head()).map(Field::type).orElse(FieldType.OTHER);
  }

  private static String term(FieldPath field, String operator, String value) {
    return field.head() + ":" + operator + ":" + value;
  }

  private static boolean isOrdering(Condition.Comparison condition) {
    return condition.operator() != ComparisonOperator.EQUAL
        && condition.operator() != ComparisonOperator.NOT_EQUAL;
  }

  private static String operator(ComparisonOperator operator) {
    return switch (operator) {
      case EQUAL -> "eq";
      case NOT_EQUAL -> "ne";
      case LESS -> "lt";
      case LESS_OR_EQUAL -> "lte";
      case GREATER -> "gt";
      case GREATER_OR_EQUAL -> "gte";
    };
  }
}
