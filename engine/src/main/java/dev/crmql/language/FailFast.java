package dev.crmql.language;

import dev.crmql.grammar.StreamingParser;
import org.antlr.v4.runtime.DefaultErrorStrategy;
import org.antlr.v4.runtime.Parser;
import org.antlr.v4.runtime.RecognitionException;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.misc.ParseCancellationException;

/** Stops at the first word that can't stand where it stands, which the parser still looks at. */
final class FailFast extends DefaultErrorStrategy {

  @Override
  public void reportError(Parser parser, RecognitionException fault) {
    throw stop(parser);
  }

  @Override
  public Token recoverInline(Parser parser) {
    throw stop(parser);
  }

  @Override
  public void sync(Parser parser) {
    // Looks for words to skip; there is nothing to skip when the first fault ends the parse.
  }

  private static ParseCancellationException stop(Parser parser) {
    ((StreamingParser) parser).fallSilent();
    return new ParseCancellationException();
  }
}
