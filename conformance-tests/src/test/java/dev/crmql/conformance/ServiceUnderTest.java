package dev.crmql.conformance;

import dev.crmql.language.Language;
import dev.crmql.sandbox.Sandbox;
import dev.crmql.sandbox.SandboxService;
import dev.crmql.sandbox.data.Column;
import dev.crmql.sandbox.data.ColumnType;
import dev.crmql.sandbox.data.Database;
import dev.crmql.sandbox.data.Table;
import dev.crmql.search.Account;
import dev.crmql.search.AccountDirectory;
import dev.crmql.search.Credentials;
import dev.crmql.search.SearchEngine;
import dev.crmql.search.SearchObject;
import dev.crmql.search.SearchRequest;
import dev.crmql.search.SearchResult;
import dev.crmql.server.Services;
import dev.crmql.spi.Completion;
import dev.crmql.spi.Connector;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** An emulated service, an engine that asks it, and an H2 database of the same rows. */
final class ServiceUnderTest implements AutoCloseable {

  private static final String ACCOUNT = "1";

  /**
   * SugarCRM keeps these elsewhere, so that the engine sorts by them, as it does when it merges.
   */
  private static final Set<String> SORTED_BY_ENGINE =
      Set.of("name", "full_name", "email", "email1", "account_name", "parent_name");

  private final Sandbox sandbox;
  private final SandboxService service;
  private final Connector connector;
  private final SearchEngine engine;
  private final Database reference;

  private ServiceUnderTest(String name) {
    sandbox = Sandbox.builder().service(name, 0).start();
    service = sandbox.service(name);
    connector =
        Services.all().stream()
            .filter(candidate -> candidate.service().equals(name))
            .findFirst()
            .orElseThrow();
    Account account =
        new Account(ACCOUNT, name, service.baseUri(), Credentials.fixed(service.accessToken()));
    engine =
        SearchEngine.builder()
            .connector(connector)
            .accounts(AccountDirectory.of(List.of(account)))
            .accountTimeout(Duration.ofMinutes(1))
            .searchTimeout(Duration.ofMinutes(1))
            .build();
    reference = Database.of(service.tables());
  }

  static ServiceUnderTest start(String name) {
    return new ServiceUnderTest(name);
  }

  List<Table> tables() {
    return service.tables();
  }

  Connector connector() {
    return connector;
  }

  SandboxService sandbox() {
    return service;
  }

  /**
   * Whether the service sorts by the column as H2 does: Salesforce sorts choices as they were set
   * up, and Dynamics sorts references by the name of what they lead to.
   */
  boolean sortsAlike(Table table, Column column) {
    ColumnType type = column.type();
    return type != ColumnType.LONG_TEXT
        && type != ColumnType.CHOICE
        && type != ColumnType.REFERENCE
        && !(service.name().equals("sugarcrm") && SORTED_BY_ENGINE.contains(column.name()));
  }

  /**
   * The ids that the service finds, in its order.
   *
   * @throws dev.crmql.diagnostics.QueryException if the query is refused
   */
  List<String> found(String kql, Completion completion) {
    return found(Language.KQL, kql, completion);
  }

  /** As {@link #found(String, Completion)}, for text of this language. */
  List<String> found(Language language, String text, Completion completion) {
    SearchResult result =
        engine.search(
            SearchRequest.builder()
                .accounts(ACCOUNT)
                .text(text)
                .language(language)
                .pageSize(SearchRequest.MAX_PAGE_SIZE)
                .completion(completion)
                .build());
    if (!result.errors().isEmpty()) {
      throw new AssertionError(result.errors().get(ACCOUNT) + " for " + text);
    }
    return result.objects().stream().map(SearchObject::id).toList();
  }

  /** The ids that H2 finds for the same text, in its order. */
  List<String> expected(Table table, String sql) {
    return reference.query(sql, List.of()).stream()
        .map(row -> row.get(table.keyColumn()).toString())
        .toList();
  }

  @Override
  public void close() {
    engine.close();
    sandbox.close();
    reference.close();
  }
}
