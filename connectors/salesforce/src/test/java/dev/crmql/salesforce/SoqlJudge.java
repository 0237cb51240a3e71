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
import org.antlr.v4.runtime.atn.PredictionMode;

/** Reads SOQL with the grammar of apex-parser, which knows nothing of the compiler. */
final class SoqlJudge {

  private SoqlJudge() {}

  /** The tokens of a text that is SOQL, by the names of their kinds. */
  static List<String> kinds(String soql) {
    List<String> kinds = new ArrayList<>();
    for (Token token : tokens(soql)) {
      kinds.add(ApexLexer.VOCABULARY.getSymbolicName(token.getType()));
    }
    return kinds;
  }

  /** The text literals of a text that is SOQL, with their quotes. */
  static List<String> literals(String soql) {
    return tokens(soql).stream()
        .filter(token -> token.getType() == ApexLexer.StringLiteral)
        .map(Token::getText)
        .toList();
  }

  private static List<Token> tokens(String soql) {
    FirstError firstError = new FirstError(soql);
    ApexLexer lexer = ApexParserFactory.createLexer(CharStreams.fromString(lexable(soql)));
    lexer.removeErrorListeners();
    lexer.addErrorListener(firstError);
    CommonTokenStream tokens = new CommonTokenStream(lexer);
    ApexParser parser = ApexParserFactory.createParser(tokens);
    parser.removeErrorListeners();
    parser.addErrorListener(firstError);
    parser.getInterpreter().setPredictionMode(PredictionMode.SLL);
    parser.query();
    if (tokens.LA(1) != Token.EOF) {
      throw new AssertionError("not SOQL from " + tokens.LT(1) + " on: " + soql);
    }
    return tokens.getTokens();
  }

  /** The grammar is of Apex, which lacks the two escapes that only LIKE has. */
  private static String lexable(String soql) {
    StringBuilder text = new StringBuilder(soql);
    for (int i = 0; i < text.length() - 1; i++) {
      if (text.charAt(i) == '\\') {
        char escaped = text.charAt(++i);
        if (escaped == '_' || escaped == '%') {
          text.setCharAt(i, '\\');
        }
      }
    }
    return text.toString();
  }

  private static final class FirstError extends BaseErrorListener {
    private final String soql;

    FirstError(String soql) {
      this.soql = soql;
    }

    @Override
    public void syntaxError(
        Recognizer<?, ?> recognizer,
        Object symbol,
        int line,
        int column,
        String message,
        RecognitionException e) {
      throw new AssertionError("not SOQL at " + column + ", " + message + ": " + soql);
    }
  }
}
