package dev.crmql.salesforce;

import io.github.apexdevtools.apexparser.ApexLexer;
import io.github.apexdevtools.apexparser.ApexParser;
import io.github.apexdevtools.apexparser.ApexParserFactory;
import java.util.ArrayList;
import java.util.List;
import org.antlr.v4.runtime.BaseErrorListener;
import org.antlr.v4.runtime.CharStreams;
import org.antlr.v4.runtime.CommonTokenStream;
import org.antlr.v4.runtime.RecognitionException;
import org.antlr.v4.runtime.Recognizer;
import org.antlr.v4.runtime.Token;

/**
 * Reads SOSL with the grammar of apex-parser, and what it looks for as the SOQL and SOSL Reference
 * describes reserved characters, which the grammar does not know all of.
 */
final class SoslJudge {

  private static final String RESERVED = "?&|!{}[]()^~*:\\\"'+-";
  private static final String OPEN = "FIND {";

  private SoslJudge() {}

  /** The clauses after the term of a text that is SOSL. */
  static String clauses(String sosl) {
    int close = close(sosl);
    String masked = "[" + OPEN + "x".repeat(close - OPEN.length()) + sosl.substring(close) + "]";
    ApexLexer lexer = ApexParserFactory.createLexer(CharStreams.fromString(masked));
    CommonTokenStream tokens = new CommonTokenStream(lexer);
    ApexParser parser = ApexParserFactory.createParser(tokens);
    BaseErrorListener fail =
        new BaseErrorListener() {
          @Override
          public void syntaxError(
              Recognizer<?, ?> recognizer,
              Object symbol,
              int line,
              int column,
              String message,
              RecognitionException e) {
            throw new AssertionError("not SOSL at " + column + ", " + message + ": " + sosl);
          }
        };
    lexer.removeErrorListeners();
    lexer.addErrorListener(fail);
    parser.removeErrorListeners();
    parser.addErrorListener(fail);
    parser.soslLiteralAlt();
    if (tokens.LA(1) != Token.EOF) {
      throw new AssertionError("not SOSL from " + tokens.LT(1) + " on: " + sosl);
    }
    return afterTerm(sosl);
  }

  /** The text after the term, not judged. */
  static String afterTerm(String sosl) {
    return sosl.substring(close(sosl) + 1).strip();
  }

  /**
   * The words that are looked for, all of them and nothing else.
   *
   * @throws AssertionError if a reserved character or an operator is left live
   */
  static List<String> words(String sosl) {
    List<String> words = new ArrayList<>();
    for (String written : sosl.substring(OPEN.length(), close(sosl)).split(" ", -1)) {
      words.add(word(written));
    }
    return words;
  }

  private static String word(String written) {
    if (written.matches("(?i)and|or|not")) {
      throw new AssertionError("an operator: " + written);
    }
    boolean phrase = written.length() > 1 && written.startsWith("\"") && written.endsWith("\"");
    String inner = phrase ? written.substring(1, written.length() - 1) : written;
    StringBuilder word = new StringBuilder();
    for (int i = 0; i < inner.length(); i++) {
      char c = inner.charAt(i);
      if (c == '\\') {
        c = inner.charAt(++i);
        if (RESERVED.indexOf(c) < 0) {
          throw new AssertionError("no escape of SOSL: \\" + c);
        }
      } else if (RESERVED.indexOf(c) >= 0) {
        throw new AssertionError("live: " + c);
      }
      word.append(c);
    }
    return word.toString();
  }

  private static int close(String sosl) {
    if (!sosl.startsWith(OPEN)) {
      throw new AssertionError("not SOSL: " + sosl);
    }
    int at = OPEN.length();
    while (sosl.charAt(at) != '}') {
      at += sosl.charAt(at) == '\\' ? 2 : 1;
    }
    return at;
  }
}
