package dev.crmql.search;

import dev.crmql.diagnostics.Diagnostic;
import dev.crmql.diagnostics.DiagnosticCode;
import dev.crmql.diagnostics.QueryException;
import dev.crmql.language.Language;
import dev.crmql.language.QueryParser;
import dev.crmql.query.NodeLocation;
import dev.crmql.query.Query;
import dev.crmql.spi.Connector;
import dev.crmql.spi.TextQuery;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
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
   * The language that a service is asked in; KQL for a tree, which means what it means there.
   *
   * @throws QueryException if the service is not asked in the request's language, or no language is
   *     named and the service has no default
   */
  Language languageFor(Connector connector) {
    if (request.query().isPresent()) {
      return Language.KQL;
    }
    Language language =
        request
            .language()
            .or(connector::defaultLanguage)
            .orElseThrow(
                () -> unsupported(connector.service() + " has no default language", connector));
    if (!connector.languages().contains(language)) {
      throw unsupported(
          connector.service() + " can't be asked in " + language.wireName(), connector);
    }
    return language;
  }

  /** Whether text of the language is read here, and not by the service. */
  static boolean isParsed(Language language) {
    return switch (language) {
      case KQL, DQL -> true;
      case KEYWORD, SOQL, SOSL -> false;
    };
  }

  /** Whether an answer is one page of what is found; KQL says with LIMIT and OFFSET what it is. */
  static boolean isPaged(Language language) {
    return switch (language) {
      case KQL -> false;
      case DQL, KEYWORD, SOQL, SOSL -> true;
    };
  }

  /**
   * The query.
   *
   * @param language one that is parsed
   * @throws QueryException if the text is not of the language
   */
  Query query(Language language) {
    return request.query().orElseGet(() -> read.computeIfAbsent(language, this::parse));
  }

  /** The query that every account is asked; empty if the accounts' services choose the language. */
  Optional<Query> ofAll() {
    return request
        .query()
        .or(() -> request.language().filter(QueryReader::isParsed).map(this::query));
  }

  /**
   * The text, for a service that reads it itself.
   *
   * @param pageSize how many rows are wanted at once
   */
  TextQuery passedOn(Language language, int pageSize) {
    return new TextQuery(language, request.text().orElseThrow(), pageSize);
  }

  private Query parse(Language language) {
    String text = request.text().orElseThrow();
    return (language == Language.DQL ? QueryParser.dql() : QueryParser.kql()).parse(text);
  }

  private static QueryException unsupported(String message, Connector connector) {
    String languages =
        connector.languages().stream()
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
