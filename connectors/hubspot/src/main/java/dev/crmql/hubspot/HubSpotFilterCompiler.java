package dev.crmql.hubspot;

import dev.crmql.hubspot.PropertyFilter.Operator;
import dev.crmql.pushdown.Filter;
import dev.crmql.pushdown.FilterCompiler;
import dev.crmql.pushdown.Pushed;
import dev.crmql.query.ComparisonOperator;
import dev.crmql.query.Condition;
import dev.crmql.query.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/**
 * Says what each single condition is to HubSpot. Something can always be asked: no condition but
 * those for NULL is true of a record that does not have the property.
 */
final class HubSpotFilterCompiler extends FilterCompiler<PropertyFilter> {

  private final HubSpotProperties properties;

  HubSpotFilterCompiler(HubSpotProperties properties) {
    this.properties = properties;
  }

  @Override
  public Pushed<PropertyFilter> visitComparison(Condition.Comparison condition) {
    String name = condition.field().head();
    return switch (condition.operator()) {
      case EQUAL -> oneOf(name, List.of(condition.value()), false);
      case NOT_EQUAL -> oneOf(name, List.of(condition.value()), true);
      case LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL ->
          ordering(name, condition.operator(), condition.value());
    };
  }

  @Override
  public Pushed<PropertyFilter> visitIn(Condition.In condition) {
    return oneOf(condition.field().head(), condition.values(), condition.negated());
  }

  private Pushed<PropertyFilter> oneOf(String name, List<Value> values, boolean negated) {
    PropertyKind kind = properties.kind(name);
    List<String> sent = new ArrayList<>(values.size());
    for (Value value : values) {
      Optional<List<String>> equal = HubSpotValues.equal(value, kind, properties.options(name));
      if (equal.isEmpty()) {
        return anyValue(name, reason(kind));
      }
      sent.addAll(equal.get());
    }
    List<String> listed = sent.size() == 1 ? sent : listed(sent, kind);
    return negated ? noneOf(name, listed) : someOf(name, listed);
  }

  /** In a list of texts, those in upper case find nothing. */
  static List<String> listed(List<String> values, PropertyKind kind) {
    Function<String, String> form =
        kind == PropertyKind.STRING ? text -> text.toLowerCase(Locale.ROOT) : text -> text;
    return values.stream().map(form).distinct().toList();
  }

  private static Pushed<PropertyFilter> someOf(String name, List<String> values) {
    return Pushed.exact(
        values.isEmpty() ? PropertyFilter.nothing() : PropertyFilter.in(name, values));
  }

  /** Whether a record without the property passes is not documented. */
  private Pushed<PropertyFilter> noneOf(String name, List<String> values) {
    PropertyFilter hasValue = PropertyFilter.hasValue(name);
    if (values.isEmpty()) {
      return Pushed.exact(hasValue);
    }
    PropertyFilter none = PropertyFilter.notIn(name, values);
    return properties.kind(name) == PropertyKind.ID
        ? Pushed.exact(none)
        : Pushed.exactly(Filter.all(List.of(new Filter.Term<>(none), new Filter.Term<>(hasValue))));
  }

  private Pushed<PropertyFilter> ordering(String name, ComparisonOperator operator, Value value) {
    PropertyKind kind = properties.kind(name);
    return switch (kind) {
      case NUMBER, DAY, MOMENT ->
          HubSpotValues.ordered(value)
              .map(sent -> ordering(name, operator, sent, HubSpotValues.isWhole(value)))
              .orElseGet(() -> anyValue(name, reason(kind)));
      case ID -> orderingOfIds(name, operator, value);
      case STRING, CHOICE, CHOICES, BOOLEAN, UNKNOWN -> anyValue(name, reason(kind));
    };
  }

  /** As a number, an id is neither more nor less than text that is none. */
  private static Pushed<PropertyFilter> orderingOfIds(
      String name, ComparisonOperator operator, Value value) {
    String text = value instanceof Value.Text written ? written.text() : "";
    return HubSpotValues.id(text)
        .map(id -> ordering(name, operator, id, true))
        .orElseGet(() -> anyValue(name, "the id is compared with what is no id"));
  }

  private static Pushed<PropertyFilter> ordering(
      String name, ComparisonOperator operator, String value, boolean whole) {
    Operator own =
        switch (operator) {
          case LESS -> whole ? Operator.LT : Operator.LTE;
          case LESS_OR_EQUAL -> Operator.LTE;
          case GREATER -> whole ? Operator.GT : Operator.GTE;
          case GREATER_OR_EQUAL -> Operator.GTE;
          case EQUAL, NOT_EQUAL -> throw new IllegalStateException(operator + " is no order");
        };
    PropertyFilter filter = PropertyFilter.of(name, own, value);
    return whole
        ? Pushed.exact(filter)
        : Pushed.superset(filter, "HubSpot keeps moments in milliseconds");
  }

  @Override
  public Pushed<PropertyFilter> visitLike(Condition.Like condition) {
    String name = condition.field().head();
    PropertyKind kind = properties.kind(name);
    if (kind != PropertyKind.STRING) {
      return anyValue(name, reason(kind));
    }
    Optional<String> token =
        condition.negated()
            ? Optional.empty()
            : TokenPattern.of(condition.match(), condition.text());
    return token
        .map(
            pattern ->
                Pushed.superset(
                    PropertyFilter.of(name, Operator.CONTAINS_TOKEN, pattern),
                    "HubSpot compares with single words"))
        .orElseGet(() -> anyValue(name, "HubSpot compares with single words"));
  }

  @Override
  public Pushed<PropertyFilter> visitNullTest(Condition.NullTest condition) {
    return hasValue(condition.field().head(), condition.negated());
  }

  /** Empty text is no value. */
  @Override
  public Pushed<PropertyFilter> visitEmptyTest(Condition.EmptyTest condition) {
    return hasValue(condition.field().head(), condition.negated());
  }

  private static Pushed<PropertyFilter> hasValue(String name, boolean has) {
    return Pushed.exact(
        PropertyFilter.of(name, has ? Operator.HAS_PROPERTY : Operator.NOT_HAS_PROPERTY));
  }

  private static Pushed<PropertyFilter> anyValue(String name, String reason) {
    return Pushed.superset(PropertyFilter.hasValue(name), reason);
  }

  private static String reason(PropertyKind kind) {
    return switch (kind) {
      case STRING -> "how HubSpot compares text with this is not documented";
      case CHOICE -> "HubSpot compares options with regard to case, and this is none that is known";
      case CHOICES -> "HubSpot keeps several options in one text";
      case NUMBER, DAY, MOMENT, BOOLEAN, ID -> "HubSpot may keep less of the value";
      case UNKNOWN -> "HubSpot did not say what the property holds";
    };
  }
}
