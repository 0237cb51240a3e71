package dev.crmql.pushdown;

import dev.crmql.diagnostics.DiagnosticCode;
import dev.crmql.query.Condition;
import dev.crmql.query.FieldPath;
import dev.crmql.query.NodeLocation;
import dev.crmql.spi.ConditionPart;
import dev.crmql.spi.Handling;
import java.util.List;
import java.util.Optional;

/**
 * How much of a condition a service is asked.
 *
 * @param filter what it is asked; empty if nothing
 * @param handling EXACT if the filter finds the condition's rows, SUPERSET if it finds these and
 *     perhaps more, LOCAL if there is none
 * @param reason why it is not exact, in a few words; empty if it is
 * @param at the part of the condition that nothing can be asked of; NONE if that is not known, or
 *     there is none
 * @param refusal what refuses the condition where the engine may not evaluate it; of no meaning if
 *     there is a filter
 * @param <T> the service's terms
 */
public record Pushed<T>(
    Optional<Filter<T>> filter,
    Handling handling,
    String reason,
    NodeLocation at,
    DiagnosticCode refusal) {

  /** Checks that there is a filter unless the engine alone makes sure of the condition. */
  public Pushed {
    if (filter.isEmpty() != (handling == Handling.LOCAL)) {
      throw new IllegalArgumentException(handling + " does not go with " + filter);
    }
  }

  /** A term that finds just the condition's rows. */
  public static <T> Pushed<T> exact(T term) {
    return exactly(new Filter.Term<>(term));
  }

  /** A filter that finds just the condition's rows. */
  public static <T> Pushed<T> exactly(Filter<T> filter) {
    return filtered(filter, Handling.EXACT, "");
  }

  /** A term that finds the condition's rows and perhaps more. */
  public static <T> Pushed<T> superset(T term, String reason) {
    return supersetly(new Filter.Term<>(term), reason);
  }

  /** A filter that finds the condition's rows and perhaps more. */
  public static <T> Pushed<T> supersetly(Filter<T> filter, String reason) {
    return filtered(filter, Handling.SUPERSET, reason);
  }

  /** The condition is true of no record that the service can have, so that it need not be asked. */
  public static <T> Pushed<T> never() {
    return exactly(new Filter.Any<>(List.of()));
  }

  /** Nothing can be asked. */
  public static <T> Pushed<T> nothing(String reason) {
    return nothing(reason, DiagnosticCode.UNSUPPORTED_CONSTRUCT);
  }

  /** Nothing can be asked, since the service does not filter by the property. */
  public static <T> Pushed<T> notFilterable(FieldPath field) {
    return notFilterable("it does not filter by " + field);
  }

  /** As {@link #notFilterable(FieldPath)}, with what the service filters by instead. */
  public static <T> Pushed<T> notFilterable(String reason) {
    return nothing(reason, DiagnosticCode.NOT_FILTERABLE);
  }

  static <T> Pushed<T> nothing(String reason, DiagnosticCode refusal) {
    return new Pushed<>(Optional.empty(), Handling.LOCAL, reason, NodeLocation.NONE, refusal);
  }

  private static <T> Pushed<T> filtered(Filter<T> filter, Handling handling, String reason) {
    return new Pushed<>(
        Optional.of(filter),
        handling,
        reason,
        NodeLocation.NONE,
        DiagnosticCode.UNSUPPORTED_CONSTRUCT);
  }

  /** Whether the condition is true of no record. */
  boolean isNever() {
    return filter.isPresent() && filter.get().isNever();
  }

  /** All of these: what can't be asked is left out. */
  static <T> Pushed<T> all(List<Pushed<T>> operands) {
    for (Pushed<T> operand : operands) {
      if (operand.isNever()) {
        return operand;
      }
    }
    List<Filter<T>> filters = filters(operands);
    if (filters.isEmpty()) {
      return operands.get(0);
    }
    return joined(Filter.all(filters), operands);
  }

  /** One of these: all must be asked, or none can be. */
  static <T> Pushed<T> any(List<Pushed<T>> operands) {
    List<Pushed<T>> possible = operands.stream().filter(operand -> !operand.isNever()).toList();
    if (possible.isEmpty()) {
      return never();
    }
    for (Pushed<T> operand : possible) {
      if (operand.filter().isEmpty()) {
        return operand;
      }
    }
    return joined(Filter.any(filters(possible)), possible);
  }

  private static <T> List<Filter<T>> filters(List<Pushed<T>> operands) {
    return operands.stream().flatMap(operand -> operand.filter().stream()).toList();
  }

  private static <T> Pushed<T> joined(Filter<T> filter, List<Pushed<T>> operands) {
    String reason = firstReason(operands);
    return reason.isEmpty() ? exactly(filter) : supersetly(filter, reason);
  }

  private static <T> String firstReason(List<Pushed<T>> operands) {
    return operands.stream()
        .map(Pushed::reason)
        .filter(reason -> !reason.isEmpty())
        .findFirst()
        .orElse("");
  }

  /** This, made of the condition. */
  Pushed<T> of(Condition condition) {
    return handling == Handling.LOCAL && at.span().isEmpty()
        ? new Pushed<>(filter, handling, reason, condition.at(), refusal)
        : this;
  }

  /** Who makes sure of the condition that this was made of. */
  ConditionPart part(Condition condition) {
    return new ConditionPart(condition, handling, reason);
  }
}
