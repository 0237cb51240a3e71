package dev.crmql.sandbox.sql;

import java.util.Locale;
import java.util.Map;

/** The comparisons of SQL. */
public enum Operator {
  EQUAL(" = ?"),
  NOT_EQUAL(" <> ?"),
  LESS(" < ?"),
  LESS_OR_EQUAL(" <= ?"),
  GREATER(" > ?"),
  GREATER_OR_EQUAL(" >= ?"),
  LIKE(" LIKE ? ESCAPE '\\'"),
  NOT_LIKE(" NOT LIKE ? ESCAPE '\\'"),
  IN(" IN "),
  NOT_IN(" NOT IN "),
  BETWEEN(" BETWEEN ? AND ?"),
  IS_NULL(" IS NULL"),
  IS_NOT_NULL(" IS NOT NULL");

  private static final Map<String, Operator> SYMBOLS =
      Map.of(
          "=", EQUAL,
          "!=", NOT_EQUAL,
          "<>", NOT_EQUAL,
          "<", LESS,
          "<=", LESS_OR_EQUAL,
          ">", GREATER,
          ">=", GREATER_OR_EQUAL);

  private final String sql;

  Operator(String sql) {
    this.sql = sql;
  }

  /** What follows the column in H2; of the IN operators only what precedes the list. */
  String sql() {
    return sql;
  }

  /** Whether a row that has no value would be kept if null were a value like others. */
  boolean negative() {
    return this == NOT_EQUAL || this == NOT_LIKE || this == NOT_IN;
  }

  /**
   * Reads an operator.
   *
   * @throws SyntaxException if there is none
   */
  static Written read(Tokens tokens) {
    if (tokens.peek().kind() == Token.Kind.SYMBOL && SYMBOLS.containsKey(tokens.peek().text())) {
      String symbol = tokens.next().text();
      return new Written(SYMBOLS.get(symbol), symbol);
    } else if (tokens.take("is")) {
      boolean not = tokens.take("not");
      tokens.expect("null");
      return new Written(not ? IS_NOT_NULL : IS_NULL, not ? "is not null" : "is null");
    } else if (tokens.take("between")) {
      return new Written(BETWEEN, "between");
    }
    boolean not = tokens.take("not");
    if (!tokens.peek().is("like") && !tokens.peek().is("in")) {
      throw tokens.unexpected();
    }
    String word = (not ? "not " : "") + tokens.next().text().toLowerCase(Locale.ROOT);
    return new Written(valueOf(word.replace(' ', '_').toUpperCase(Locale.ROOT)), word);
  }

  /** An operator and how it was written. */
  record Written(Operator operator, String text) {}
}
