package dev.crmql.spi;

import dev.crmql.diagnostics.Diagnostic;
import dev.crmql.diagnostics.DiagnosticCode;
import dev.crmql.diagnostics.QueryException;
import dev.crmql.query.NodeLocation;
import java.util.List;
import java.util.regex.Pattern;

/** Reads keywords: words with blanks between, of which none means anything but itself. */
public final class KeywordText {

  private static final Pattern BLANKS = Pattern.compile("[\\s\\p{Z}\\p{Cntrl}]+");

  private KeywordText() {}

  /**
   * The words, in their order; at least one.
   *
   * @throws QueryException if there is none, or one holds half of a character, which can't be sent
   */
  public static List<String> words(TextQuery query) {
    requireWhole(query.text());
    List<String> words =
        BLANKS.splitAsStream(query.text()).filter(word -> !word.isEmpty()).toList();
    if (words.isEmpty()) {
      throw refused("there is no word to search for", "write the words that are looked for");
    }
    return words;
  }

  private static void requireWhole(String text) {
    int at = 0;
    while (at < text.length()) {
      int c = text.codePointAt(at);
      if (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE) {
        throw refused("the text holds half of a character", "write the whole character");
      }
      at += Character.charCount(c);
    }
  }

  private static QueryException refused(String message, String hint) {
    return new QueryException(
        Diagnostic.of(DiagnosticCode.SYNTAX_ERROR, NodeLocation.NONE, message, hint));
  }
}
