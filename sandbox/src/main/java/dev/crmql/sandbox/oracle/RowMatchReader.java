package dev.crmql.sandbox.oracle;

import dev.crmql.sandbox.sql.Comparisons;
import dev.crmql.sandbox.sql.Condition;
import dev.crmql.sandbox.sql.Condition.Comparison;
import dev.crmql.sandbox.sql.SyntaxException;
import dev.crmql.sandbox.sql.Token;
import dev.crmql.sandbox.sql.Tokens;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Reads {@code q} as framework versions from 2 on do: conditions as in SQL, AND before OR, with
 * {@code upper} and {@code lower} around attributes.
 */
final class RowMatchReader {
  private static final Set<String> FUNCTIONS = Set.of("UPPER", "LOWER");

  /** The first framework version that takes {@code !=} beside {@code <>}. */
  private static final int NOT_EQUAL_IN_C = 9;

  private final Tokens tokens;
  private final int frameworkVersion;
  private final boolean infixNegations;

  private RowMatchReader(Tokens tokens, int frameworkVersion, boolean infixNegations) {
    this.tokens = tokens;
    this.frameworkVersion = frameworkVersion;
    this.infixNegations = infixNegations;
  }

  /**
   * Reads an expression.
   *
   * @param infixNegations whether {@code not like} and {@code not in} are allowed
   * @throws OracleException if it is none
   */
  static Condition read(String q, int frameworkVersion, boolean infixNegations) {
    try {
      RowMatchReader reader =
          new RowMatchReader(Tokens.of(q, "'"), frameworkVersion, infixNegations);
      Condition condition = reader.alternatives();
      reader.tokens.expect(Token.Kind.END);
      return condition;
    } catch (SyntaxException e) {
      throw OracleException.parameter(
          "q", "unexpected '" + e.near() + "' at position " + e.column() + ".");
    }
  }

  private Condition alternatives() {
    List<Condition> operands = new ArrayList<>();
    do {
      operands.add(conjunction());
    } while (tokens.take("or"));
    return operands.size() == 1 ? operands.get(0) : new Condition.Or(operands);
  }

  private Condition conjunction() {
    List<Condition> operands = new ArrayList<>();
    do {
      operands.add(negation());
    } while (tokens.take("and"));
    return operands.size() == 1 ? operands.get(0) : new Condition.And(operands);
  }

  private Condition negation() {
    if (tokens.take("not")) {
      return new Condition.Not(negation());
    } else if (tokens.take("(")) {
      Condition inner = alternatives();
      tokens.expect(")");
      return inner;
    }
    return comparison();
  }

  private Comparison comparison() {
    String name = tokens.expect(Token.Kind.WORD).text();
    String function = null;
    if (tokens.take("(")) {
      function = name.toUpperCase(Locale.ROOT);
      if (!FUNCTIONS.contains(function)) {
        throw OracleException.parameter("q", "function " + name + " is unknown.");
      }
      name = tokens.expect(Token.Kind.WORD).text();
      tokens.expect(")");
    }
    Comparison comparison = Comparisons.read(tokens, name, function);
    boolean known =
        switch (comparison.written()) {
          case "not like", "not in" -> infixNegations;
          case "!=" -> frameworkVersion >= NOT_EQUAL_IN_C;
          case "between" -> false;
          default -> true;
        };
    if (!known) {
      throw OracleException.parameter(
          "q", "operator " + comparison.written() + " is not supported.");
    }
    return comparison;
  }
}
