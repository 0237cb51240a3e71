package dev.crmql.sugarcrm;

import com.fasterxml.jackson.databind.JsonNode;
import dev.crmql.diagnostics.Diagnostic;
import dev.crmql.diagnostics.DiagnosticCode;
import dev.crmql.diagnostics.QueryException;
import dev.crmql.language.Language;
import dev.crmql.normalize.NormalizedQuery;
import dev.crmql.query.NodeLocation;
import dev.crmql.query.Query;
import dev.crmql.schema.ObjectSchema;
import dev.crmql.spi.Completion;
import dev.crmql.spi.Connector;
import dev.crmql.spi.Dialect;
import dev.crmql.spi.NameLocator;
import dev.crmql.spi.Page;
import dev.crmql.spi.Plan;
import dev.crmql.spi.PlanFaults;
import dev.crmql.spi.SearchPlan;
import dev.crmql.spi.TextPlan;
import dev.crmql.spi.TextQuery;
import dev.crmql.spi.UnifiedTypes;
import dev.crmql.spi.Upstream;
import dev.crmql.spi.UpstreamException;
import dev.crmql.spi.UpstreamFault;
import dev.crmql.spi.UpstreamJson;
import dev.crmql.spi.UpstreamRequest;
import dev.crmql.spi.UpstreamResponse;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * SugarCRM: modules, asked over the filter API of REST v11.
 *
 * <p>{@code name} and {@code full_name} of persons (Contacts, Leads, Prospects) mean what the
 * answer shows: salutation, first and last name as the API's user has them put together, {@code Ms.
 * Ann Lee} unless configured otherwise; never NULL. Persons are found by their first name, last
 * name and salutation, and the engine checks the whole name and sorts by it. Where the salutation
 * is shown translated, it is found by its key.
 */
public final class SugarCrmConnector implements Connector {

  /** The version of the REST API that is asked unless another is chosen. */
  public static final String DEFAULT_VERSION = "v11_23";

  private static final Map<String, String> HEADERS = Map.of("Accept", "application/json");

  static final UnifiedTypes TYPES = UnifiedTypes.load(SugarCrmConnector.class);

  private final SugarRequests requests;

  /** Asks {@link #DEFAULT_VERSION}. */
  public SugarCrmConnector() {
    this(DEFAULT_VERSION);
  }

  /**
   * Asks this version of the REST API.
   *
   * @param version as it stands in URLs, such as {@code v11} or {@code v11_23}
   * @throws IllegalArgumentException if it is not the letter v, a number and perhaps an underscore
   *     and a number
   */
  public SugarCrmConnector(String version) {
    if (!version.matches("v[0-9]{1,3}(_[0-9]{1,3})?")) {
      throw new IllegalArgumentException("not a version of the API, such as v11_23: " + version);
    }
    this.requests = new SugarRequests(version);
  }

  @Override
  public String service() {
    return "sugarcrm";
  }

  @Override
  public Set<Language> languages() {
    return Set.of(Language.KQL, Language.KEYWORD);
  }

  @Override
  public Dialect dialect() {
    return SugarDialect.INSTANCE;
  }

  @Override
  public UnifiedTypes unifiedTypes() {
    return TYPES;
  }

  @Override
  public SearchPlan plan(Query query, ObjectSchema schema, Completion completion) {
    String module = objectName(query.from().name());
    ObjectSchema known = StockFields.orKnown(schema, module);
    return PlanFaults.requireNone(
        query,
        known,
        SugarDialect.INSTANCE.check(query, completion),
        normalized -> {
          SearchPlan.Builder plan = plan(module, normalized, known, completion);
          if (!schema.isKnown()) {
            plan.note(module + " was not described; values are sent as they are written");
          }
          return plan.build();
        });
  }

  private SearchPlan.Builder plan(
      String module, NormalizedQuery normalized, ObjectSchema known, Completion completion) {
    SugarQuery list = SugarFilterCompiler.compile(normalized, known, completion);
    SearchPlan.Builder plan =
        SearchPlan.of(normalized)
            .parts(list.parts())
            .sortedByEngine(list.sortedByEngine())
            .format(new SugarRecords(module, known, normalized))
            .locator(new NameLocator(normalized, new SugarFields(known)::namesIn));
    if (normalized.matchesNothing()) {
      return plan;
    }
    return plan.request(requests.first(list))
        .offsetPushed(list.exact())
        .limitPushed(list.exact() && normalized.limit().isPresent());
  }

  @Override
  public TextPlan plan(TextQuery query) {
    return switch (query.language()) {
      case KEYWORD ->
          TextPlan.of(
              requests.search(SearchText.of(query), TYPES.objectNames(), query.pageSize()),
              FoundRecords.INSTANCE);
      case KQL, DQL, SOQL, SOSL -> Connector.super.plan(query);
    };
  }

  @Override
  public CompletionStage<ObjectSchema> describe(String objectName, Upstream upstream) {
    if (!SugarNames.isName(objectName)) {
      return CompletableFuture.failedFuture(unknownModule(objectName));
    }
    return upstream
        .send(requests.metadata(objectName))
        .thenApply(response -> schema(objectName, response));
  }

  private static QueryException unknownModule(String module) {
    return new QueryException(
        Diagnostic.of(
            DiagnosticCode.UNKNOWN_OBJECT,
            NodeLocation.NONE,
            "SugarCRM has no module " + module + ", or the account may not see it",
            "modules are named as in the address of their list, such as Accounts"));
  }

  private static ObjectSchema schema(String module, UpstreamResponse response) {
    if (!response.isSuccess()) {
      throw new UpstreamException(SugarFaults.read(response));
    }
    JsonNode modules = UpstreamJson.readAnything(response.body()).path("modules");
    if (!modules.isContainerNode()) {
      throw UpstreamException.unexpected("SugarCRM: the metadata is not JSON, or has no modules");
    }
    JsonNode fields = modules.path(module).path("fields");
    if (!fields.isObject()) {
      throw unknownModule(module);
    }
    ObjectSchema.Builder schema = ObjectSchema.builder(module);
    MetadataReader.read(fields, schema);
    return schema.build();
  }

  @Override
  public Page decode(UpstreamRequest request, UpstreamResponse response, Plan plan) {
    return PageReader.read(request, response, plan);
  }

  @Override
  public UpstreamFault fault(UpstreamResponse response, Optional<? extends Plan> plan) {
    UpstreamFault fault = SugarFaults.read(response);
    return fault.at(
        plan.map(known -> known.locator().locate(fault.message())).orElse(NodeLocation.NONE));
  }

  @Override
  public Map<String, String> headers() {
    return HEADERS;
  }
}
