package dev.crmql.language;

import dev.crmql.diagnostics.QueryException;
import dev.crmql.grammar.DqlParser;
import dev.crmql.grammar.KqlParser;
import dev.crmql.grammar.StreamingParser;
import dev.crmql.query.Query;
import java.util.Objects;
import org.antlr.v4.runtime.misc.ParseCancellationException;

/**
 * Reads KQL or DQL. Immutable and safe for use by many threads.
 *
 * <pre>{@code
 * Query query = QueryParser.kql().parse("SELECT id FROM Accounts WHERE name LIKE 'Jim%'");
 * }</pre>
 */
public final class QueryParser {

  private static final QueryParser KQL = new QueryParser(Language.KQL, ParserLimits.DEFAULT);
  private static final QueryParser DQL = new QueryParser(Language.DQL, ParserLimits.DEFAULT);

  private final Language language;
  private final ParserLimits limits;

  private QueryParser(Language language, ParserLimits limits) {
    this.language = language;
    this.limits = limits;
  }

  /** A parser of KQL with the default limits. */
  public static QueryParser kql() {
    return KQL;
  }

  /** A parser of DQL with the default limits. */
  public static QueryParser dql() {
    return DQL;
  }

  /** This parser with other limits. */
  public QueryParser withLimits(ParserLimits other) {
    return new QueryParser(language, Objects.requireNonNull(other, "limits"));
  }

  /**
   * The query that a text means.
   *
   * @throws QueryException for every text that is not a query of the language, with one diagnostic:
   *     the first fault
   */
  public Query parse(String text) {
    QueryTokens tokens = QueryTokens.of(text, limits);
    TreeBuilder tree = new TreeBuilder(tokens, limits);
    try {
      if (language == Language.DQL) {
        DqlParser parser = new DqlParser(tokens);
        prepare(parser);
        parser.tell(new DqlListener(tree));
        parser.query();
      } else {
        KqlParser parser = new KqlParser(tokens);
        prepare(parser);
        parser.tell(new KqlListener(tree));
        parser.query();
      }
    } catch (ParseCancellationException fault) {
      throw SyntaxDiagnosis.of(tokens, language);
    }
    return tree.query();
  }

  private static void prepare(StreamingParser parser) {
    parser.removeErrorListeners();
    parser.setErrorHandler(new FailFast());
  }
}
