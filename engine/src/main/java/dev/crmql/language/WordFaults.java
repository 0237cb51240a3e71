package dev.crmql.language;

import static dev.crmql.diagnostics.DiagnosticCode.DISTINCT;
import static dev.crmql.diagnostics.DiagnosticCode.DOUBLE_EQUALS;
import static dev.crmql.diagnostics.DiagnosticCode.INVALID_NAME;
import static dev.crmql.diagnostics.DiagnosticCode.KEYWORD_CASE;
import static dev.crmql.diagnostics.DiagnosticCode.NOT_IN_LANGUAGE;
import static dev.crmql.diagnostics.DiagnosticCode.TYPOGRAPHIC_QUOTE;
import static dev.crmql.diagnostics.DiagnosticCode.UNEXPECTED_CHARACTER;
import static dev.crmql.diagnostics.DiagnosticCode.UNTERMINATED_LITERAL;
import static dev.crmql.diagnostics.DiagnosticCode.VALUE_EXPECTED;

import dev.crmql.diagnostics.Diagnostic;
import dev.crmql.diagnostics.SafeText;
import dev.crmql.grammar.QueryLexer;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;

/** Faults of words that stand nowhere in the language. */
final class WordFaults {

  private static final String TYPOGRAPHIC_QUOTES =
      "\u2018\u2019\u201A\u201B\u201C\u201D\u201E\u201F\u2032\u2033\u00AB\u00BB\u2039\u203A"
          + "\u00B4\uFF07\uFF02";

  private WordFaults() {}

  static Optional<Diagnostic> find(Fault fault) {
    return switch (fault.type(0)) {
      case QueryLexer.MISCASED_KEYWORD -> Optional.of(miscased(fault));
      case QueryLexer.QUANTIFIER -> Optional.of(quantifier(fault));
      case QueryLexer.DOUBLE_EQUAL ->
          Optional.of(
              fault.here(DOUBLE_EQUALS, "== is not an operator", "write = to test for equality"));
      case QueryLexer.COMMENT ->
          Optional.of(
              fault.here(
                  NOT_IN_LANGUAGE,
                  "comments are not part of " + fault.language(),
                  "leave the comment out"));
      case QueryLexer.DIGIT_FIRST_NAME -> Optional.of(digitFirst(fault));
      case QueryLexer.UNCLOSED_TEXT ->
          Optional.of(
              fault.atStart(
                  1,
                  UNTERMINATED_LITERAL,
                  "the text that starts here has no closing quote",
                  "write ' where the text ends",
                  "a quote within text is written twice: 'O''Brien'"));
      case QueryLexer.UNCLOSED_NAME ->
          Optional.of(
              fault.atStart(
                  1,
                  UNTERMINATED_LITERAL,
                  "the name that starts here has no closing quote",
                  "write \" where the name ends"));
      case QueryLexer.FOREIGN_CHARACTERS, QueryLexer.UNEXPECTED_CHARACTER ->
          Optional.of(character(fault));
      default -> Optional.empty();
    };
  }

  private static Diagnostic digitFirst(Fault fault) {
    boolean value =
        Fault.isComparison(fault.type(-1)) || fault.type(-1) == QueryLexer.LIKE || fault.isInList();
    return value
        ? fault.here(
            VALUE_EXPECTED,
            fault.shown(0) + " is no number, and text stands in single quotes",
            "write '" + fault.shown(0) + "'")
        : fault.here(
            INVALID_NAME,
            "a name can't start with a digit unless it is in double quotes",
            "write \"" + fault.shown(0) + "\"");
  }

  private static Diagnostic miscased(Fault fault) {
    String upper = fault.word(0).text().toUpperCase(Locale.ROOT);
    return fault.here(
        KEYWORD_CASE,
        "keywords are written in upper case: " + upper,
        "write " + upper + ", or \"" + fault.shown(0) + "\" in double quotes if it is a name");
  }

  private static Diagnostic quantifier(Fault fault) {
    String upper = fault.word(0).text().toUpperCase(Locale.ROOT);
    boolean leads = fault.type(-1) == QueryLexer.SELECT;
    String name = "write \"" + fault.shown(0) + "\" in double quotes if it is a name";
    if (upper.equals("DISTINCT")) {
      return fault.here(
          DISTINCT,
          "DISTINCT is not part of " + fault.language(),
          leads ? "leave it out and remove repeated rows from the answer" : name,
          leads ? name : "repeated rows can be removed from the answer");
    }
    return fault.here(
        NOT_IN_LANGUAGE,
        upper + " is not part of " + fault.language(),
        fault.clause() == QueryLexer.LIMIT ? "leave LIMIT out to get all rows" : "leave it out",
        name);
  }

  private static Diagnostic character(Fault fault) {
    int c = fault.word(0).text().codePointAt(0);
    int units = Character.charCount(c);
    if (TYPOGRAPHIC_QUOTES.indexOf(c) >= 0) {
      return fault.atStart(
          units,
          TYPOGRAPHIC_QUOTE,
          "a typographic quote can't stand outside of text",
          "write ' around text, and \" around names that need it");
    }
    if (Character.isLetter(c)) {
      return fault.atStart(
          units,
          UNEXPECTED_CHARACTER,
          "a name with letters other than A to Z stands in double quotes",
          "write \"" + around(fault) + "\" if it is a name, '" + around(fault) + "' if it is text");
    }
    String code = "U+" + HexFormat.of().toHexDigits(c, c > 0xFFFF ? 5 : 4).toUpperCase(Locale.ROOT);
    if (Character.isSpaceChar(c) || Character.getType(c) == Character.FORMAT) {
      return fault.atStart(
          units,
          UNEXPECTED_CHARACTER,
          "the character " + code + " is not an ordinary blank",
          "replace it by a blank, or delete it if nothing is seen there");
    }
    boolean printable = c > ' ' && c < 0x7F;
    return fault.atStart(
        units,
        UNEXPECTED_CHARACTER,
        (printable ? Character.toString(c) : "the character " + code)
            + " is not part of "
            + fault.language(),
        hint(fault, c).map(hint -> new String[] {hint}).orElseGet(() -> new String[0]));
  }

  /** The letters, digits and underscores around the start of the word. */
  private static String around(Fault fault) {
    String text = fault.tokens().source();
    int start = fault.word(0).start();
    int end = start;
    while (start > 0 && isOfName(text.codePointBefore(start))) {
      start -= Character.charCount(text.codePointBefore(start));
    }
    while (end < text.length() && isOfName(text.codePointAt(end))) {
      end += Character.charCount(text.codePointAt(end));
    }
    return SafeText.excerpt(text.substring(start, end));
  }

  private static boolean isOfName(int c) {
    return c == '_'
        || Character.isLetterOrDigit(c)
        || Character.getType(c) == Character.NON_SPACING_MARK
        || Character.getType(c) == Character.COMBINING_SPACING_MARK;
  }

  private static Optional<String> hint(Fault fault, int c) {
    boolean value = Fault.isComparison(fault.type(-1)) || fault.type(-1) == QueryLexer.LIKE;
    return Optional.ofNullable(
        switch (c) {
          case '`', '[', ']' ->
              value
                  ? "text stands in single quotes: 'a text'"
                  : "a name that needs quotes stands in double quotes: \"a name\"";
          case '?', ':', '@', '$' -> "a parameter is written :name";
          case '!' ->
              fault.inDql("write != for an inequality", "write NOT, or != for an inequality");
          case '&' -> "write AND";
          case '|' -> "write OR";
          case '#' -> "leave the comment out";
          default -> null;
        });
  }
}
