package dev.crmql.language;

import dev.crmql.diagnostics.Diagnostic;
import dev.crmql.diagnostics.DiagnosticCode;
import dev.crmql.diagnostics.QueryException;
import dev.crmql.grammar.QueryLexer;
import dev.crmql.query.ComparisonOperator;
import dev.crmql.query.NodeLocation;
import dev.crmql.query.Value;
import java.math.BigDecimal;
import java.util.List;

/** Reads names, values and patterns from the words that they are written as. */
final class LiteralReader {

  // Room for any number in range written in full, with as many zeros again before it.
  private static final int MAX_NUMBER_UNITS =
      2 * (Value.Numeric.MAX_DIGITS + Value.Numeric.MAX_SCALE);

  private final String source;

  LiteralReader(String source) {
    this.source = source;
  }

  static ComparisonOperator operator(int tokenType) {
    return switch (tokenType) {
      case QueryLexer.EQUAL -> ComparisonOperator.EQUAL;
      case QueryLexer.NOT_EQUAL -> ComparisonOperator.NOT_EQUAL;
      case QueryLexer.LESS -> ComparisonOperator.LESS;
      case QueryLexer.LESS_OR_EQUAL -> ComparisonOperator.LESS_OR_EQUAL;
      case QueryLexer.GREATER -> ComparisonOperator.GREATER;
      case QueryLexer.GREATER_OR_EQUAL -> ComparisonOperator.GREATER_OR_EQUAL;
      default -> throw new IllegalArgumentException("not a comparison: " + tokenType);
    };
  }

  /** The name that a plain or delimited word stands for. */
  String name(QueryToken word) {
    String name = word.type() == QueryLexer.NAME ? word.text() : unquoted(word);
    if (name.isEmpty()) {
      throw fail(
          DiagnosticCode.INVALID_NAME,
          word.at(),
          "a name can't be empty",
          "write the name between the quotes");
    }
    return name;
  }

  /** The name of the property that a literal in SELECT is taken for. */
  String asName(QueryToken first, QueryToken last) {
    if (first.type() == QueryLexer.TEXT) {
      return name(first);
    }
    return first == last ? first.text() : first.text() + last.text();
  }

  Value value(QueryToken first, QueryToken last) {
    return switch (first.type()) {
      case QueryLexer.TEXT -> text(first);
      case QueryLexer.TRUE -> new Value.Bool(true, first.at());
      case QueryLexer.FALSE -> new Value.Bool(false, first.at());
      case QueryLexer.PARAMETER ->
          new Value.Parameter(source.substring(first.start() + 1, first.end()), first.at());
      default -> number(first, last);
    };
  }

  private Value text(QueryToken word) {
    String text = unquoted(word);
    if (hasLostPlus(text)) {
      throw fail(
          DiagnosticCode.TYPE_MISMATCH,
          word.at(),
          "a date and time can't have a blank before its offset",
          "a + in a URL stands for a blank; write %2B there");
    }
    return new Value.Text(text, word.at());
  }

  /** Whether the text is a date and time with a blank where + or - must stand before an offset. */
  private static boolean hasLostPlus(String text) {
    if (text.length() < 19 || text.charAt(4) != '-' || text.charAt(10) != 'T') {
      return false;
    }
    int blank = text.indexOf(' ', 16);
    if (blank < 0 || blank == text.length() - 1) {
      return false;
    }
    for (int i = blank + 1; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c != ':' && (c < '0' || c > '9')) {
        return false;
      }
    }
    return true;
  }

  private Value number(QueryToken sign, QueryToken digits) {
    NodeLocation at = NodeLocation.of(sign.start(), digits.end());
    BigDecimal number = null;
    if (digits.end() - digits.start() <= MAX_NUMBER_UNITS) {
      try {
        number = new BigDecimal(digits.text());
      } catch (NumberFormatException exponentTooLong) {
        number = null;
      }
    }
    if (number == null || !Value.Numeric.inRange(number)) {
      throw fail(
          DiagnosticCode.NUMBER_OUT_OF_RANGE,
          at,
          "a number has at most "
              + Value.Numeric.MAX_DIGITS
              + " digits and "
              + Value.Numeric.MAX_SCALE
              + " decimal places");
    }
    return new Value.Numeric(sign.type() == QueryLexer.MINUS ? number.negate() : number, at);
  }

  /** The number of LIMIT or OFFSET. */
  long rowCount(QueryToken word) {
    try {
      return Long.parseLong(word.text());
    } catch (NumberFormatException tooLarge) {
      throw fail(
          DiagnosticCode.NUMBER_OUT_OF_RANGE,
          word.at(),
          "the number of rows is larger than " + Long.MAX_VALUE);
    }
  }

  /** A LIKE pattern, with the word after ESCAPE or null. */
  LikePattern pattern(QueryToken pattern, QueryToken escape) {
    String escapeText = null;
    if (escape != null) {
      escapeText = unquoted(escape);
      if (escapeText.isEmpty() || escapeText.codePointCount(0, escapeText.length()) != 1) {
        throw fail(
            DiagnosticCode.LIKE_PATTERN,
            escape.at(),
            "ESCAPE takes exactly one character",
            "write ESCAPE '\\'");
      }
    }
    try {
      return LikePattern.read(unquoted(pattern), escapeText);
    } catch (LikePattern.Malformed fault) {
      throw fail(
          DiagnosticCode.LIKE_PATTERN,
          within(pattern, fault),
          fault.getMessage(),
          "patterns are 'x', 'x%', '%x' and '%x%'",
          "a % or _ that means itself needs an escape: LIKE '50\\%%' ESCAPE '\\'");
    }
  }

  /** Where in the query a part of a pattern stands: quotes are written twice. */
  private NodeLocation within(QueryToken pattern, LikePattern.Malformed fault) {
    int start = pattern.start() + 1;
    for (int units = 0; units < fault.start(); units++) {
      start += source.charAt(start) == '\'' ? 2 : 1;
    }
    return NodeLocation.of(start, start + fault.end() - fault.start());
  }

  /** The text between quotes, of which those within it are written twice. */
  private String unquoted(QueryToken word) {
    int start = word.start() + 1;
    int end = word.end() - 1;
    char quote = source.charAt(end);
    String inner = source.substring(start, end);
    if (inner.indexOf(quote) < 0) {
      return inner;
    }
    String single = String.valueOf(quote);
    return inner.replace(single + single, single);
  }

  private QueryException fail(
      DiagnosticCode code, NodeLocation at, String message, String... hints) {
    return new QueryException(List.of(Diagnostic.of(code, at, message, hints)), source);
  }
}
