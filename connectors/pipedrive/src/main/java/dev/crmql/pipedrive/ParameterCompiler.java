package dev.crmql.pipedrive;

import dev.crmql.pushdown.Filter;
import dev.crmql.pushdown.FilterCompiler;
import dev.crmql.pushdown.Pushed;
import dev.crmql.query.ComparisonOperator;
import dev.crmql.query.Condition;
import dev.crmql.query.FieldPath;
import dev.crmql.query.Value;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Says which parameters of a list a condition is. Most conditions are none. */
final class ParameterCompiler extends FilterCompiler<ListParameter> {

  private static final FieldPath UPDATE_TIME = FieldPath.of(RecordList.UPDATED);
  private static final String STATUS = "status";
  private static final String NO_ID = "";
  private static final Set<String> STATUSES = Set.of("open", "won", "lost", "deleted");

  /** Ids of records are whole numbers; beyond these it is not known what the service takes. */
  private static final BigDecimal MOST = BigDecimal.valueOf(Integer.MAX_VALUE);

  private static final Pattern UUID =
      Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

  /** A moment with four digits of the year and whole seconds, as RFC 3339 has it. */
  private static final int MOMENT_LENGTH = "2025-01-01T10:20:00Z".length();

  private final RecordList list;

  ParameterCompiler(RecordList list) {
    this.list = list;
  }

  @Override
  public Pushed<ListParameter> visitComparison(Condition.Comparison condition) {
    FieldPath field = condition.field();
    if (field.equals(UPDATE_TIME)) {
      return condition.value() instanceof Value.Timestamp moment
          ? updated(condition.operator(), moment.instant())
          : refused(condition.field());
    }
    return switch (condition.operator()) {
      case EQUAL -> oneOf(field, List.of(condition.value()));
      case NOT_EQUAL ->
          condition.value() instanceof Value.Bool bool
              ? oneOf(field, List.of(new Value.Bool(!bool.value(), bool.at())))
              : refused(condition.field());
      case LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL -> refused(condition.field());
    };
  }

  @Override
  public Pushed<ListParameter> visitIn(Condition.In condition) {
    if (condition.negated()) {
      return refused(condition.field());
    }
    FieldPath field = condition.field();
    if (!field.equals(UPDATE_TIME)) {
      return oneOf(field, condition.values());
    }
    List<Condition> moments =
        condition.values().stream()
            .<Condition>map(
                value ->
                    new Condition.Comparison(
                        field, ComparisonOperator.EQUAL, value, condition.at()))
            .toList();
    return moments.size() == 1
        ? moments.get(0).accept(this)
        : visitOr(new Condition.Or(moments, condition.at()));
  }

  @Override
  public Pushed<ListParameter> visitLike(Condition.Like condition) {
    return refused(condition.field());
  }

  @Override
  public Pushed<ListParameter> visitNullTest(Condition.NullTest condition) {
    return refused(condition.field());
  }

  @Override
  public Pushed<ListParameter> visitEmptyTest(Condition.EmptyTest condition) {
    return refused(condition.field());
  }

  /** {@code updated_since} is inclusive, {@code updated_until} exclusive. */
  private Pushed<ListParameter> updated(ComparisonOperator operator, Instant moment) {
    Instant second = moment.truncatedTo(ChronoUnit.SECONDS);
    boolean whole = second.equals(moment);
    Optional<ListParameter> since = bound(RecordList.SINCE, second);
    Optional<ListParameter> until = bound(RecordList.UNTIL, second.plusSeconds(1));
    return switch (operator) {
      case EQUAL -> atLeast(Stream.of(since, until));
      case NOT_EQUAL -> refused(UPDATE_TIME);
      case GREATER_OR_EQUAL ->
          whole && since.isPresent() ? Pushed.exact(since.get()) : atLeast(Stream.of(since));
      case GREATER -> atLeast(Stream.of(since));
      case LESS ->
          whole
              ? bound(RecordList.UNTIL, second)
                  .map(Pushed::exact)
                  .orElseGet(() -> refused(UPDATE_TIME))
              : atLeast(Stream.of(until));
      case LESS_OR_EQUAL -> atLeast(Stream.of(until));
    };
  }

  private Pushed<ListParameter> atLeast(Stream<Optional<ListParameter>> bounds) {
    List<Filter<ListParameter>> known =
        bounds
            .flatMap(Optional::stream)
            .<Filter<ListParameter>>map(Filter.Term<ListParameter>::new)
            .toList();
    return known.isEmpty()
        ? refused(UPDATE_TIME)
        : Pushed.supersetly(Filter.all(known), "lists know spans of whole seconds");
  }

  private Optional<ListParameter> bound(String name, Instant moment) {
    String text = moment.toString();
    return list.parameters().contains(name) && text.length() == MOMENT_LENGTH
        ? Optional.of(new ListParameter(name, text))
        : Optional.empty();
  }

  private Pushed<ListParameter> oneOf(FieldPath field, List<Value> values) {
    Optional<String> parameter = field.isNested() ? Optional.empty() : list.parameter(field.head());
    if (parameter.isEmpty()) {
      return refused(field);
    }
    Set<String> texts = new LinkedHashSet<>();
    for (Value value : values) {
      Optional<String> text = text(parameter.get(), value);
      if (text.isEmpty()) {
        return Pushed.nothing(
            parameter.get().equals(STATUS)
                ? "status is open, won, lost or deleted"
                : "it takes no such value of " + field);
      }
      texts.add(text.get());
    }
    // No record has what can't be an id.
    texts.remove(NO_ID);
    return texts.isEmpty()
        ? Pushed.never()
        : Pushed.exactly(any(parameter.get(), List.copyOf(texts)));
  }

  /** Some parameters take several values. */
  private static Filter<ListParameter> any(String parameter, List<String> texts) {
    int most =
        switch (parameter) {
          case RecordList.IDS -> PipedriveLimits.INSTANCE.listedIds();
          case STATUS -> STATUSES.size();
          default -> 1;
        };
    List<Filter<ListParameter>> lists = new ArrayList<>();
    for (int from = 0; from < texts.size(); from += most) {
      List<String> part = texts.subList(from, Math.min(texts.size(), from + most));
      lists.add(
          new Filter.Term<>(new ListParameter(parameter, String.join(",", new TreeSet<>(part)))));
    }
    return Filter.any(lists);
  }

  /**
   * The value as the parameter takes it.
   *
   * @return empty if it can't be sent; empty text if no record can have it
   */
  private static Optional<String> text(String parameter, Value value) {
    return switch (parameter) {
      case STATUS ->
          value instanceof Value.Text text
              ? Optional.of(text.text().toLowerCase(Locale.ROOT)).filter(STATUSES::contains)
              : Optional.empty();
      case "done" ->
          value instanceof Value.Bool bool
              ? Optional.of(Boolean.toString(bool.value()))
              : Optional.empty();
      case "lead_id" ->
          value instanceof Value.Text text
              ? Optional.of(text.text().toLowerCase(Locale.ROOT))
                  .map(id -> UUID.matcher(id).matches() ? id : NO_ID)
              : Optional.empty();
      default -> value instanceof Value.Numeric numeric ? id(numeric.number()) : Optional.empty();
    };
  }

  private static Optional<String> id(BigDecimal number) {
    if (number.signum() <= 0 || number.stripTrailingZeros().scale() > 0) {
      return Optional.of(NO_ID);
    }
    return number.compareTo(MOST) > 0
        ? Optional.empty()
        : Optional.of(Long.toString(number.longValueExact()));
  }

  private Pushed<ListParameter> refused(FieldPath field) {
    String properties =
        String.join(
            ", ", list.columns().keySet().stream().filter(list::narrowsBy).sorted().toList());
    String reason = "its list of " + list.name() + " is narrowed by " + properties + " alone";
    return list.narrowsBy(field.head()) ? Pushed.nothing(reason) : Pushed.notFilterable(reason);
  }
}
