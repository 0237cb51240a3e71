package dev.crmql.language;

import static dev.crmql.diagnostics.DiagnosticCode.ARITHMETIC;
import static dev.crmql.diagnostics.DiagnosticCode.BETWEEN;
import static dev.crmql.diagnostics.DiagnosticCode.FUNCTION;
import static dev.crmql.diagnostics.DiagnosticCode.GROUPING;
import static dev.crmql.diagnostics.DiagnosticCode.JOIN;
import static dev.crmql.diagnostics.DiagnosticCode.NOT_IN_LANGUAGE;
import static dev.crmql.diagnostics.DiagnosticCode.SET_OPERATION;
import static dev.crmql.diagnostics.DiagnosticCode.SUBQUERY;

import dev.crmql.diagnostics.Diagnostic;
import dev.crmql.diagnostics.DiagnosticCode;
import dev.crmql.grammar.QueryLexer;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Parts of SQL that the language leaves out. */
final class SqlFaults {

  private static final String NO_JOIN =
      "ask for one object type; a path such as owner.name may help";
  private static final String NO_GROUPS = "ask for the rows and count them in the answer";
  private static final String READS_ONLY = "a query only reads: SELECT .. FROM ..";
  private static final String NO_CASE = "ask for the property and choose in the answer";
  private static final String ROWS = "write LIMIT n OFFSET m at the end of the query";
  private static final String RANGE = "write f >= low AND f <= high";
  private static final String LIST = "write f IN ('a', 'b')";
  private static final String EITHER = "write (a AND NOT b) OR (NOT a AND b)";
  private static final String LIKE = "write LIKE '%text%', which ignores case";
  private static final String QUOTED_DATE = "write a date as ISO-8601 in quotes: '2018-02-23'";
  private static final String SINGLE_QUERY = "send each query on its own";

  /** A word that is not in the language: the code, and what to do instead. */
  private record Part(DiagnosticCode code, String hint) {}

  private static final Map<String, Part> PARTS =
      Map.ofEntries(
          part("JOIN", JOIN, NO_JOIN),
          part("INNER", JOIN, NO_JOIN),
          part("OUTER", JOIN, NO_JOIN),
          part("LEFT", JOIN, NO_JOIN),
          part("RIGHT", JOIN, NO_JOIN),
          part("FULL", JOIN, NO_JOIN),
          part("CROSS", JOIN, NO_JOIN),
          part("NATURAL", JOIN, NO_JOIN),
          part("ON", JOIN, NO_JOIN),
          part("USING", JOIN, NO_JOIN),
          part("GROUP", GROUPING, NO_GROUPS),
          part("HAVING", GROUPING, NO_GROUPS),
          part("UNION", SET_OPERATION, SINGLE_QUERY),
          part("INTERSECT", SET_OPERATION, SINGLE_QUERY),
          part("EXCEPT", SET_OPERATION, SINGLE_QUERY),
          part("BETWEEN", BETWEEN, RANGE),
          part("EXISTS", SUBQUERY, SINGLE_QUERY),
          part("ANY", NOT_IN_LANGUAGE, LIST),
          part("SOME", NOT_IN_LANGUAGE, LIST),
          part("CASE", NOT_IN_LANGUAGE, NO_CASE),
          part("WHEN", NOT_IN_LANGUAGE, NO_CASE),
          part("THEN", NOT_IN_LANGUAGE, NO_CASE),
          part("ELSE", NOT_IN_LANGUAGE, NO_CASE),
          part("END", NOT_IN_LANGUAGE, NO_CASE),
          part("FETCH", NOT_IN_LANGUAGE, ROWS),
          part("TOP", NOT_IN_LANGUAGE, ROWS),
          part("ROWS", NOT_IN_LANGUAGE, ROWS),
          part("ROW", NOT_IN_LANGUAGE, ROWS),
          part("NULLS", NOT_IN_LANGUAGE, "NULL sorts lowest: first with ASC, last with DESC"),
          part("ILIKE", NOT_IN_LANGUAGE, LIKE),
          part("RLIKE", NOT_IN_LANGUAGE, LIKE),
          part("REGEXP", NOT_IN_LANGUAGE, LIKE),
          part("SIMILAR", NOT_IN_LANGUAGE, LIKE),
          part("CONTAINS", NOT_IN_LANGUAGE, LIKE),
          part("XOR", NOT_IN_LANGUAGE, EITHER),
          part("COLLATE", NOT_IN_LANGUAGE, "text compares and sorts without regard to case"),
          part("FOR", NOT_IN_LANGUAGE, READS_ONLY),
          part("INTO", NOT_IN_LANGUAGE, READS_ONLY),
          part("VALUES", NOT_IN_LANGUAGE, READS_ONLY),
          part("WITH", NOT_IN_LANGUAGE, READS_ONLY),
          part("INSERT", NOT_IN_LANGUAGE, READS_ONLY),
          part("UPDATE", NOT_IN_LANGUAGE, READS_ONLY),
          part("DELETE", NOT_IN_LANGUAGE, READS_ONLY),
          part("MERGE", NOT_IN_LANGUAGE, READS_ONLY),
          part("CREATE", NOT_IN_LANGUAGE, READS_ONLY),
          part("DROP", NOT_IN_LANGUAGE, READS_ONLY),
          part("ALTER", NOT_IN_LANGUAGE, READS_ONLY),
          part("FIND", NOT_IN_LANGUAGE, "SOSL is searched with lang=sosl"));

  private SqlFaults() {}

  private static Map.Entry<String, Part> part(String word, DiagnosticCode code, String hint) {
    return Map.entry(word, new Part(code, hint));
  }

  /** A part of SQL that the parser took for a name, just before the word where it stopped. */
  static Optional<Diagnostic> swallowed(Fault fault) {
    boolean alias = Fault.isName(fault.type(-2));
    boolean top = fault.type(-2) == QueryLexer.SELECT && fault.type(0) == QueryLexer.INTEGER;
    return fault.type(-1) == QueryLexer.NAME && (alias || top) ? part(fault, -1) : Optional.empty();
  }

  static Optional<Diagnostic> find(Fault fault) {
    return switch (fault.type(0)) {
      case QueryLexer.SQL_WORD -> word(fault);
      case QueryLexer.NAME -> name(fault);
      case QueryLexer.OPEN -> bracket(fault);
      case QueryLexer.SELECT -> select(fault);
      case QueryLexer.PLUS, QueryLexer.MINUS, QueryLexer.ARITHMETIC, QueryLexer.STAR ->
          operator(fault);
      case QueryLexer.COMMA -> comma(fault);
      default -> Optional.empty();
    };
  }

  private static Optional<Diagnostic> word(Fault fault) {
    if (fault.type(1) == QueryLexer.OPEN && isFunctionToo(fault.word(0).text())) {
      return Optional.of(function(fault, 0));
    }
    return part(fault, 0)
        .or(
            () ->
                Optional.of(
                    fault.here(
                        NOT_IN_LANGUAGE, fault.shown(0) + " is not part of " + fault.language())));
  }

  private static boolean isFunctionToo(String word) {
    return word.equals("LEFT") || word.equals("RIGHT");
  }

  private static Optional<Diagnostic> name(Fault fault) {
    if (fault.type(1) == QueryLexer.OPEN && !Fault.isName(fault.type(-1))) {
      return Optional.of(function(fault, 0));
    }
    if (fault.type(1) == QueryLexer.TEXT && isTypeOfDate(fault.word(0).text())) {
      return Optional.of(
          fault.here(
              NOT_IN_LANGUAGE,
              "a date has no " + fault.shown(0) + " before it in " + fault.language(),
              "write " + fault.shown(1) + " alone"));
    }
    return part(fault, 0);
  }

  private static boolean isTypeOfDate(String word) {
    return switch (word.toUpperCase(Locale.ROOT)) {
      case "DATE", "TIME", "TIMESTAMP", "DATETIME", "INTERVAL" -> true;
      default -> false;
    };
  }

  private static Optional<Diagnostic> part(Fault fault, int offset) {
    Part part = PARTS.get(fault.word(offset).text().toUpperCase(Locale.ROOT));
    if (part == null) {
      return Optional.empty();
    }
    String message = fault.shown(offset) + " is not part of " + fault.language();
    String hint = hint(fault, offset, part);
    if (fault.type(offset - 1) == Fault.NOTHING) {
      return Optional.of(fault.at(offset, part.code(), message, hint));
    }
    String name = "write \"" + fault.shown(offset) + "\" in double quotes if it is a name";
    return Optional.of(fault.at(offset, part.code(), message, hint, name));
  }

  /** What to do instead, in the fault's language and with its property where one is compared. */
  private static String hint(Fault fault, int offset, Part part) {
    return switch (part.hint()) {
      case ROWS -> fault.inDql("page_size says how many rows a page has", ROWS);
      case LIST -> fault.inDql("write (f = 'a' OR f = 'b')", LIST);
      case EITHER ->
          fault.inDql("write (f = TRUE AND g = FALSE) OR (f = FALSE AND g = TRUE)", EITHER);
      case RANGE -> range(fault, offset);
      default -> part.hint();
    };
  }

  private static String range(Fault fault, int offset) {
    boolean negated = fault.type(offset - 1) == QueryLexer.NOT;
    String f = fault.property(negated ? offset - 2 : offset - 1);
    boolean values =
        isWhole(fault.type(offset + 1))
            && fault.type(offset + 2) == QueryLexer.AND
            && isWhole(fault.type(offset + 3));
    String low = values ? fault.shown(offset + 1) : "low";
    String high = values ? fault.shown(offset + 3) : "high";
    return negated
        ? "write (" + f + " < " + low + " OR " + f + " > " + high + ")"
        : "write " + f + " >= " + low + " AND " + f + " <= " + high;
  }

  private static boolean isWhole(int type) {
    return Fault.isNumber(type) || type == QueryLexer.TEXT || type == QueryLexer.PARAMETER;
  }

  private static Optional<Diagnostic> bracket(Fault fault) {
    if (fault.type(1) == QueryLexer.SELECT && fault.type(-1) != Fault.NOTHING) {
      return Optional.of(subquery(fault, 1));
    }
    boolean afterName = Fault.isName(fault.type(-1)) && fault.clause() != QueryLexer.FROM;
    return afterName ? Optional.of(function(fault, -1)) : Optional.empty();
  }

  private static Optional<Diagnostic> select(Fault fault) {
    return fault.type(-1) == QueryLexer.OPEN ? Optional.of(subquery(fault, 0)) : Optional.empty();
  }

  private static Diagnostic subquery(Fault fault, int offset) {
    return fault.at(
        offset,
        SUBQUERY,
        "a query within a query is not part of " + fault.language(),
        fault.clause() == QueryLexer.FROM
            ? "ask the inner object type itself, with the conditions of both queries"
            : fault.inDql(
                "send the inner query first and compare with the values that it finds",
                "send the inner query first and write its values into IN (...)"));
  }

  private static Diagnostic function(Fault fault, int offset) {
    return fault.at(
        offset,
        FUNCTION,
        "functions such as " + fault.shown(offset) + "() are not part of " + fault.language(),
        switch (fault.word(offset).text().toUpperCase(Locale.ROOT)) {
          case "UPPER", "LOWER", "UCASE", "LCASE" ->
              "leave it out: text compares and sorts without regard to case";
          case "COUNT" -> "ask for the rows and count them in the answer";
          default -> "ask for the property itself and compute in the answer";
        });
  }

  private static Optional<Diagnostic> operator(Fault fault) {
    int before = fault.type(-1);
    boolean operand = Fault.isName(before) || Fault.isValue(before) || before == QueryLexer.CLOSE;
    return operand ? Optional.of(arithmetic(fault, 0)) : Optional.empty();
  }

  static Diagnostic arithmetic(Fault fault, int offset) {
    if (fault.word(offset).text().equals("||")) {
      return fault.at(
          offset,
          ARITHMETIC,
          "|| is not part of " + fault.language(),
          "write OR between conditions; text can't be put together from parts");
    }
    boolean date =
        fault.type(offset) == QueryLexer.MINUS
            && fault.type(offset - 1) == QueryLexer.INTEGER
            && fault.type(offset + 1) == QueryLexer.INTEGER
            && fault.type(offset + 2) == QueryLexer.MINUS;
    if (date) {
      return fault.at(
          offset, ARITHMETIC, "arithmetic is not part of " + fault.language(), QUOTED_DATE);
    }
    return fault.at(
        offset,
        ARITHMETIC,
        "arithmetic is not part of " + fault.language(),
        "compute the value first and compare the property with it: amount < 1000");
  }

  private static Optional<Diagnostic> comma(Fault fault) {
    if (fault.clause() != QueryLexer.FROM) {
      return Optional.empty();
    }
    return Optional.of(fault.here(JOIN, "a query asks for one object type", NO_JOIN));
  }
}
