package dev.crmql.server;

import dev.crmql.diagnostics.Diagnostic;
import dev.crmql.diagnostics.DiagnosticCode;
import dev.crmql.diagnostics.QueryException;
import dev.crmql.dynamics.DynamicsConnector;
import dev.crmql.hubspot.HubSpotConnector;
import dev.crmql.language.Language;
import dev.crmql.oracle.OracleConnector;
import dev.crmql.pipedrive.PipedriveConnector;
import dev.crmql.pipeliner.PipelinerConnector;
import dev.crmql.query.NodeLocation;
import dev.crmql.salesforce.SalesforceConnector;
import dev.crmql.search.AccountDirectory;
import dev.crmql.search.SearchEngine;
import dev.crmql.search.SearchObserver;
import dev.crmql.search.SearchRequest;
import dev.crmql.spi.Completion;
import dev.crmql.spi.Connector;
import dev.crmql.sugarcrm.SugarCrmConnector;
import dev.crmql.zoho.ZohoConnector;
import java.util.List;
import java.util.stream.Collectors;

/** The services that come with the server. */
public final class Services {

  private static final List<Connector> ALL =
      List.of(
          new SalesforceConnector(),
          new DynamicsConnector(),
          new SugarCrmConnector(),
          new OracleConnector(),
          new HubSpotConnector(),
          new ZohoConnector(),
          new PipedriveConnector(),
          new PipelinerConnector());

  private Services() {}

  /** Every connector, in the order in which tables list them. */
  public static List<Connector> all() {
    return ALL;
  }

  /**
   * The connector of a service.
   *
   * @throws BadInputException if there is none
   */
  static Connector named(String service) {
    return ALL.stream()
        .filter(connector -> connector.service().equals(service))
        .findFirst()
        .orElseThrow(
            () -> new BadInputException("no service " + service + "; there are " + names()));
  }

  /** An engine that knows every service and these accounts, with the engine's own bounds. */
  static SearchEngine engine(AccountDirectory accounts) {
    return engine(accounts, new SearchObserver() {});
  }

  /** As {@link #engine(AccountDirectory)}, telling the observer what it does. */
  static SearchEngine engine(AccountDirectory accounts, SearchObserver observer) {
    return engine(accounts, observer, Limits.NONE);
  }

  /** An engine that knows every service and these accounts, with these bounds. */
  static SearchEngine engine(AccountDirectory accounts, SearchObserver observer, Limits limits) {
    SearchEngine.Builder engine = SearchEngine.builder().accounts(accounts).observer(observer);
    limits.bound(engine);
    ALL.forEach(engine::connector);
    return engine.build();
  }

  /** The services' names, for messages. */
  static String names() {
    return ALL.stream().map(Connector::service).collect(Collectors.joining(", "));
  }

  /**
   * The completion of this name.
   *
   * @throws BadInputException if there is none
   */
  static Completion completion(String name) {
    return switch (name) {
      case "strict" -> Completion.STRICT;
      case "local" -> Completion.LOCAL;
      default -> throw new BadInputException("no completion " + name + "; there are strict, local");
    };
  }

  /**
   * The page size that is written, from 1 to {@value SearchRequest#MAX_PAGE_SIZE}.
   *
   * @param name what the caller calls it, for the message
   * @throws BadInputException if it is none
   */
  static int pageSize(String name, String written) {
    int rows = written.matches("[0-9]{1,4}") ? Integer.parseInt(written) : 0;
    if (rows < 1 || rows > SearchRequest.MAX_PAGE_SIZE) {
      throw new BadInputException(
          name + " is from 1 to " + SearchRequest.MAX_PAGE_SIZE + ", not " + written);
    }
    return rows;
  }

  /**
   * The language of this name.
   *
   * @throws BadInputException if there is none
   */
  static Language language(String name) {
    try {
      return Language.of(name);
    } catch (QueryException e) {
      throw new BadInputException(e.getMessage());
    }
  }

  /**
   * Checks that a service can be asked in a language.
   *
   * @throws QueryException with {@link DiagnosticCode#UNSUPPORTED_LANGUAGE} if it can't
   */
  static void requireSpoken(Connector connector, Language language) {
    if (!connector.languages().contains(language)) {
      String spoken =
          connector.languages().stream()
              .map(Language::wireName)
              .sorted()
              .collect(Collectors.joining(", "));
      throw new QueryException(
          Diagnostic.of(
              DiagnosticCode.UNSUPPORTED_LANGUAGE,
              NodeLocation.NONE,
              connector.service() + " can't be asked in " + language.wireName(),
              "it can be asked in " + spoken));
    }
  }
}
