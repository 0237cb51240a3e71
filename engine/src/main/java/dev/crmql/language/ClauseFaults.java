package dev.crmql.language;

import static dev.crmql.diagnostics.DiagnosticCode.NOT_IN_LANGUAGE;
import static dev.crmql.diagnostics.DiagnosticCode.NUMBER_OUT_OF_RANGE;
import static dev.crmql.diagnostics.DiagnosticCode.SYNTAX_ERROR;

import dev.crmql.diagnostics.Diagnostic;
import dev.crmql.grammar.QueryLexer;
import java.util.Optional;
import org.antlr.v4.runtime.Token;

/** Faults of what stands where between the clauses. */
final class ClauseFaults {

  private ClauseFaults() {}

  static Optional<Diagnostic> find(Fault fault) {
    int found = fault.type(0);
    int before = fault.type(-1);
    if (before == Fault.NOTHING) {
      return Optional.of(start(fault));
    }
    if (before == QueryLexer.SEMICOLON) {
      return Optional.of(
          fault.here(
              SYNTAX_ERROR, "nothing can stand after the semicolon", "send one query at a time"));
    }
    if (found == QueryLexer.CLOSE || found == Token.EOF) {
      Optional<Diagnostic> bracket = bracket(fault);
      if (bracket.isPresent()) {
        return bracket;
      }
    }
    return switch (fault.clause()) {
      case QueryLexer.SELECT -> select(fault);
      case QueryLexer.FROM -> from(fault);
      case QueryLexer.ORDER -> orderBy(fault);
      case QueryLexer.LIMIT, QueryLexer.OFFSET -> rows(fault);
      default -> Optional.empty();
    };
  }

  private static Diagnostic start(Fault fault) {
    if (fault.type(0) == Token.EOF) {
      return fault.here(SYNTAX_ERROR, "the query is empty", "write SELECT id FROM ...");
    }
    return fault.here(
        SYNTAX_ERROR,
        "a query starts with SELECT, not with " + fault.shown(0),
        "plain words are searched for with lang=keyword");
  }

  /** A bracket that closes nothing, or one that nothing closes. */
  private static Optional<Diagnostic> bracket(Fault fault) {
    int depth = 0;
    for (int offset = -1; fault.type(offset) != Fault.NOTHING; offset--) {
      if (fault.type(offset) == QueryLexer.CLOSE) {
        depth++;
      } else if (fault.type(offset) == QueryLexer.OPEN && --depth < 0) {
        return fault.type(0) == Token.EOF
            ? Optional.of(
                fault.at(
                    offset, SYNTAX_ERROR, "the bracket is not closed", "write ) where it ends"))
            : Optional.empty();
      }
    }
    return fault.type(0) == QueryLexer.CLOSE
        ? Optional.of(
            fault.here(
                SYNTAX_ERROR, "there is no bracket that this one could close", "leave it out"))
        : Optional.empty();
  }

  private static Optional<Diagnostic> select(Fault fault) {
    int found = fault.type(0);
    int before = fault.type(-1);
    if (before == QueryLexer.STAR || (found == QueryLexer.STAR && before == QueryLexer.COMMA)) {
      return found == QueryLexer.COMMA || found == QueryLexer.STAR
          ? Optional.of(
              fault.here(
                  SYNTAX_ERROR,
                  "* means every property and stands alone",
                  "write * or name the properties"))
          : Optional.empty();
    }
    if (found == QueryLexer.STAR && before == QueryLexer.DOT) {
      return Optional.of(
          fault.here(
              NOT_IN_LANGUAGE, "* can't stand after a dot", "write * or name the properties"));
    }
    if (found == QueryLexer.FROM) {
      return Optional.of(
          fault.here(
              SYNTAX_ERROR,
              "a property must stand between " + fault.shown(-1) + " and FROM",
              before == QueryLexer.SELECT
                  ? "name the properties, or write * for all of them"
                  : "name the property, or leave " + fault.shown(-1) + " out"));
    }
    if (found == QueryLexer.PARAMETER) {
      return Optional.of(parameter(fault));
    }
    if (found == Token.EOF) {
      return Optional.of(
          fault.here(
              SYNTAX_ERROR,
              "the query ends before FROM",
              "write SELECT, the properties, FROM and the object type: SELECT id FROM Accounts"));
    }
    if (Fault.isKeyword(found) && expectsName(before)) {
      return Optional.of(keywordAsName(fault));
    }
    if (Fault.isName(found) || Fault.isValue(found)) {
      return Optional.of(
          fault.here(
              SYNTAX_ERROR,
              "a comma or FROM must stand before " + fault.shown(0),
              "write SELECT a, b FROM ..."));
    }
    return Optional.empty();
  }

  private static Diagnostic parameter(Fault fault) {
    return fault.here(
        SYNTAX_ERROR, "a parameter stands for a value, not a name", "write the name itself");
  }

  private static boolean expectsName(int before) {
    return before == QueryLexer.SELECT
        || before == QueryLexer.COMMA
        || before == QueryLexer.DOT
        || before == QueryLexer.AS
        || before == QueryLexer.FROM
        || before == QueryLexer.BY;
  }

  private static Diagnostic keywordAsName(Fault fault) {
    String name = "write \"" + fault.shown(0) + "\" in double quotes if it is a name";
    String message = fault.shown(0) + " is a keyword where a name must stand";
    return fault.type(-1) == QueryLexer.COMMA
        ? fault.here(SYNTAX_ERROR, message, "leave the comma before it out", name)
        : fault.here(SYNTAX_ERROR, message, name);
  }

  private static Optional<Diagnostic> from(Fault fault) {
    if (fault.type(0) == Token.EOF && fault.type(-1) == QueryLexer.FROM) {
      return Optional.of(
          fault.here(
              SYNTAX_ERROR,
              "the query ends where an object type must stand",
              "write one, such as FROM Accounts"));
    }
    if (fault.type(0) == QueryLexer.PARAMETER) {
      return Optional.of(parameter(fault));
    }
    if (fault.type(0) == QueryLexer.DOT) {
      return Optional.of(
          fault.here(
              SYNTAX_ERROR,
              "an object type has no dots",
              "write \"a.b\" in double quotes if the dot is part of the name"));
    }
    if (fault.type(-1) == QueryLexer.FROM && fault.type(0) == QueryLexer.TEXT) {
      return Optional.of(
          fault.here(
              SYNTAX_ERROR,
              "the object type stands without quotes, or in double quotes",
              "write FROM " + fault.unquoted(0)));
    }
    return Fault.isKeyword(fault.type(0)) && expectsName(fault.type(-1))
        ? Optional.of(keywordAsName(fault))
        : Optional.empty();
  }

  private static Optional<Diagnostic> orderBy(Fault fault) {
    if (fault.type(-1) == QueryLexer.ORDER) {
      return Optional.of(
          fault.here(SYNTAX_ERROR, "BY must stand after ORDER", "write ORDER BY name DESC"));
    }
    int found = fault.type(0);
    int before = fault.type(-1);
    if (found == Token.EOF && expectsName(before)) {
      return Optional.of(
          fault.here(
              SYNTAX_ERROR,
              "the query ends where a property must stand",
              "write ORDER BY name DESC"));
    }
    if (Fault.isName(before) && Fault.isName(found)) {
      return Optional.of(
          fault.here(
              SYNTAX_ERROR,
              "a comma, ASC or DESC must stand before " + fault.shown(0),
              "write ORDER BY name DESC, city"));
    }
    if (isDirection(before) && (isDirection(found) || Fault.isName(found))) {
      return Optional.of(
          fault.here(
              SYNTAX_ERROR,
              "only a comma, or the next clause, can stand after " + fault.shown(-1),
              "write ORDER BY name DESC, city"));
    }
    if (Fault.isValue(fault.type(0)) && expectsName(fault.type(-1))) {
      return Optional.of(
          fault.here(
              NOT_IN_LANGUAGE,
              "ORDER BY takes properties, not positions or values",
              "write ORDER BY name DESC"));
    }
    return Fault.isKeyword(fault.type(0)) && expectsName(fault.type(-1))
        ? Optional.of(keywordAsName(fault))
        : Optional.empty();
  }

  private static boolean isDirection(int type) {
    return type == QueryLexer.ASC || type == QueryLexer.DESC;
  }

  private static Optional<Diagnostic> rows(Fault fault) {
    String clause = fault.clause() == QueryLexer.LIMIT ? "LIMIT" : "OFFSET";
    int found = fault.type(0);
    if (fault.type(-1) == QueryLexer.LIMIT || fault.type(-1) == QueryLexer.OFFSET) {
      return Optional.of(
          fault.here(
              Fault.isNumber(found) || Fault.isSign(found) ? NUMBER_OUT_OF_RANGE : SYNTAX_ERROR,
              clause + " takes a whole number, 0 or more",
              found == QueryLexer.PARAMETER
                  ? "a parameter can't stand here; write the number, such as " + clause + " 100"
                  : "write " + clause + " 100"));
    }
    if (found == QueryLexer.COMMA) {
      return Optional.of(
          fault.here(
              NOT_IN_LANGUAGE,
              clause + " takes one number",
              "write LIMIT n OFFSET m; with a comma the offset stands first"));
    }
    return Optional.empty();
  }

  /** What is left: the order of the clauses, and words that fit nowhere. */
  static Diagnostic unknown(Fault fault) {
    String order =
        fault.language() == Language.DQL
            ? "a query is SELECT .. FROM .. WHERE .. ORDER BY .."
            : "a query is SELECT .. FROM .. WHERE .. ORDER BY .. LIMIT .. OFFSET ..";
    if (fault.type(0) == Token.EOF) {
      return fault.here(SYNTAX_ERROR, "the query ends too early", order);
    }
    int found = fault.type(0);
    int clause = fault.clause();
    if (found == clause && found != Fault.NOTHING) {
      return fault.here(
          SYNTAX_ERROR,
          "a query has one " + fault.shown(0),
          found == QueryLexer.WHERE ? "join conditions by AND or OR" : order);
    }
    String place = clauseName(clause).map(name -> " after " + name).orElse(" here");
    boolean startsClause = clauseName(found).isPresent();
    return fault.here(
        SYNTAX_ERROR, fault.shown(0) + " can't stand" + (startsClause ? place : " here"), order);
  }

  private static Optional<String> clauseName(int keyword) {
    return Optional.ofNullable(
        switch (keyword) {
          case QueryLexer.SELECT -> "SELECT";
          case QueryLexer.FROM -> "FROM";
          case QueryLexer.WHERE -> "WHERE";
          case QueryLexer.ORDER -> "ORDER BY";
          case QueryLexer.LIMIT -> "LIMIT";
          case QueryLexer.OFFSET -> "OFFSET";
          default -> null;
        });
  }
}
