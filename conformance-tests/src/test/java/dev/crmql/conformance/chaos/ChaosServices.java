package dev.crmql.conformance.chaos;

import dev.crmql.language.Language;
import dev.crmql.sandbox.Sandbox;
import dev.crmql.sandbox.SandboxService;
import dev.crmql.sandbox.data.Column;
import dev.crmql.sandbox.data.SampleData;
import dev.crmql.sandbox.data.Table;
import dev.crmql.sandbox.dynamics.DynamicsEmulator;
import dev.crmql.sandbox.http.Request;
import dev.crmql.sandbox.hubspot.HubSpotEmulator;
import dev.crmql.sandbox.oracle.OracleEmulator;
import dev.crmql.sandbox.pipedrive.PipedriveEmulator;
import dev.crmql.sandbox.pipeliner.PipelinerEmulator;
import dev.crmql.sandbox.salesforce.SalesforceEmulator;
import dev.crmql.sandbox.sugarcrm.SugarCrmEmulator;
import dev.crmql.sandbox.zoho.ZohoEmulator;
import dev.crmql.search.Account;
import dev.crmql.search.AccountDirectory;
import dev.crmql.search.CountedTimer;
import dev.crmql.search.Credentials;
import dev.crmql.search.RetrySettings;
import dev.crmql.search.SearchEngine;
import dev.crmql.search.SearchRequest;
import dev.crmql.search.SearchResult;
import dev.crmql.server.Services;
import dev.crmql.spi.Completion;
import dev.crmql.transport.HttpTransport;
import dev.crmql.transport.Secret;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Every service with a few records, and 25 accounts of each, each with a token of its own. */
final class ChaosServices implements AutoCloseable {

  static final List<String> SERVICES =
      List.of(
          "salesforce",
          "dynamics",
          "sugarcrm",
          "oracle",
          "hubspot",
          "zoho",
          "pipedrive",
          "pipeliner");

  static final int ACCOUNTS = 200;

  /** Rows of a page; there are some three pages of each object type. */
  static final int PAGE_ROWS = 5;

  private static final int RECORDS = 14;

  /** Longest answer that the engine takes; descriptions are shorter. */
  static final int MOST_BYTES = 1 << 20;

  /** One call in flight for each account at least, so that those that stall leave room. */
  private static final int IN_FLIGHT = 256;

  static final RetrySettings RETRIES =
      new RetrySettings(3, Optional.of(Duration.ofMillis(2)), Duration.ofMillis(20), 4);

  private static final Duration PATIENT = Duration.ofMinutes(1);

  private static final Set<String> NAMES =
      Set.of("Name", "name", "OrganizationName", "Account_Name");

  private final Sandbox sandbox;
  private final HttpTransport transport =
      HttpTransport.builder()
          .maxResponseBytes(MOST_BYTES)
          .maxInFlight(IN_FLIGHT)
          .paced(false)
          .build();
  private final CountedTimer timer = new CountedTimer();
  private final List<String> tokens = new ArrayList<>();
  private final List<Account> accounts = new ArrayList<>();
  private final Set<String> descriptions = new HashSet<>();
  private final Map<String, Map<ChaosQuery, Long>> usual = new HashMap<>();
  private final SearchEngine calm;

  ChaosServices() {
    SampleData few = few(SampleData.create());
    sandbox =
        Sandbox.builder()
            .service(new SalesforceEmulator(few), 0)
            .service(new DynamicsEmulator(few), 0)
            .service(new SugarCrmEmulator(few), 0)
            .service(new OracleEmulator(few), 0)
            .service(new HubSpotEmulator(few), 0)
            .service(new ZohoEmulator(few), 0)
            .service(new PipedriveEmulator(few), 0)
            .service(new PipelinerEmulator(few), 0)
            .service("elsewhere", new SalesforceEmulator(few), 0)
            .start();
    services().forEach(service -> service.limitPages(PAGE_ROWS));
    for (int number = 0; number < ACCOUNTS; number++) {
      SandboxService service = sandbox(number);
      String token = service.tokens().issue();
      tokens.add(token);
      String path =
          service.name().equals("pipeliner")
              ? "/api/v100/rest/spaces/" + PipelinerEmulator.SPACE
              : "";
      accounts.add(
          new Account(
                  id(number),
                  service.name(),
                  URI.create(service.baseUri() + path),
                  new Renewable(token))
              .allowingPrivateAddress());
    }
    calm = builder(PATIENT, RetrySettings.NEVER).transport(new Remembering(transport)).build();
    for (int number = 0; number < SERVICES.size(); number++) {
      learn(number);
    }
  }

  /** A few accounts, and of the rest what refers to no other records. */
  private static SampleData few(SampleData all) {
    return new SampleData(
        all.accounts().subList(0, RECORDS),
        all.contacts().stream().filter(contact -> contact.account() == null).toList(),
        all.leads(),
        all.opportunities().stream().filter(sale -> sale.account() == null).toList(),
        all.campaigns(),
        all.tasks().stream()
            .filter(task -> task.account() == null && task.contact() == null)
            .toList());
  }

  /** Finds out which requests describe, and how many are made where all is well. */
  private void learn(int number) {
    for (ChaosQuery query : ChaosQuery.values()) {
      if (query.accounts().contains(number)) {
        SandboxService service = sandbox(number);
        long sent = sent(number);
        int received = service.received().size();
        try (SearchEngine fresh = builder(PATIENT, RetrySettings.NEVER).build()) {
          fresh.explain(request(query, List.of(number)));
          service.received().stream()
              .skip(received)
              .map(request -> key(service.name(), request))
              .forEach(descriptions::add);
          // Of two accounts, each is asked for the rows before an OFFSET too.
          fresh.search(request(query, List.of(number, number + SERVICES.size())));
        }
        usual
            .computeIfAbsent(service.name(), name -> new EnumMap<>(ChaosQuery.class))
            .put(query, sent(number) - sent);
      }
    }
  }

  private static String key(String service, Request request) {
    return service + " " + request.path();
  }

  /** The service of an account, by the account's number. */
  static String service(int number) {
    return SERVICES.get(number % SERVICES.size());
  }

  static String id(int number) {
    return service(number) + "-" + number / SERVICES.size();
  }

  String token(int number) {
    return tokens.get(number);
  }

  SandboxService sandbox(int number) {
    return sandbox.service(service(number));
  }

  List<SandboxService> services() {
    return sandbox.services();
  }

  /** Another host, which must never be called. */
  SandboxService elsewhere() {
    return sandbox.service("elsewhere");
  }

  HttpTransport transport() {
    return transport;
  }

  CountedTimer timer() {
    return timer;
  }

  /** Requests of an account so far. */
  long sent(int number) {
    return sandbox(number).received(token(number));
  }

  /** Requests for one account of this service, of a search in several, where all is well. */
  long usual(int number, ChaosQuery query) {
    return usual.get(service(number)).get(query);
  }

  boolean describes(int number, Request request) {
    return descriptions.contains(key(service(number), request));
  }

  /** What answers call the id of a record. */
  String idProperty(int number) {
    return service(number).equals("hubspot") ? "id" : table(number).keyColumn();
  }

  /** What answers call the name of an account. */
  String nameProperty(int number) {
    return table(number).columns().stream()
        .map(Column::name)
        .filter(NAMES::contains)
        .findFirst()
        .orElseThrow();
  }

  private Table table(int number) {
    String object =
        Services.all().stream()
            .filter(connector -> connector.service().equals(service(number)))
            .findFirst()
            .orElseThrow()
            .objectName("Accounts");
    return sandbox(number).tables().stream()
        .filter(table -> table.name().equalsIgnoreCase(object))
        .findFirst()
        .orElseThrow();
  }

  /** The result where all is well: made anew of answers that came over HTTP once. */
  SearchResult calm(ChaosQuery query, List<Integer> numbers) {
    return calm.search(request(query, numbers));
  }

  SearchEngine.Builder builder(Duration timeout, RetrySettings retries) {
    SearchEngine.Builder engine =
        timer
            .of(SearchEngine.builder())
            .accounts(AccountDirectory.of(accounts))
            .transport(transport)
            .accountTimeout(timeout)
            .searchTimeout(timeout)
            .retries(retries);
    Services.all().forEach(engine::connector);
    return engine;
  }

  static SearchRequest request(ChaosQuery query, List<Integer> numbers) {
    return SearchRequest.builder()
        .accounts(numbers.stream().map(ChaosServices::id).toList())
        .language(Language.KQL)
        .completion(Completion.LOCAL)
        .text(query.kql())
        .build();
  }

  @Override
  public void close() {
    calm.close();
    timer.close();
    sandbox.close();
  }

  /** Credentials that renew a token by the same one, as if the service had made a mistake. */
  private record Renewable(String value) implements Credentials {
    @Override
    public CompletionStage<Secret> token() {
      return CompletableFuture.completedFuture(Secret.of(value));
    }

    @Override
    public CompletionStage<Optional<Secret>> refresh(Secret rejected) {
      return CompletableFuture.completedFuture(Optional.of(Secret.of(value)));
    }

    @Override
    public String toString() {
      return "renewable";
    }
  }
}
