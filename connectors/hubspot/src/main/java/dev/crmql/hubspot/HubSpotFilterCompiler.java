package dev.crmql.hubspot;

import dev.crmql.hubspot.PropertyFilter.Operator;
import dev.crmql.pushdown.Filter;
import dev.crmql.pushdown.FilterCompiler;
import dev.crmql.pushdown.Pushed;
import dev.crmql.query.ComparisonOperator;
import dev.crmql.query.Condition;
import dev.crmql.query.FieldPath;
import dev.crmql.query.Value;
import dev.crmql.schema.Field;
import dev.crmql.schema.FieldType;
import dev.crmql.schema.ObjectSchema;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * Says what each single condition is to HubSpot. Something can always be asked: no condition but
 * those for NULL is true of a record that does not have the property.
 */
final class HubSpotFilterCompiler extends FilterCompiler<PropertyFilter> {

  private static final HubSpotLimits LIMITS = HubSpotLimits.INSTANCE;

  private final ObjectSchema schema;

  HubSpotFilterCompiler(ObjectSchema schema) {
    this.schema = schema;
  }

  /** Alternatives for one property are one list, which is one filter instead of many groups. */
  @Override
  public Pushed<PropertyFilter> visitOr(Condition.Or condition) {
    Map<Object, List<Condition>> alternatives =
        condition.operands().stream()
            .map(HubSpotFilterCompiler::list)
            .collect(
                Collectors.groupingBy(
                    each -> each instanceof Condition.In in && !in.negated() ? in.field() : each,
                    LinkedHashMap::new,
                    Collectors.toList()));
    List<Condition> operands =
        alternatives.values().stream().map(HubSpotFilterCompiler::joined).toList();
    return operands.size() == 1
        ? operands.get(0).accept(this)
        : super.visitOr(new Condition.Or(operands, condition.at()));
  }

  private static Condition list(Condition written) {
    return written instanceof Condition.Comparison one && one.operator() == ComparisonOperator.EQUAL
        ? new Condition.In(one.field(), List.of(one.value()), false, one.at())
        : written;
  }

  private static Condition joined(List<Condition> same) {
    return same.get(0) instanceof Condition.In in && !in.negated()
        ? new Condition.In(
            in.field(),
            same.stream().flatMap(each -> ((Condition.In) each).values().stream()).toList(),
            false,
            in.at())
        : same.get(0);
  }

  @Override
  public Pushed<PropertyFilter> visitComparison(Condition.Comparison condition) {
    return switch (condition.operator()) {
      case EQUAL -> oneOf(condition.field(), List.of(condition.value()), false);
      case NOT_EQUAL -> oneOf(condition.field(), List.of(condition.value()), true);
      case LESS -> ordering(condition, Operator.LT, Operator.LTE);
      case LESS_OR_EQUAL -> ordering(condition, Operator.LTE, Operator.LTE);
      case GREATER -> ordering(condition, Operator.GT, Operator.GTE);
      case GREATER_OR_EQUAL -> ordering(condition, Operator.GTE, Operator.GTE);
    };
  }

  @Override
  public Pushed<PropertyFilter> visitIn(Condition.In condition) {
    return oneOf(condition.field(), condition.values(), condition.negated());
  }

  private Pushed<PropertyFilter> oneOf(FieldPath path, List<Value> values, boolean negated) {
    Field field = field(path);
    List<String> equal = new ArrayList<>(values.size());
    for (Value value : values) {
      Optional<List<String>> texts = HubSpotValues.equal(value, field);
      if (texts.isEmpty()) {
        return anyValue(field);
      }
      equal.addAll(texts.get());
    }
    if (equal.isEmpty()) {
      return negated ? hasValue(path, true) : Pushed.never(); // each record has an id
    }
    List<Filter<PropertyFilter>> lists = new ArrayList<>();
    for (List<String> part : parts(listed(equal, field))) {
      lists.add(new Filter.Term<>(PropertyFilter.listed(field.name(), part, negated)));
    }
    if (!negated) {
      return Pushed.exactly(Filter.any(lists));
    }
    if (field.type() != FieldType.ID) { // whether a record without the property passes is unknown
      lists.add(new Filter.Term<>(PropertyFilter.hasValue(field.name())));
    }
    return Pushed.exactly(Filter.all(lists));
  }

  /** In a list of texts, those in upper case find nothing. */
  private static List<String> listed(List<String> values, Field field) {
    UnaryOperator<String> form =
        values.size() > 1 && isText(field) ? text -> text.toLowerCase(Locale.ROOT) : text -> text;
    return values.stream().map(form).distinct().toList();
  }

  /** Lists that each fit into a request. */
  private static List<List<String>> parts(List<String> values) {
    List<List<String>> parts = new ArrayList<>(1);
    int from = 0;
    int length = 0;
    for (int to = 0; to < values.size(); to++) {
      int more = values.get(to).length();
      boolean full = to - from == LIMITS.listValues() || length + more > LIMITS.listLength();
      if (full && to > from) {
        parts.add(values.subList(from, to));
        from = to;
        length = 0;
      }
      length += more + 3; // the quotes and the comma
    }
    parts.add(values.subList(from, values.size()));
    return parts;
  }

  /** HubSpot keeps moments in milliseconds, which a finer one is rounded down to. */
  private Pushed<PropertyFilter> ordering(
      Condition.Comparison condition, Operator whole, Operator rounded) {
    Field field = field(condition.field());
    Optional<String> sent = HubSpotValues.ordered(condition.value(), field.type());
    if (sent.isEmpty()) {
      return anyValue(field);
    }
    return HubSpotValues.isWhole(condition.value())
        ? Pushed.exact(PropertyFilter.of(field.name(), whole, sent.get()))
        : Pushed.superset(
            PropertyFilter.of(field.name(), rounded, sent.get()),
            "HubSpot keeps moments in milliseconds");
  }

  @Override
  public Pushed<PropertyFilter> visitLike(Condition.Like condition) {
    Field field = field(condition.field());
    Optional<String> pattern =
        condition.negated() || !isText(field)
            ? Optional.empty()
            : TokenPattern.of(condition.match(), condition.text());
    return pattern
        .map(token -> PropertyFilter.of(field.name(), Operator.CONTAINS_TOKEN, token))
        .map(filter -> Pushed.superset(filter, "HubSpot compares with single words"))
        .orElseGet(() -> anyValue(field));
  }

  @Override
  public Pushed<PropertyFilter> visitNullTest(Condition.NullTest condition) {
    return hasValue(condition.field(), condition.negated());
  }

  /** Empty text is no value. */
  @Override
  public Pushed<PropertyFilter> visitEmptyTest(Condition.EmptyTest condition) {
    return hasValue(condition.field(), condition.negated());
  }

  private static Pushed<PropertyFilter> hasValue(FieldPath field, boolean has) {
    return Pushed.exact(
        PropertyFilter.of(field.head(), has ? Operator.HAS_PROPERTY : Operator.NOT_HAS_PROPERTY));
  }

  private static Pushed<PropertyFilter> anyValue(Field field) {
    return Pushed.superset(
        PropertyFilter.hasValue(field.name()),
        field.type() == FieldType.OTHER
            ? "HubSpot did not say what " + field.name() + " holds"
            : "HubSpot can't be asked for this of " + field.name());
  }

  private Field field(FieldPath path) {
    return schema.field(path.head()).orElse(Field.of(path.head(), FieldType.OTHER));
  }

  /** Options are none: they compare with regard to case, and may stand together in one text. */
  private static boolean isText(Field field) {
    return field.type() == FieldType.TEXT
        && !field.nativeType().equals(PropertiesReader.CHOICE)
        && !field.nativeType().equals(PropertiesReader.CHOICES);
  }
}
