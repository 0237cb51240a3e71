package dev.crmql.search;

import dev.crmql.diagnostics.Diagnostic;
import dev.crmql.diagnostics.DiagnosticCode;
import dev.crmql.diagnostics.QueryException;
import dev.crmql.language.Language;
import dev.crmql.language.QueryParser;
import dev.crmql.query.NodeLocation;
import dev.crmql.query.Query;
import dev.crmql.spi.Connector;
import java.util.EnumMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/** Reads a request's query, once for each language that it is read in. */
final class QueryReader {

  private final SearchRequest request;
  private final Map<Language, Query> read = new EnumMap<>(Language.class);

  /**
   * A reader, which has read the text already if the request names the language.
   *
   * @throws QueryException if the text is not of that language
   */
  QueryReader(SearchRequest request) {
    this.request = request;
    if (request.query().isEmpty()) {
      request.language().filter(QueryReader::isParsed).ifPresent(this::query);
    }
  }

  /**
   * The query for a service.
   *
   * @throws QueryException if the service is not asked in the request's language, or no language is
   *     named and the service has no default
   */
  Query queryFor(Connector connector) {
    if (request.query().isPresent()) {
      return request.query().get();
    }
    Language language =
        request
            .language()
            .or(connector::defaultLanguage)
            .orElseThrow(
                () -> unsupported(connector.service() + " has no default language", connector));
    if (!isParsed(language) || !connector.languages().contains(language)) {
      throw unsupported(
          connector.service() + " can't be asked in " + language.wireName(), connector);
    }
    return query(language);
  }

  private static boolean isParsed(Language language) {
    return switch (language) {
      case KQL, DQL -> true;
      case KEYWORD, SOQL, SOSL -> false;
    };
  }

  private Query query(Language language) {
    return read.computeIfAbsent(language, this::parse);
  }

  /** DQL has no LIMIT; its page is the first rows. */
  private Query parse(Language language) {
    String text = request.text().orElseThrow();
    if (language == Language.DQL) {
      return QueryParser.dql()
          .parse(text)
          .withRows(OptionalLong.of(request.pageSize()), OptionalLong.empty());
    }
    return QueryParser.kql().parse(text);
  }

  private static QueryException unsupported(String message, Connector connector) {
    String languages =
        connector.languages().stream()
            .filter(QueryReader::isParsed)
            .map(Language::wireName)
            .sorted()
            .collect(Collectors.joining(", "));
    return new QueryException(
        Diagnostic.of(
            DiagnosticCode.UNSUPPORTED_LANGUAGE,
            NodeLocation.NONE,
            message,
            "name one of its languages: " + languages));
  }
}
