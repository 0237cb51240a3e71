package dev.crmql.language;

import static dev.crmql.diagnostics.DiagnosticCode.DOUBLE_QUOTED_VALUE;
import static dev.crmql.diagnostics.DiagnosticCode.LIKE_PATTERN;
import static dev.crmql.diagnostics.DiagnosticCode.NULL_COMPARISON;
import static dev.crmql.diagnostics.DiagnosticCode.SYNTAX_ERROR;
import static dev.crmql.diagnostics.DiagnosticCode.VALUE_EXPECTED;

import dev.crmql.diagnostics.Diagnostic;
import dev.crmql.diagnostics.DiagnosticCode;
import dev.crmql.grammar.QueryLexer;
import java.util.Optional;
import org.antlr.v4.runtime.Token;

/** Faults where a value must stand: after an operator, after LIKE, in a list. */
final class ValueFaults {

  private ValueFaults() {}

  static Optional<Diagnostic> find(Fault fault) {
    int before = fault.type(-1);
    if (Fault.isComparison(before)) {
      return Optional.of(afterOperator(fault));
    }
    if (before == QueryLexer.LIKE || before == QueryLexer.ESCAPE) {
      return Optional.of(pattern(fault));
    }
    if (before == QueryLexer.IN) {
      return Optional.of(
          fault.here(
              SYNTAX_ERROR,
              "IN takes a list of values in brackets",
              "write IN ('a', 'b'), or IN (:name) for a parameter"));
    }
    boolean inList = before == QueryLexer.OPEN || before == QueryLexer.COMMA;
    if (inList && fault.isInList()) {
      return Optional.of(inList(fault));
    }
    return Fault.isSign(before) ? Optional.of(afterSign(fault)) : Optional.empty();
  }

  private static Diagnostic afterOperator(Fault fault) {
    if (Fault.isComparison(fault.type(0))) {
      return fault.here(
          SYNTAX_ERROR,
          "there are two operators where one must stand",
          "the operators are =, !=, <>, <, <=, > and >=");
    }
    if (fault.type(0) == QueryLexer.NULL) {
      return nullCompared(fault);
    }
    if (fault.type(0) == QueryLexer.OPEN) {
      return fault.here(
          SYNTAX_ERROR,
          "a value stands without brackets",
          "write f = 'a', or f IN ('a', 'b') for several values");
    }
    return notAValue(fault, "after " + fault.shown(-1));
  }

  private static Diagnostic nullCompared(Fault fault) {
    boolean negated = fault.type(-1) == QueryLexer.NOT_EQUAL;
    boolean equality = negated || fault.type(-1) == QueryLexer.EQUAL;
    String property = fault.property(-2);
    return fault.here(
        NULL_COMPARISON,
        "no comparison with NULL is true, so that no row would be found",
        fault.inDql(
            "write " + property + (negated ? " !=" : " =") + " ''",
            equality
                ? "write " + property + (negated ? " IS NOT NULL" : " IS NULL")
                : "IS NULL and IS NOT NULL test for NULL"));
  }

  private static Diagnostic pattern(Fault fault) {
    boolean escape = fault.type(-1) == QueryLexer.ESCAPE;
    String keyword = escape ? "ESCAPE" : "LIKE";
    if (fault.type(0) == QueryLexer.PARAMETER) {
      return fault.here(
          LIKE_PATTERN,
          "a parameter can't stand after " + keyword,
          "a pattern is part of the query: write LIKE '%text%'");
    }
    if (fault.type(0) == QueryLexer.DELIMITED_NAME) {
      return doubleQuoted(fault);
    }
    if (fault.type(0) == QueryLexer.NULL && !escape) {
      return fault.here(
          NULL_COMPARISON,
          "no text is like NULL, so that no row would be found",
          fault.inDql(
              fault.property(-2) + " = '' finds what is NULL or empty",
              "IS NULL and IS NOT NULL test for NULL"));
    }
    return fault.here(
        fault.type(0) == Token.EOF ? SYNTAX_ERROR : VALUE_EXPECTED,
        keyword + " takes text in single quotes",
        escape ? "write ESCAPE '\\'" : "write LIKE '" + wanted(fault) + "'");
  }

  private static String wanted(Fault fault) {
    boolean text = fault.type(0) == QueryLexer.NAME || Fault.isNumber(fault.type(0));
    return text ? fault.shown(0) : "%text%";
  }

  private static Diagnostic inList(Fault fault) {
    if (fault.type(0) == QueryLexer.NULL && fault.isInNegatedList()) {
      return fault.here(
          NULL_COMPARISON,
          "no value is known to differ from NULL, so that no row would be found",
          "leave NULL out: NOT IN never finds rows in which the property is NULL");
    }
    if (fault.type(0) == QueryLexer.NULL) {
      return fault.here(
          NULL_COMPARISON,
          "nothing equals NULL, so that it can't be found in a list",
          "leave NULL out and join the two: (f IN ('a', 'b') OR f IS NULL)");
    }
    if (fault.type(0) == QueryLexer.CLOSE && fault.type(-1) == QueryLexer.OPEN) {
      return fault.here(SYNTAX_ERROR, "IN needs at least one value", "write IN ('a', 'b')");
    }
    return notAValue(fault, "in the list");
  }

  private static Diagnostic afterSign(Fault fault) {
    return fault.here(
        fault.type(0) == QueryLexer.NAME ? DiagnosticCode.ARITHMETIC : SYNTAX_ERROR,
        "only a number can stand after " + fault.shown(-1),
        "write the value itself, such as -5");
  }

  private static Diagnostic notAValue(Fault fault, String place) {
    if (fault.type(0) == QueryLexer.DELIMITED_NAME) {
      return doubleQuoted(fault);
    }
    if (fault.type(0) == QueryLexer.NAME) {
      return fault.here(
          VALUE_EXPECTED,
          "a value must stand " + place + ", not a property",
          "write '" + fault.shown(0) + "' in single quotes if it is text");
    }
    if (fault.type(0) == Token.EOF) {
      return fault.here(
          SYNTAX_ERROR,
          "the query ends where a value must stand",
          "a value is text such as 'a', a number, TRUE, FALSE or a parameter such as :name");
    }
    return fault.here(SYNTAX_ERROR, "a value must stand " + place + ", not " + fault.shown(0));
  }

  private static Diagnostic doubleQuoted(Fault fault) {
    return fault.here(
        DOUBLE_QUOTED_VALUE,
        "double quotes are for names; text stands in single quotes",
        "write '" + fault.unquoted(0).replace("'", "''") + "'");
  }
}
