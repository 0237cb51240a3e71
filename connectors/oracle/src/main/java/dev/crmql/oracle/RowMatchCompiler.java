package dev.crmql.oracle;

import dev.crmql.pushdown.Filter;
import dev.crmql.pushdown.FilterCompiler;
import dev.crmql.pushdown.Pushed;
import dev.crmql.query.ComparisonOperator;
import dev.crmql.query.Condition;
import dev.crmql.query.FieldPath;
import dev.crmql.query.LikeMatch;
import dev.crmql.query.Value;
import dev.crmql.schema.FieldType;
import dev.crmql.schema.ObjectSchema;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Writes conditions as row-match expressions. Text is compared in upper case, since the database
 * tells cases apart; the order of such texts is not that of texts without case, so that the engine
 * checks it. Whether {@code <>} and NOT leave out NULL is expected but not documented, so they are
 * never left alone.
 */
final class RowMatchCompiler extends FilterCompiler<String> {

  private final ObjectSchema schema;

  RowMatchCompiler(ObjectSchema schema) {
    this.schema = schema;
  }

  /** A filter as one expression. */
  static String text(Filter<String> filter) {
    if (filter instanceof Filter.All<String> all) {
      return "(" + joined(all.operands(), " and ") + ")";
    }
    return filter instanceof Filter.Any<String> any
        ? "(" + joined(any.operands(), " or ") + ")"
        : ((Filter.Term<String>) filter).term();
  }

  private static String joined(List<Filter<String>> operands, String word) {
    return operands.stream().map(RowMatchCompiler::text).collect(Collectors.joining(word));
  }

  @Override
  public Pushed<String> visitComparison(Condition.Comparison condition) {
    FieldPath field = condition.field();
    Optional<Operand> operand = Operand.of(field, type(field), condition.value());
    boolean equality =
        condition.operator() == ComparisonOperator.EQUAL
            || condition.operator() == ComparisonOperator.NOT_EQUAL;
    if (operand.isEmpty() || (condition.value() instanceof Value.Text && !equality)) {
      return hasValue(field, "Oracle can't be asked for this value of " + field);
    }
    String term =
        operand.get().property()
            + " "
            + symbol(condition.operator())
            + " "
            + operand.get().literal();
    return filtered(
        field,
        Pushed.exact(
            condition.operator() == ComparisonOperator.NOT_EQUAL ? guarded(term, field) : term));
  }

  @Override
  public Pushed<String> visitLike(Condition.Like condition) {
    FieldPath field = condition.field();
    boolean wild = RowMatchText.isWild(condition.text());
    if (condition.negated() && wild) {
      return hasValue(field, "Oracle can't be asked for this text of " + field);
    }
    String text = RowMatchText.withoutWildcards(condition.text());
    LikeMatch match = condition.match();
    String pattern =
        (match == LikeMatch.PREFIX ? "" : "%") + text + (match == LikeMatch.SUFFIX ? "" : "%");
    String term = "upper(" + field + ") like " + RowMatchText.upper(pattern);
    if (wild) {
      return filtered(field, Pushed.superset(term, "%, _ and * stand for other characters too"));
    }
    return filtered(
        field, Pushed.exact(condition.negated() ? guarded("NOT (" + term + ")", field) : term));
  }

  @Override
  public Pushed<String> visitIn(Condition.In condition) {
    FieldPath field = condition.field();
    List<Optional<Operand>> operands =
        condition.values().stream().map(value -> Operand.of(field, type(field), value)).toList();
    long properties =
        operands.stream().flatMap(Optional::stream).map(Operand::property).distinct().count();
    if (properties != 1 || operands.stream().anyMatch(Optional::isEmpty)) {
      return hasValue(field, "Oracle can't be asked for these values of " + field);
    }
    String list =
        operands.stream()
            .map(operand -> operand.orElseThrow().literal())
            .collect(Collectors.joining(","));
    String term = operands.get(0).orElseThrow().property() + " in (" + list + ")";
    return filtered(
        field, Pushed.exact(condition.negated() ? guarded("NOT (" + term + ")", field) : term));
  }

  @Override
  public Pushed<String> visitNullTest(Condition.NullTest condition) {
    return nullTest(condition.field(), condition.negated());
  }

  /** The database keeps empty text as NULL. */
  @Override
  public Pushed<String> visitEmptyTest(Condition.EmptyTest condition) {
    return nullTest(condition.field(), condition.negated());
  }

  private Pushed<String> nullTest(FieldPath field, boolean negated) {
    return filtered(field, Pushed.exact(field + (negated ? " is not null" : " is null")));
  }

  /** Every condition but those for NULL is true of a value alone. */
  private Pushed<String> hasValue(FieldPath field, String reason) {
    return filtered(field, Pushed.superset(field + " is not null", reason));
  }

  private Pushed<String> filtered(FieldPath field, Pushed<String> pushed) {
    return schema.isFilterable(field.head()) ? pushed : Pushed.notFilterable(field);
  }

  private String guarded(String term, FieldPath field) {
    return schema.isNullable(field.head()) ? "(" + term + " and " + field + " is not null)" : term;
  }

  private FieldType type(FieldPath field) {
    return schema.type(field.head());
  }

  private static String symbol(ComparisonOperator operator) {
    return operator == ComparisonOperator.NOT_EQUAL ? "<>" : operator.symbol();
  }

  /**
   * A property and a value as they are compared.
   *
   * @param property the property, or a function of it
   * @param literal the value in the same form
   */
  private record Operand(String property, String literal) {

    /** Empty if the service can't be asked for the value. */
    static Optional<Operand> of(FieldPath field, FieldType type, Value value) {
      if (value instanceof Value.Text text) {
        return type.mayBeText() && RowMatchText.isWellFormed(text.text())
            ? Optional.of(new Operand("upper(" + field + ")", RowMatchText.upper(text.text())))
            : Optional.empty();
      }
      boolean compares = type == FieldType.OTHER || !type.mayBeText();
      return compares
          ? RowMatchText.literal(value).map(literal -> new Operand(field.toString(), literal))
          : Optional.empty();
    }
  }
}
