package dev.crmql.language;

import static dev.crmql.diagnostics.DiagnosticCode.NOT_IN_LANGUAGE;
import static dev.crmql.diagnostics.DiagnosticCode.NULL_COMPARISON;
import static dev.crmql.diagnostics.DiagnosticCode.SYNTAX_ERROR;
import static dev.crmql.diagnostics.DiagnosticCode.VALUE_ON_THE_LEFT;

import dev.crmql.diagnostics.Diagnostic;
import dev.crmql.grammar.QueryLexer;
import java.util.Optional;
import org.antlr.v4.runtime.Token;

/** Faults in WHERE other than those of values. */
final class ConditionFaults {

  private ConditionFaults() {}

  static Optional<Diagnostic> find(Fault fault) {
    if (fault.clause() != QueryLexer.WHERE) {
      return Optional.empty();
    }
    return switch (fault.type(-1)) {
      case QueryLexer.WHERE, QueryLexer.AND, QueryLexer.OR, QueryLexer.OPEN -> start(fault);
      case QueryLexer.IS -> Optional.of(afterIs(fault));
      case QueryLexer.NOT -> Optional.of(afterNot(fault));
      case QueryLexer.NAME, QueryLexer.DELIMITED_NAME -> afterProperty(fault);
      default -> Fault.isValue(fault.type(-1)) ? afterValue(fault) : Optional.empty();
    };
  }

  /** Where a condition starts, a property or a bracket must stand. */
  private static Optional<Diagnostic> start(Fault fault) {
    if (!Fault.isValue(fault.type(0))) {
      return missing(fault);
    }
    if (Fault.isSign(fault.type(0)) && Fault.isName(fault.type(1))) {
      return Optional.of(SqlFaults.arithmetic(fault, 0));
    }
    int length = lengthOfCondition(fault);
    for (int offset = 1; offset < length; offset++) {
      int type = fault.type(offset);
      boolean afterOperator = Fault.isComparison(fault.type(offset - 1));
      boolean signs = Fault.isSign(type) && !afterOperator;
      if (signs || type == QueryLexer.ARITHMETIC || type == QueryLexer.STAR) {
        return Optional.of(SqlFaults.arithmetic(fault, offset));
      }
    }
    if (fault.type(0) == QueryLexer.NULL) {
      return Optional.of(
          fault.here(
              NULL_COMPARISON,
              "no comparison with NULL is true, so that no row would be found",
              fault.inDql("write f = '' or f != ''", "write f IS NULL or f IS NOT NULL")));
    }
    return Optional.of(valueOnTheLeft(fault, length));
  }

  private static Optional<Diagnostic> missing(Fault fault) {
    if (fault.type(0) == Token.EOF && fault.type(-1) != QueryLexer.OPEN) {
      return Optional.of(
          fault.here(
              SYNTAX_ERROR,
              "the query ends where a condition must stand",
              "write a condition after "
                  + fault.shown(-1)
                  + ", or leave "
                  + fault.shown(-1)
                  + " out"));
    }
    if (fault.type(0) == QueryLexer.CLOSE) {
      return Optional.of(
          fault.here(SYNTAX_ERROR, "a condition must stand before )", "write (f = 'a')"));
    }
    return Optional.empty();
  }

  private static int lengthOfCondition(Fault fault) {
    int offset = 0;
    while (true) {
      switch (fault.type(offset)) {
        case QueryLexer.AND,
            QueryLexer.OR,
            QueryLexer.CLOSE,
            QueryLexer.ORDER,
            QueryLexer.LIMIT,
            QueryLexer.OFFSET,
            Token.EOF -> {
          return offset;
        }
        default -> offset++;
      }
    }
  }

  private static Diagnostic valueOnTheLeft(Fault fault, int length) {
    int operator = Fault.isSign(fault.type(0)) ? 2 : 1;
    if (!Fault.isComparison(fault.type(operator))) {
      return fault.here(
          VALUE_ON_THE_LEFT,
          "a condition starts with a property, not with a value",
          "write f = " + fault.shown(0) + ", or leave out what is the same for every row");
    }
    if (Fault.isValue(fault.type(operator + 1))) {
      return fault.here(
          VALUE_ON_THE_LEFT,
          "the property stands left of the operator, and here is a value on each side",
          "leave out what is the same for every row");
    }
    boolean turns = length == operator + 2 && Fault.isName(fault.type(operator + 1));
    String hint =
        turns
            ? "write "
                + fault.shown(operator + 1)
                + " "
                + turned(fault.type(operator))
                + " "
                + (operator == 2 ? fault.shown(0) : "")
                + fault.shown(operator - 1)
            : "write the property first: f = 'a'";
    return fault.here(
        VALUE_ON_THE_LEFT, "the property stands left of the operator, the value right", hint);
  }

  private static String turned(int operator) {
    return switch (operator) {
      case QueryLexer.LESS -> ">";
      case QueryLexer.LESS_OR_EQUAL -> ">=";
      case QueryLexer.GREATER -> "<";
      case QueryLexer.GREATER_OR_EQUAL -> "<=";
      case QueryLexer.NOT_EQUAL -> "!=";
      default -> "=";
    };
  }

  private static Diagnostic afterIs(Fault fault) {
    boolean negated = fault.type(-1) == QueryLexer.NOT;
    boolean value = Fault.isValue(fault.type(0)) && fault.type(0) != QueryLexer.NULL;
    boolean test = Fault.isValue(fault.type(0)) || Fault.isName(fault.type(0));
    String property = fault.property(negated ? -3 : -2);
    return fault.here(
        test ? NOT_IN_LANGUAGE : SYNTAX_ERROR,
        "only NULL or NOT NULL can stand after IS",
        value
            ? "write " + property + (negated ? " != " : " = ") + fault.shown(0)
            : "write " + property + " IS NULL, or " + property + " = '' to find empty text too");
  }

  private static Diagnostic afterNot(Fault fault) {
    if (fault.type(-2) == QueryLexer.IS) {
      return afterIs(fault);
    }
    if (fault.type(0) == QueryLexer.NULL) {
      return fault.here(
          SYNTAX_ERROR,
          "IS is missing before NOT NULL",
          "write " + fault.property(-2) + " IS NOT NULL");
    }
    boolean afterProperty = Fault.isName(fault.type(-2));
    return afterProperty
        ? fault.here(
            SYNTAX_ERROR,
            "only LIKE or IN can stand after a property and NOT",
            "write NOT before the property, or use !=")
        : fault.here(
            SYNTAX_ERROR, "a condition must stand after NOT", "write NOT f = 'a' or NOT (...)");
  }

  private static Optional<Diagnostic> afterProperty(Fault fault) {
    return switch (fault.type(0)) {
      case QueryLexer.AND,
          QueryLexer.OR,
          QueryLexer.CLOSE,
          QueryLexer.ORDER,
          QueryLexer.LIMIT,
          QueryLexer.OFFSET,
          QueryLexer.SEMICOLON,
          Token.EOF ->
          Optional.of(
              fault.at(
                  -1,
                  SYNTAX_ERROR,
                  "a property alone is not a condition",
                  "compare it: " + fault.property(-1) + " = TRUE"));
      case QueryLexer.NULL ->
          Optional.of(
              fault.here(
                  SYNTAX_ERROR,
                  "IS is missing before NULL",
                  "write " + fault.property(-1) + " IS NULL"));
      default ->
          Optional.of(
              fault.here(
                  SYNTAX_ERROR,
                  "an operator must stand after the property, not " + fault.shown(0),
                  "the operators are =, !=, <>, <, <=, >, >="
                      + fault.inDql(" and LIKE", ", LIKE, IN and IS NULL")));
    };
  }

  private static Optional<Diagnostic> afterValue(Fault fault) {
    if (fault.isInList() && Fault.isValue(fault.type(0)) && !fault.touches(0)) {
      return Optional.of(
          fault.here(SYNTAX_ERROR, "a comma must stand between two values", "write IN ('a', 'b')"));
    }
    boolean text = fault.type(-1) == QueryLexer.TEXT;
    if (text && fault.touches(0) && Fault.isName(fault.type(0))) {
      return Optional.of(
          fault.here(
              SYNTAX_ERROR,
              "text ends before " + fault.shown(0),
              "a quote within text is written twice: 'O''Brien'",
              "the text starts at " + fault.place(-1) + "; is a quote missing there?"));
    }
    if (Fault.isNumber(fault.type(-1)) && Fault.isNumber(fault.type(0)) && fault.touches(0)) {
      return Optional.of(
          fault.here(
              SYNTAX_ERROR,
              "a number has one point, before its decimal places",
              "write numbers without signs between the thousands: 1000000.5"));
    }
    if (fault.type(0) == QueryLexer.COMMA && !fault.isInList()) {
      return Optional.of(comma(fault));
    }
    if (Fault.isComparison(fault.type(0))) {
      return Optional.of(
          fault.here(
              SYNTAX_ERROR,
              "a condition has one operator, and " + fault.shown(0) + " is a second",
              "join conditions by AND: (f > 1 AND f < 5)"));
    }
    if (Fault.isName(fault.type(0)) || Fault.isValue(fault.type(0))) {
      return Optional.of(
          fault.here(
              SYNTAX_ERROR,
              fault.shown(0) + " can't stand right after a value",
              "join conditions by AND or OR"));
    }
    return Optional.empty();
  }

  private static Diagnostic comma(Fault fault) {
    boolean decimal =
        Fault.isNumber(fault.type(-1)) && fault.touches(0) && Fault.isNumber(fault.type(1));
    return fault.here(
        SYNTAX_ERROR,
        "a comma can't stand after a condition",
        decimal ? "write decimal places after a point: 1.5" : "join conditions by AND or OR");
  }
}
