package dev.crmql.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.crmql.language.Language;
import dev.crmql.sandbox.Sandbox;
import dev.crmql.sandbox.SandboxService;
import dev.crmql.sandbox.data.Table;
import dev.crmql.sandbox.http.ServiceEmulator;
import dev.crmql.search.Account;
import dev.crmql.search.AccountDirectory;
import dev.crmql.search.AccountError;
import dev.crmql.search.Credentials;
import dev.crmql.search.PagePosition;
import dev.crmql.search.SearchEngine;
import dev.crmql.search.SearchObject;
import dev.crmql.search.SearchRequest;
import dev.crmql.search.SearchResult;
import dev.crmql.server.Services;
import dev.crmql.spi.Completion;
import dev.crmql.spi.Connector;
import dev.crmql.spi.SearchPlan;
import dev.crmql.transport.HttpTransport;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** An emulated service, engines that ask it, and an H2 database of the same rows. */
final class ServiceUnderTest implements AutoCloseable {

  private static final String ACCOUNT = "1";

  private final Sandbox sandbox;
  private final SandboxService service;
  private final String path;
  private final Connector connector;
  private final SearchEngine engine;
  private final SearchEngine blindEngine;
  private final List<Table> tables;
  private final ReferenceDatabase reference;

  private ServiceUnderTest(Connector connector, Sandbox sandbox, String path) {
    String name = connector.service();
    this.connector = connector;
    this.sandbox = sandbox;
    this.service = sandbox.service(name);
    this.path = path;
    engine = engine(connector);
    blindEngine = engine(new Undescribed(connector));
    tables = Paths.joined(name, asked(service.tables()), steps(name));
    reference = new ReferenceDatabase(tables);
  }

  /** How many relations the service follows. */
  private static int steps(String name) {
    return switch (name) {
      case "oracle" -> 0;
      case "sugarcrm" -> 1;
      default -> 2;
    };
  }

  /** Oracle keeps tasks among other activities, and only they are asked for. */
  private static List<Table> asked(List<Table> tables) {
    return tables.stream()
        .map(
            table ->
                new Table(
                    table.name(),
                    table.keyColumn(),
                    table.columns(),
                    table.rows().stream()
                        .filter(
                            row -> "TASK".equals(row.getOrDefault("ActivityFunctionCode", "TASK")))
                        .toList()))
        .toList();
  }

  private SearchEngine engine(Connector asked) {
    Account account =
        new Account(
                ACCOUNT,
                service.name(),
                URI.create(service.baseUri() + path),
                Credentials.fixed(service.accessToken()))
            .allowingPrivateAddress();
    return SearchEngine.builder()
        .connector(asked)
        .accounts(AccountDirectory.of(List.of(account)))
        .accountTimeout(Duration.ofMinutes(1))
        .searchTimeout(Duration.ofMinutes(1))
        .transport(HttpTransport.builder().paced(false).build())
        .build();
  }

  static ServiceUnderTest start(String name) {
    return start(connector(name));
  }

  private static Connector connector(String name) {
    return Services.all().stream()
        .filter(candidate -> candidate.service().equals(name))
        .findFirst()
        .orElseThrow();
  }

  /** As {@link #start(String)}, asked by this connector. */
  static ServiceUnderTest start(Connector connector) {
    Sandbox sandbox = Sandbox.builder().service(connector.service(), 0).start();
    return new ServiceUnderTest(connector, sandbox, "");
  }

  /**
   * As {@link #start(String)}, emulated in this way.
   *
   * @param path where accounts live below the service's address
   */
  static ServiceUnderTest start(ServiceEmulator emulator, String path) {
    Sandbox sandbox = Sandbox.builder().service(emulator, 0).start();
    return new ServiceUnderTest(connector(emulator.name()), sandbox, path);
  }

  /** Its tables, with the columns of related rows. */
  List<Table> tables() {
    return tables;
  }

  Connector connector() {
    return connector;
  }

  SandboxService sandbox() {
    return service;
  }

  ReferenceDatabase reference() {
    return reference;
  }

  /** Whether a value of its answers is the one that a record has. */
  boolean shows(JsonNode shown, JsonNode stored) {
    return service.name().equals("hubspot")
        ? Values.sameText(shown, stored)
        : Values.same(shown, stored, showsNullAsEmpty());
  }

  /** Whether its answers show NULL as empty text. */
  boolean showsNullAsEmpty() {
    return service.name().equals("sugarcrm");
  }

  /**
   * What the service finds.
   *
   * @param described whether the engine knows what the service says of its object types
   * @throws dev.crmql.diagnostics.QueryException if the query is refused
   */
  SearchResult search(Language language, String text, Completion completion, boolean described) {
    SearchEngine asked = described ? engine : blindEngine;
    return answered(asked.search(request(language, text, completion)), text);
  }

  /** One page of what the service finds. */
  SearchResult page(Language language, String text, int pageSize, Optional<PagePosition> position) {
    SearchRequest.Builder request =
        SearchRequest.builder().accounts(ACCOUNT).text(text).language(language).pageSize(pageSize);
    position.ifPresent(request::position);
    return answered(engine.search(request.build()), text);
  }

  /**
   * How the service's account failed; empty if it answered.
   *
   * @throws dev.crmql.diagnostics.QueryException if the query is refused
   */
  Optional<AccountError> failure(
      Language language, String text, Completion completion, boolean described) {
    SearchEngine asked = described ? engine : blindEngine;
    SearchResult result = asked.search(request(language, text, completion));
    return Optional.ofNullable(result.errors().get(ACCOUNT));
  }

  /** The objects of all pages, none of which may fail or have more than were asked for. */
  List<SearchObject> pages(Language language, String text, int pageSize) {
    List<SearchObject> all = new ArrayList<>();
    Optional<PagePosition> place = Optional.empty();
    do {
      SearchResult page = page(language, text, pageSize, place);
      assertThat(page.errors()).isEmpty();
      assertThat(page.objects()).hasSizeLessThanOrEqualTo(pageSize);
      all.addAll(page.objects());
      place = page.next();
    } while (place.isPresent());
    return all;
  }

  /** The plan of a query that was just asked. */
  SearchPlan plan(Language language, String text, Completion completion, boolean described) {
    SearchEngine asked = described ? engine : blindEngine;
    return (SearchPlan)
        asked.explain(request(language, text, completion)).plans().get(ACCOUNT).plan();
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
    return answered(engine.search(request(language, text, completion)), text).objects().stream()
        .map(SearchObject::id)
        .toList();
  }

  /** The ids that H2 finds for the same text, in its order. */
  List<String> expected(Table table, String sql) {
    return reference.ids(table, sql);
  }

  private static SearchRequest request(Language language, String text, Completion completion) {
    return SearchRequest.builder()
        .accounts(ACCOUNT)
        .text(text)
        .language(language)
        .pageSize(SearchRequest.MAX_PAGE_SIZE)
        .completion(completion)
        .build();
  }

  private static SearchResult answered(SearchResult result, String text) {
    if (!result.errors().isEmpty()) {
      throw new AssertionError(result.errors().get(ACCOUNT) + " for " + text);
    }
    return result;
  }

  @Override
  public void close() {
    engine.close();
    blindEngine.close();
    sandbox.close();
    reference.close();
  }
}
