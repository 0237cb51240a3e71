package dev.crmql.zoho;

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
import dev.crmql.spi.QuotedText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Writes conditions as criteria. Which operators a field has depends on its type (COQL Overview).
 * Whether {@code !=}, {@code not in} and {@code not like} leave out NULL is not documented, so that
 * they are never left alone.
 */
final class CriteriaCompiler extends FilterCompiler<String> {

  private static final Pattern ID = Pattern.compile("[0-9]{1,19}");

  private final ObjectSchema schema;

  CriteriaCompiler(ObjectSchema schema) {
    this.schema = schema;
  }

  @Override
  public Pushed<String> visitComparison(Condition.Comparison condition) {
    FieldPath field = condition.field();
    ComparisonOperator operator = condition.operator();
    boolean equality =
        operator == ComparisonOperator.EQUAL || operator == ComparisonOperator.NOT_EQUAL;
    if (condition.value() instanceof Value.Bool bool) {
      return equality
          ? filtered(field, truth(field, bool.value() == (operator == ComparisonOperator.EQUAL)))
          : Pushed.nothing("truth values have no order");
    }
    if (operator == ComparisonOperator.EQUAL && isNoId(field, condition.value())) {
      return Pushed.never();
    }
    Optional<String> literal = literal(field, condition.value());
    boolean ordered = !type(field).mayBeText() || !(condition.value() instanceof Value.Text);
    if (literal.isEmpty() || !(equality || ordered)) {
      return hasValue(field, "Zoho CRM can't be asked for this value of " + field);
    }
    // Several != on one field have been seen to fail, where lists don't.
    return filtered(
        field,
        operator == ComparisonOperator.NOT_EQUAL
            ? guarded(name(field) + " not in (" + literal.get() + ")", field)
            : Pushed.exact(name(field) + " " + operator.symbol() + " " + literal.get()));
  }

  @Override
  public Pushed<String> visitLike(Condition.Like condition) {
    FieldPath field = condition.field();
    if (type(field) == FieldType.ID) {
      return hasValue(field, "Zoho CRM does not look into ids");
    }
    String text = condition.text();
    String part = CoqlText.longestPlainPart(text);
    boolean whole = part.equals(text) && !text.isBlank();
    if (condition.negated()) {
      return whole && condition.match() == LikeMatch.CONTAINS
          ? filtered(
              field, guarded(name(field) + " not like " + QuotedText.of("%" + text + "%"), field))
          : hasValue(field, "Zoho CRM can't be asked for text that is not " + text);
    }
    if (whole) {
      String pattern =
          switch (condition.match()) {
            case PREFIX -> text + "%";
            case SUFFIX -> "%" + text;
            case CONTAINS, EXACT, ANY -> "%" + text + "%";
          };
      return filtered(field, Pushed.exact(name(field) + " like " + QuotedText.of(pattern)));
    }
    return part.isBlank()
        ? hasValue(field, "Zoho CRM can't be asked for this text")
        : filtered(
            field,
            Pushed.superset(
                name(field) + " like " + QuotedText.of("%" + part + "%"),
                "only a part of the text can be asked for"));
  }

  @Override
  public Pushed<String> visitIn(Condition.In condition) {
    FieldPath field = condition.field();
    if (type(field) == FieldType.BOOLEAN
        || condition.values().stream().anyMatch(Value.Bool.class::isInstance)) {
      return filtered(field, truths(condition));
    }
    List<Value> values =
        condition.values().stream()
            .filter(value -> condition.negated() || !isNoId(field, value))
            .toList();
    if (values.isEmpty()) {
      return Pushed.never();
    }
    List<String> literals = new ArrayList<>();
    for (Value value : values) {
      literal(field, value).ifPresent(literals::add);
    }
    if (literals.size() < values.size()) {
      return hasValue(field, "Zoho CRM can't be asked for these values of " + field);
    }
    String operator = condition.negated() ? " not in (" : " in (";
    List<Filter<String>> lists = new ArrayList<>();
    int most = ZohoLimits.INSTANCE.listedValues();
    for (int from = 0; from < literals.size(); from += most) {
      List<String> part = literals.subList(from, Math.min(literals.size(), from + most));
      lists.add(new Filter.Term<>(name(field) + operator + String.join(",", part) + ")"));
    }
    return filtered(
        field, condition.negated() ? guarded(lists, field) : Pushed.exactly(Filter.any(lists)));
  }

  /** Fields of truth values take nothing but {@code =}. */
  private Pushed<String> truths(Condition.In condition) {
    boolean isTrue = false;
    boolean isFalse = false;
    for (Value value : condition.values()) {
      if (!(value instanceof Value.Bool bool)) {
        return Pushed.nothing("the value is no truth value");
      }
      isTrue |= bool.value();
      isFalse |= !bool.value();
    }
    if (isTrue && isFalse) {
      return condition.negated()
          ? Pushed.nothing("there is no other truth value")
          : Pushed.exactly(
              Filter.any(
                  List.of(
                      new Filter.Term<>(truthTerm(condition.field(), true)),
                      new Filter.Term<>(truthTerm(condition.field(), false)))));
    }
    return truth(condition.field(), isTrue != condition.negated());
  }

  private static Pushed<String> truth(FieldPath field, boolean value) {
    return Pushed.exact(truthTerm(field, value));
  }

  private static String truthTerm(FieldPath field, boolean value) {
    return name(field) + " = '" + value + "'";
  }

  @Override
  public Pushed<String> visitNullTest(Condition.NullTest condition) {
    return nullTest(condition.field(), condition.negated());
  }

  /** Whether empty text is kept as NULL is not documented. */
  @Override
  public Pushed<String> visitEmptyTest(Condition.EmptyTest condition) {
    return condition.negated()
        ? hasValue(condition.field(), "empty text may not be kept as NULL")
        : nullTest(condition.field(), false);
  }

  private Pushed<String> nullTest(FieldPath field, boolean negated) {
    if (type(field) == FieldType.BOOLEAN) {
      return Pushed.nothing("fields of truth values have no test for NULL");
    }
    if (field.isNested() && !negated) {
      return Pushed.nothing("it may leave out records without a " + field.head());
    }
    return filtered(field, Pushed.exact(name(field) + (negated ? " is not null" : " is null")));
  }

  /** Every condition but those for NULL is true of a value alone. */
  private Pushed<String> hasValue(FieldPath field, String reason) {
    return type(field) == FieldType.BOOLEAN
        ? Pushed.nothing(reason)
        : filtered(field, Pushed.superset(name(field) + " is not null", reason));
  }

  private Pushed<String> guarded(List<Filter<String>> terms, FieldPath field) {
    List<Filter<String>> all = new ArrayList<>(terms);
    if (field.isNested() || schema.isNullable(field.head())) {
      all.add(new Filter.Term<>(name(field) + " is not null"));
    }
    return Pushed.exactly(Filter.all(all));
  }

  private Pushed<String> guarded(String term, FieldPath field) {
    return guarded(List.of(new Filter.Term<>(term)), field);
  }

  private Pushed<String> filtered(FieldPath field, Pushed<String> pushed) {
    return field.isNested() || schema.isFilterable(field.head())
        ? pushed
        : Pushed.notFilterable(field);
  }

  /**
   * The value as the field is compared with it: numbers kept as text are compared as text by the
   * service, and what can't be an id is refused by it.
   */
  private Optional<String> literal(FieldPath field, Value value) {
    FieldType type = type(field);
    boolean number = value instanceof Value.Numeric;
    boolean noId =
        type == FieldType.ID
            && !(value instanceof Value.Text text && ID.matcher(text.text()).matches());
    return noId || (number && type == FieldType.TEXT) ? Optional.empty() : CoqlText.literal(value);
  }

  /** Whether no record can have the value as its own id. */
  private static boolean isNoId(FieldPath field, Value value) {
    return name(field).equals(ZohoConnector.ID)
        && value instanceof Value.Text text
        && !ID.matcher(text.text()).matches();
  }

  private FieldType type(FieldPath field) {
    return field.isNested() ? FieldType.OTHER : schema.type(field.head());
  }

  static String name(FieldPath field) {
    return String.join(".", field.names());
  }
}
