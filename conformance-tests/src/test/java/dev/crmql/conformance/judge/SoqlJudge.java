package dev.crmql.conformance.judge;

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
import org.antlr.v4.runtime.tree.ParseTree;
import org.antlr.v4.runtime.tree.TerminalNode;

/** Reads SOQL with the grammar of apex-parser, which knows nothing of the compiler. */
final class SoqlJudge {

  private final String soql;
  private final CommonTokenStream tokens;
  private final StringBuilder shape = new StringBuilder();
  private final List<String> texts = new ArrayList<>();

  private SoqlJudge(String soql, CommonTokenStream tokens) {
    this.soql = soql;
    this.tokens = tokens;
  }

  /**
   * What the statement says.
   *
   * @throws RefusedException if it is not SOQL
   */
  static Reading read(String soql) {
    FirstError firstError = new FirstError(soql);
    ApexLexer lexer = ApexParserFactory.createLexer(CharStreams.fromString(lexable(soql)));
    lexer.removeErrorListeners();
    lexer.addErrorListener(firstError);
    CommonTokenStream tokens = new CommonTokenStream(lexer);
    ApexParser parser = ApexParserFactory.createParser(tokens);
    parser.removeErrorListeners();
    parser.addErrorListener(firstError);
    parser.getInterpreter().setPredictionMode(PredictionMode.SLL);
    ParseTree tree = parser.query();
    Wire.require(tokens.LA(1) == Token.EOF, "not SOQL from " + tokens.LT(1) + " on: " + soql);
    SoqlJudge judge = new SoqlJudge(soql, tokens);
    judge.write(tree);
    return new Reading(judge.shape.toString(), judge.texts);
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

  private void write(ParseTree tree) {
    if (tree instanceof TerminalNode leaf) {
      write(leaf.getSymbol());
      return;
    }
    shape.append('(').append(tree.getClass().getSimpleName());
    for (int i = 0; i < tree.getChildCount(); i++) {
      shape.append(' ');
      write(tree.getChild(i));
    }
    shape.append(')');
  }

  private void write(Token token) {
    if (token.getType() != ApexLexer.StringLiteral) {
      shape.append(token.getText());
      return;
    }
    // ANTLR counts code points.
    int start = soql.offsetByCodePoints(0, token.getStartIndex()) + 1;
    int end = soql.offsetByCodePoints(0, token.getStopIndex());
    boolean pattern = isOperandOfLike(token);
    shape.append(pattern ? "LIKE'" : "'");
    texts.add(decoded(soql.substring(start, end), pattern));
    shape.append('\'');
  }

  private boolean isOperandOfLike(Token token) {
    int index = token.getTokenIndex() - 1;
    while (tokens.get(index).getChannel() != Token.DEFAULT_CHANNEL) {
      index--;
    }
    return tokens.get(index).getType() == ApexLexer.LIKE;
  }

  /** The text, read as the SOQL and SOSL Reference describes the escapes; wildcards are shape. */
  private String decoded(String literal, boolean pattern) {
    StringBuilder text = new StringBuilder();
    boolean within = false;
    for (int i = 0; i < literal.length(); i++) {
      char c = literal.charAt(i);
      boolean wildcard = pattern && (c == '%' || c == '_');
      if (wildcard) {
        shape.append(c);
      } else if (!within) {
        shape.append('?');
      }
      within = !wildcard;
      if (c == '\\') {
        i += escape(literal, i + 1, pattern, text);
      } else if (!wildcard) {
        text.append(c);
      }
    }
    return text.toString();
  }

  /** Reads what stands after a backslash; the number of characters that it is. */
  private static int escape(String literal, int at, boolean pattern, StringBuilder text) {
    char escape = literal.charAt(at);
    switch (escape) {
      case 'n' -> text.append('\n');
      case 'r' -> text.append('\r');
      case 't' -> text.append('\t');
      case 'b' -> text.append('\b');
      case 'f' -> text.append('\f');
      case '\'', '"', '\\' -> text.append(escape);
      case 'u' -> {
        text.append((char) Integer.parseInt(literal.substring(at + 1, at + 5), 16));
        return 5;
      }
      case '_', '%' -> {
        Wire.require(pattern, "an escape of LIKE: " + literal);
        text.append(escape);
      }
      default -> throw new RefusedException("no escape of SOQL: " + literal);
    }
    return 1;
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
      throw new RefusedException("not SOQL at " + column + ", " + message + ": " + soql);
    }
  }
}
