package dev.crmql.sandbox.sql;

import dev.crmql.sandbox.sql.Condition.Comparison;
import dev.crmql.sandbox.sql.Condition.Literal;
import java.util.ArrayList;
import java.util.List;

/** Reads comparisons, of which each language allows some. */
public final class Comparisons {
  private Comparisons() {}

  /**
   * Reads the operator and the literals that follow a column.
   *
   * @param name the column's
   * @param function what is made of the column first, in upper case; null for nothing
   * @throws SyntaxException if this is no comparison in any of the languages
   */
  public static Comparison read(Tokens tokens, String name, String function) {
    Operator.Written operator = Operator.read(tokens);
    List<Literal> literals = new ArrayList<>();
    switch (operator.operator()) {
      case IS_NULL, IS_NOT_NULL -> {}
      case IN, NOT_IN -> {
        tokens.expect("(");
        do {
          literals.add(literal(tokens));
        } while (tokens.take(","));
        tokens.expect(")");
      }
      case BETWEEN -> {
        literals.add(literal(tokens));
        tokens.expect("and");
        literals.add(literal(tokens));
      }
      default -> literals.add(literal(tokens));
    }
    return new Comparison(name, function, operator.operator(), operator.text(), literals);
  }

  private static Literal literal(Tokens tokens) {
    if (tokens.peek().is("true") || tokens.peek().is("false")) {
      return new Literal(Literal.Kind.BOOLEAN, tokens.next().text());
    }
    Token token = tokens.expect(Token.Kind.STRING, Token.Kind.NUMBER);
    return new Literal(Literal.Kind.valueOf(token.kind().name()), token.text());
  }
}
