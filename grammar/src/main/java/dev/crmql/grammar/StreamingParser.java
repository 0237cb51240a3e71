package dev.crmql.grammar;

import org.antlr.v4.runtime.Parser;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.TokenStream;
import org.antlr.v4.runtime.tree.ParseTreeListener;

/**
 * What the generated parsers extend: tells one listener of each rule as it is read and keeps no
 * parse tree. ANTLR's own parse listeners would still make a node of every word.
 */
public abstract class StreamingParser extends Parser {

  private ParseTreeListener listener;

  /** A parser of these words that tells nobody yet. */
  protected StreamingParser(TokenStream input) {
    super(input);
    setBuildParseTree(false);
  }

  /** Tells this listener of each rule; rules left because of an error are not told. */
  public final void tell(ParseTreeListener ruleListener) {
    this.listener = ruleListener;
  }

  /** Tells nobody from now on. */
  public final void fallSilent() {
    this.listener = null;
  }

  @Override
  public final Token consume() {
    Token consumed = _input.LT(1);
    if (consumed.getType() != Token.EOF) {
      _input.consume();
    }
    return consumed;
  }

  // Generated code leaves its rules also while an exception passes, and that is not to be told. So
  // nobody is told while the listener is, and if that ends in an exception, from then on.

  @Override
  public final void enterRule(ParserRuleContext rule, int state, int ruleIndex) {
    super.enterRule(rule, state, ruleIndex);
    ParseTreeListener told = listener;
    if (told != null) {
      listener = null;
      rule.enterRule(told);
      listener = told;
    }
  }

  @Override
  public final void exitRule() {
    ParseTreeListener told = listener;
    if (told != null) {
      listener = null;
      _ctx.stop = _input.LT(-1);
      _ctx.exitRule(told);
      listener = told;
    }
    super.exitRule();
  }
}
