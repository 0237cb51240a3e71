package dev.crmql.spi;

import dev.crmql.query.Condition;

/**
 * One condition of a query and who makes sure that it holds.
 *
 * @param condition one of the normalised query's conjuncts
 * @param handling who makes sure
 * @param reason why it is not exact, in a few words; empty if it is
 */
public record ConditionPart(Condition condition, Handling handling, String reason) {

  /** A condition that the service answers exactly. */
  public static ConditionPart exact(Condition condition) {
    return new ConditionPart(condition, Handling.EXACT, "");
  }

  /** A condition that the engine checks again. */
  public static ConditionPart superset(Condition condition, String reason) {
    return new ConditionPart(condition, Handling.SUPERSET, reason);
  }

  /** A condition that the engine alone makes sure of. */
  public static ConditionPart local(Condition condition, String reason) {
    return new ConditionPart(condition, Handling.LOCAL, reason);
  }
}
