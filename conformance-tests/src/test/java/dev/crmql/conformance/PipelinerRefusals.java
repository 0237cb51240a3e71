package dev.crmql.conformance;

import dev.crmql.diagnostics.Diagnostic;
import dev.crmql.language.QueryParser;
import dev.crmql.normalize.Normalizer;
import dev.crmql.query.Condition;
import dev.crmql.query.ConditionFields;
import dev.crmql.query.FieldPath;
import dev.crmql.sandbox.data.Column;
import dev.crmql.sandbox.data.ColumnType;
import dev.crmql.spi.Completion;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What Pipeliner CRM may refuse although its dialect has it: relations, of which its list of fields
 * says nothing; and, unless the engine may evaluate them, conditions of fields that it does not
 * filter by, and alternatives that would take too many requests.
 */
final class PipelinerRefusals {

  private static final int MOST_REQUESTS = 8;
  private static final Set<String> CLOSED = Set.of("formatted_name", "modified_by_user");

  private final GeneratedQuery query;
  private final Completion completion;

  PipelinerRefusals(GeneratedQuery query, Completion completion) {
    this.query = query;
    this.completion = completion;
  }

  boolean permit(Diagnostic fault) {
    return switch (fault.code()) {
      case UNKNOWN_PROPERTY -> fault.message().contains(" has no relation ");
      case NOT_FILTERABLE, REQUEST_TOO_LONG ->
          completion == Completion.STRICT && mayNotBeAsked(fault);
      default -> false;
    };
  }

  private boolean mayNotBeAsked(Diagnostic fault) {
    List<Condition> conjuncts =
        Normalizer.normalize(
                QueryParser.kql().parse(query.text()), Schemas.of(query.table()), new ArrayList<>())
            .conjuncts();
    Alternatives requests = new Requests();
    boolean many = requests.of(conjuncts) > MOST_REQUESTS;
    return conjuncts.stream()
        .filter(conjunct -> Alternatives.isAbout(fault, conjunct))
        .anyMatch(conjunct -> isClosed(conjunct) || (many && requests.of(conjunct) > 1));
  }

  private boolean isClosed(Condition conjunct) {
    List<FieldPath> fields = new ArrayList<>();
    ConditionFields.forEach(conjunct, fields::add);
    return fields.stream().anyMatch(this::isClosed);
  }

  private boolean isClosed(FieldPath field) {
    return CLOSED.contains(field.head())
        || query
            .table()
            .column(field.head())
            .map(Column::type)
            .filter(ColumnType.CURRENCY::equals)
            .isPresent();
  }

  /** Requests, of which each value of a list takes one unless they are many. */
  private static final class Requests extends Alternatives {

    @Override
    public Long visitIn(Condition.In condition) {
      int values = condition.values().size();
      return condition.negated() || values > MOST_REQUESTS ? 1L : values;
    }

    @Override
    public Long visitEmptyTest(Condition.EmptyTest condition) {
      return condition.negated() ? 1L : 2L;
    }
  }
}
