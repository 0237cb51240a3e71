package dev.crmql.server;

import dev.crmql.language.Language;
import dev.crmql.language.QueryParser;
import dev.crmql.query.Query;

/** Reads the queries that the command line is given. */
final class Queries {

  private Queries() {}

  /**
   * The query that the text is.
   *
   * @throws BadInputException if the language is one that services read themselves
   * @throws dev.crmql.diagnostics.QueryException if the text can't be read
   */
  static Query parse(Language language, String text) {
    return switch (language) {
      case KQL -> QueryParser.kql().parse(text);
      case DQL -> QueryParser.dql().parse(text);
      case KEYWORD, SOQL, SOSL ->
          throw new BadInputException(
              language.wireName() + " is read by the service itself; there are kql, dql");
    };
  }
}
