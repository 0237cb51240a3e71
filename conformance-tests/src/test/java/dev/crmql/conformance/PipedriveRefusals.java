package dev.crmql.conformance;

import dev.crmql.diagnostics.Diagnostic;
import dev.crmql.language.QueryParser;
import dev.crmql.normalize.NormalizedVisitor;
import dev.crmql.normalize.Normalizer;
import dev.crmql.query.ComparisonOperator;
import dev.crmql.query.Condition;
import dev.crmql.query.FieldPath;
import dev.crmql.query.Value;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * What Pipedrive may refuse although its dialect has it: conditions that are no parameter of a
 * list, and alternatives that would take too many lists.
 */
final class PipedriveRefusals {

  /** By which columns a table's list is narrowed to some of their values. */
  static final Map<String, List<String>> PARAMETERS =
      Map.of(
          "deals",
          List.of("id", "owner_id", "person_id", "org_id", "pipeline_id", "stage_id", "status"),
          "persons",
          List.of("id", "owner_id", "org_id"),
          "organizations",
          List.of("id", "owner_id"),
          "activities",
          List.of("id", "owner_id", "deal_id", "lead_id", "person_id", "org_id", "done"),
          "leads",
          List.of("owner_id", "person_id", "organization_id"));

  static final List<String> STATUSES = List.of("open", "won", "lost", "deleted");

  private static final int MOST_LISTS = 20;
  private static final BigDecimal MOST = BigDecimal.valueOf(Integer.MAX_VALUE);

  private final GeneratedQuery query;
  private final List<Condition> conjuncts;

  PipedriveRefusals(GeneratedQuery query) {
    this.query = query;
    this.conjuncts =
        Normalizer.normalize(QueryParser.kql().parse(query.text()), Schemas.of(query.table()))
            .conjuncts();
  }

  boolean permit(Diagnostic fault) {
    boolean manyLists = new Alternatives().of(conjuncts) > MOST_LISTS;
    return switch (fault.code()) {
      case REQUEST_TOO_LONG -> manyLists;
      case UNSUPPORTED_CONSTRUCT, NOT_FILTERABLE ->
          conjuncts.stream().anyMatch(each -> Alternatives.isAbout(fault, each) && !isAsked(each));
      default -> false;
    };
  }

  private boolean isAsked(Condition conjunct) {
    return conjunct.accept(new Asked());
  }

  private boolean isParameter(FieldPath field) {
    return PARAMETERS.get(query.table().name()).contains(field.head());
  }

  private static boolean isValue(FieldPath field, Value value) {
    if (field.head().equals("status")) {
      return value instanceof Value.Text text
          && STATUSES.contains(text.text().toLowerCase(Locale.ROOT));
    }
    return !(value instanceof Value.Numeric numeric) || numeric.number().compareTo(MOST) <= 0;
  }

  private static boolean isUpdateTime(FieldPath field) {
    return field.head().equals("update_time");
  }

  /** Whether a list can be narrowed to the rows of a condition, or to these and others. */
  private final class Asked extends NormalizedVisitor<Boolean> {

    @Override
    public Boolean visitAnd(Condition.And condition) {
      return condition.operands().stream().anyMatch(each -> each.accept(this));
    }

    @Override
    public Boolean visitOr(Condition.Or condition) {
      return condition.operands().stream().allMatch(each -> each.accept(this));
    }

    @Override
    public Boolean visitComparison(Condition.Comparison condition) {
      ComparisonOperator operator = condition.operator();
      if (isUpdateTime(condition.field())) {
        Set<ComparisonOperator> unasked =
            query.table().name().equals("leads")
                ? Set.of(
                    ComparisonOperator.NOT_EQUAL,
                    ComparisonOperator.LESS,
                    ComparisonOperator.LESS_OR_EQUAL)
                : Set.of(ComparisonOperator.NOT_EQUAL);
        return !unasked.contains(operator);
      }
      boolean isEquality =
          operator == ComparisonOperator.EQUAL
              || (operator == ComparisonOperator.NOT_EQUAL
                  && condition.value() instanceof Value.Bool);
      return isEquality
          && isParameter(condition.field())
          && isValue(condition.field(), condition.value());
    }

    @Override
    public Boolean visitIn(Condition.In condition) {
      FieldPath field = condition.field();
      return !condition.negated()
          && (isUpdateTime(field)
              || (isParameter(field)
                  && condition.values().stream().allMatch(value -> isValue(field, value))));
    }

    @Override
    public Boolean visitLike(Condition.Like condition) {
      return false;
    }

    @Override
    public Boolean visitNullTest(Condition.NullTest condition) {
      return false;
    }

    @Override
    public Boolean visitEmptyTest(Condition.EmptyTest condition) {
      return false;
    }
  }
}
