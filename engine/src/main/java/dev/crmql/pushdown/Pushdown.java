package dev.crmql.pushdown;

import dev.crmql.diagnostics.Diagnostic;
import dev.crmql.diagnostics.DiagnosticCode;
import dev.crmql.diagnostics.QueryException;
import dev.crmql.normalize.NormalizedQuery;
import dev.crmql.query.Condition;
import dev.crmql.query.ConditionFields;
import dev.crmql.query.FieldPath;
import dev.crmql.spi.Completion;
import dev.crmql.spi.ConditionPart;
import dev.crmql.spi.Handling;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The conditions of a query and what a service is asked of each.
 *
 * @param <T> the service's terms
 */
public final class Pushdown<T> {

  private final List<Condition> conjuncts;
  private final List<Pushed<T>> pushed = new ArrayList<>();

  private Pushdown(List<Condition> conjuncts) {
    this.conjuncts = conjuncts;
  }

  /** What the compiler makes of each of a normalised query's conjuncts. */
  public static <T> Pushdown<T> of(List<Condition> conjuncts, FilterCompiler<T> compiler) {
    Pushdown<T> pushdown = new Pushdown<>(conjuncts);
    conjuncts.forEach(conjunct -> pushdown.pushed.add(conjunct.accept(compiler).of(conjunct)));
    return pushdown;
  }

  /** The query; as one that finds nothing, where a conjunct is true of no record. */
  public NormalizedQuery decided(NormalizedQuery query) {
    return pushed.stream().anyMatch(Pushed::isNever) ? query.findingNothing() : query;
  }

  /** What is asked of each conjunct, in their order; all that is asked must hold. */
  public List<Optional<Filter<T>>> filters() {
    return pushed.stream().map(Pushed::filter).toList();
  }

  /**
   * What is asked, without brackets: the groups of a {@link DisjunctiveForm}.
   *
   * @param mostGroups 1 or more
   * @param reason why nothing is asked of a conjunct that takes more
   */
  public List<Map<T, Set<Integer>>> groups(int mostGroups, String reason) {
    DisjunctiveForm<T> form = DisjunctiveForm.of(filters(), mostGroups);
    form.leftOut().forEach(conjunct -> leaveOut(conjunct, reason));
    return form.groups();
  }

  /** Asks nothing of a conjunct after all, since all that could be asked is more than fits. */
  public void leaveOut(int conjunct, String reason) {
    pushed.set(
        conjunct,
        Pushed.<T>nothing(reason, DiagnosticCode.REQUEST_TOO_LONG).of(conjuncts.get(conjunct)));
  }

  /** Loosens what is asked of a conjunct: what is sent finds more rows than its own filter does. */
  public void loosen(int conjunct, String reason) {
    Pushed<T> exact = pushed.get(conjunct);
    if (exact.handling() == Handling.EXACT) {
      pushed.set(conjunct, Pushed.supersetly(exact.filter().orElseThrow(), reason));
    }
  }

  /** Whether the service answers with just the wanted rows. */
  public boolean isExact() {
    return pushed.stream().allMatch(each -> each.handling() == Handling.EXACT);
  }

  /** The properties that the engine checks rows by, each once. */
  public Set<FieldPath> checkedFields() {
    Set<FieldPath> fields = new LinkedHashSet<>();
    for (int i = 0; i < pushed.size(); i++) {
      if (pushed.get(i).handling() != Handling.EXACT) {
        ConditionFields.forEach(conjuncts.get(i), fields::add);
      }
    }
    return fields;
  }

  /**
   * The properties to fetch, each once: those that the query asks for, and those that the engine
   * checks and sorts rows by.
   */
  public Set<FieldPath> fetchedFields(NormalizedQuery query) {
    Set<FieldPath> fields = new LinkedHashSet<>(query.fields());
    fields.addAll(checkedFields());
    query.orderBy().forEach(item -> fields.add(item.field()));
    return fields;
  }

  /**
   * Who makes sure of each conjunct.
   *
   * @param serviceTitle the service's name as people write it
   * @throws QueryException with those that the service can't be asked anything of, unless the
   *     engine may evaluate them
   */
  public List<ConditionPart> requireParts(Completion completion, String serviceTitle) {
    List<Diagnostic> faults = new ArrayList<>();
    List<ConditionPart> parts = parts(completion, serviceTitle, faults);
    if (!faults.isEmpty()) {
      throw new QueryException(faults, null);
    }
    return parts;
  }

  /**
   * As {@link #requireParts}, for a compiler that finds further faults.
   *
   * @param faults gets those that the service can't be asked anything of, unless the engine may
   *     evaluate them
   * @param serviceTitle the service's name as people write it
   */
  public List<ConditionPart> parts(
      Completion completion, String serviceTitle, List<Diagnostic> faults) {
    List<ConditionPart> parts = new ArrayList<>(pushed.size());
    for (int i = 0; i < pushed.size(); i++) {
      ConditionPart part = pushed.get(i).part(conjuncts.get(i));
      parts.add(part);
      if (part.handling() == Handling.LOCAL && completion == Completion.STRICT) {
        faults.add(
            Diagnostic.of(
                pushed.get(i).refusal(),
                pushed.get(i).at(),
                serviceTitle + " can't be asked this: " + part.reason(),
                "completion=local lets the engine evaluate it"));
      }
    }
    return parts;
  }
}
