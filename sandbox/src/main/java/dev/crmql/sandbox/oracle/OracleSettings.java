package dev.crmql.sandbox.oracle;

/**
 * What the documentation of Oracle Sales Cloud leaves open, and how the emulator reads it.
 *
 * @param maxRows most items of one answer, to which a larger limit is cut down: 500 by the
 *     documentation, 499 as clients have seen it
 * @param infixNegations whether {@code not like} and {@code not in} may be written beside {@code
 *     NOT (..)}
 * @param asteriskIsWildcard whether {@code *} in a pattern stands for any text, as {@code %} does
 * @param ownOpportunitiesOnly whether a list of opportunities without a finder has only the
 *     caller's own
 */
public record OracleSettings(
    int maxRows, boolean infixNegations, boolean asteriskIsWildcard, boolean ownOpportunitiesOnly) {

  /** Of each two readings the one that asks more of a client. */
  public static OracleSettings strict() {
    return new OracleSettings(499, false, true, true);
  }

  /** Of each two readings the other one. */
  public static OracleSettings lenient() {
    return new OracleSettings(500, true, false, false);
  }
}
