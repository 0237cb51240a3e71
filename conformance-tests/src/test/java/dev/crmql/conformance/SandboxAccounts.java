package dev.crmql.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.crmql.language.Language;
import dev.crmql.query.FieldPath;
import dev.crmql.sandbox.Sandbox;
import dev.crmql.sandbox.SandboxService;
import dev.crmql.sandbox.data.Column;
import dev.crmql.sandbox.data.Table;
import dev.crmql.search.Account;
import dev.crmql.search.AccountDirectory;
import dev.crmql.search.BreakerSettings;
import dev.crmql.search.Credentials;
import dev.crmql.search.RetrySettings;
import dev.crmql.search.SearchEngine;
import dev.crmql.search.SearchRequest;
import dev.crmql.search.SearchResult;
import dev.crmql.search.SearchStream;
import dev.crmql.server.Services;
import dev.crmql.spi.Completion;
import dev.crmql.spi.Connector;
import dev.crmql.transport.HttpTransport;
import java.net.URI;
import java.text.Collator;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Accounts of emulated services, and the rows that a search over them must find. */
final class SandboxAccounts implements AutoCloseable {

  static final String SALESFORCE = "456";
  static final String DYNAMICS = "123";
  static final String SUGARCRM = "789";
  static final String ORACLE = "101";
  static final String HUBSPOT = "102";
  static final String ZOHO = "103";
  static final String PIPEDRIVE = "104";
  static final String PIPELINER = "105";

  /** A further account of what the SugarCRM account is one of; in none of the lists. */
  static final String SUGARCRM_AGAIN = "790";

  /** A row of an account: what a merged answer is compared by. */
  record Found(String account, String id) {}

  private static final Set<String> NAMES =
      Set.of("Name", "name", "OrganizationName", "Account_Name");

  private static final Map<String, String> SERVICES = new LinkedHashMap<>();

  static {
    SERVICES.put(SALESFORCE, "salesforce");
    SERVICES.put(DYNAMICS, "dynamics");
    SERVICES.put(SUGARCRM, "sugarcrm");
    SERVICES.put(SUGARCRM_AGAIN, "sugarcrm");
    SERVICES.put(ORACLE, "oracle");
    SERVICES.put(HUBSPOT, "hubspot");
    SERVICES.put(ZOHO, "zoho");
    SERVICES.put(PIPEDRIVE, "pipedrive");
    SERVICES.put(PIPELINER, "pipeliner");
  }

  private final Map<String, String> services = new LinkedHashMap<>();
  private final Sandbox sandbox;
  private final Map<String, ReferenceDatabase> references = new HashMap<>();

  /**
   * Starts the services of these accounts.
   *
   * @param ids some of the constants
   */
  SandboxAccounts(List<String> ids) {
    Sandbox.Builder builder = Sandbox.builder();
    for (String id : ids) {
      if (!services.containsValue(SERVICES.get(id))) {
        builder.service(SERVICES.get(id), 0);
      }
      services.put(id, SERVICES.get(id));
    }
    sandbox = builder.start();
  }

  /** An account of each service whose accounts can be asked for by any part of their name. */
  static List<String> ids() {
    return List.of(SALESFORCE, DYNAMICS, SUGARCRM);
  }

  /** An account of each service. */
  static List<String> ofAllServices() {
    return SERVICES.keySet().stream().filter(id -> !id.equals(SUGARCRM_AGAIN)).toList();
  }

  /** An account of each service that calls the name of an account {@code name}. */
  static List<String> withName() {
    return ofAllServices().stream().filter(id -> !id.equals(ORACLE) && !id.equals(ZOHO)).toList();
  }

  SandboxService service(String account) {
    return sandbox.service(services.get(account));
  }

  /** The object type Accounts, as the account's service has it. */
  Table table(String account) {
    String object = connector(account).objectName("account");
    return service(account).tables().stream()
        .filter(table -> table.name().equalsIgnoreCase(object))
        .findFirst()
        .orElseThrow();
  }

  /** What the account's service calls the name of an account. */
  String nameProperty(String account) {
    return table(account).columns().stream()
        .map(Column::name)
        .filter(NAMES::contains)
        .findFirst()
        .orElseThrow();
  }

  static Connector connector(String account) {
    return Services.all().stream()
        .filter(connector -> connector.service().equals(SERVICES.get(account)))
        .findFirst()
        .orElseThrow();
  }

  private ReferenceDatabase reference(String account) {
    return references.computeIfAbsent(account, id -> new ReferenceDatabase(service(id).tables()));
  }

  /** An engine over the accounts, each with the credentials that are made of its token. */
  SearchEngine engine(Duration accountTimeout, Function<String, Credentials> credentials) {
    SearchEngine.Builder engine =
        SearchEngine.builder()
            .accountTimeout(accountTimeout)
            .searchTimeout(accountTimeout.multipliedBy(2))
            .transport(HttpTransport.builder().paced(false).build())
            .retries(RetrySettings.NEVER)
            .breaker(BreakerSettings.NEVER)
            .accounts(
                AccountDirectory.of(
                    services.keySet().stream()
                        .map(id -> account(id, credentials.apply(service(id).accessToken())))
                        .toList()));
    Services.all().forEach(engine::connector);
    return engine.build();
  }

  private Account account(String id, Credentials credentials) {
    String path = id.equals(PIPELINER) ? PipelinerDifferentialTest.SPACE : "";
    return new Account(id, services.get(id), URI.create(service(id).baseUri() + path), credentials)
        .allowingPrivateAddress();
  }

  /** What a search finds; no token may be anywhere in it. */
  SearchResult search(SearchEngine engine, String kql, List<String> accounts) {
    return search(engine, kql, accounts, Completion.STRICT);
  }

  /** As {@link #search}, where the engine does what a service can't. */
  SearchResult searchCompleted(SearchEngine engine, String kql, List<String> accounts) {
    return search(engine, kql, accounts, Completion.LOCAL);
  }

  private SearchResult search(
      SearchEngine engine, String kql, List<String> accounts, Completion completion) {
    SearchResult result = engine.search(request(kql, accounts, completion));
    String shown = result + " " + result.objects().stream().map(o -> o.raw().toString()).toList();
    accounts.forEach(id -> assertThat(shown).doesNotContain(service(id).accessToken()));
    return result;
  }

  private static SearchRequest request(String kql, List<String> accounts, Completion completion) {
    return SearchRequest.builder()
        .accounts(accounts)
        .language(Language.KQL)
        .text(kql)
        .completion(completion)
        .build();
  }

  /** What a stream gives, where the engine does what a service can't; no account may fail. */
  static List<Found> streamed(SearchEngine engine, String kql, List<String> accounts) {
    try (SearchStream stream = engine.stream(request(kql, accounts, Completion.LOCAL))) {
      List<Found> found = new ArrayList<>();
      stream.forEachRemaining(object -> found.add(new Found(object.accountId(), object.id())));
      assertThat(stream.errors()).isEmpty();
      return found;
    }
  }

  static List<Found> found(SearchResult result) {
    return result.objects().stream().map(o -> new Found(o.accountId(), o.id())).toList();
  }

  /** The rows of object type Accounts as H2 finds them, account by account. */
  List<Found> expected(List<String> accounts, String condition) {
    return accounts.stream().flatMap(account -> expected(account, condition, "").stream()).toList();
  }

  /**
   * The rows of object type Accounts as H2 finds and sorts them by name. Of the accounts' next rows
   * the one with the lowest name in root collation comes first.
   */
  List<Found> byName(List<String> accounts, String condition, boolean descending) {
    Collator collator = Collator.getInstance(Locale.ROOT);
    collator.setStrength(Collator.SECONDARY);
    Comparator<Object> names = descending ? collator.reversed() : collator;
    Map<String, Map<String, String>> known = new HashMap<>();
    List<Deque<Found>> queues = new ArrayList<>();
    for (String account : accounts) {
      known.put(account, values(account, "name"));
      queues.add(
          new ArrayDeque<>(
              expected(account, condition, "name" + (descending ? " DESC" : "") + ", ")));
    }
    List<Found> merged = new ArrayList<>();
    while (true) {
      Optional<Deque<Found>> next =
          queues.stream()
              .filter(queue -> !queue.isEmpty())
              .min(
                  Comparator.comparing(
                      (Deque<Found> queue) ->
                          known.get(queue.peek().account()).get(queue.peek().id()),
                      names));
      if (next.isEmpty()) {
        return merged;
      }
      merged.add(next.get().remove());
    }
  }

  private List<Found> expected(String account, String condition, String keys) {
    Table table = table(account);
    String id = table.keyColumn();
    String sql =
        "SELECT %s FROM %s WHERE %s ORDER BY %s%s".formatted(id, table.name(), condition, keys, id);
    return reference(account).ids(table, sql).stream()
        .map(found -> new Found(account, found))
        .toList();
  }

  /** The text of a property of Accounts, by id. */
  Map<String, String> values(String account, String property) {
    Table table = table(account);
    Map<String, String> values = new HashMap<>();
    for (ObjectNode row : reference(account).rows(table)) {
      values.put(row.get(table.keyColumn()).asText(), value(row, FieldPath.of(property)).asText());
    }
    return values;
  }

  private static JsonNode value(ObjectNode row, FieldPath field) {
    return row.properties().stream()
        .filter(property -> property.getKey().equalsIgnoreCase(field.head()))
        .findFirst()
        .orElseThrow()
        .getValue();
  }

  @Override
  public void close() {
    sandbox.close();
    references.values().forEach(ReferenceDatabase::close);
  }
}
