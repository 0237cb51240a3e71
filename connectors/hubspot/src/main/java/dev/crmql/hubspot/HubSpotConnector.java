package dev.crmql.hubspot;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.crmql.diagnostics.Diagnostic;
import dev.crmql.diagnostics.DiagnosticCode;
import dev.crmql.diagnostics.QueryException;
import dev.crmql.language.Language;
import dev.crmql.query.NodeLocation;
import dev.crmql.query.Query;
import dev.crmql.schema.ObjectSchema;
import dev.crmql.spi.Completion;
import dev.crmql.spi.Connector;
import dev.crmql.spi.Dialect;
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
 * HubSpot: object types, asked over the CRM search API.
 *
 * <p>Records are shown as HubSpot shows them, with their values, which are text, under {@code
 * properties}. {@code id} and {@code hs_object_id} mean the record's id, a whole number. Marketing
 * campaigns can't be searched.
 */
public final class HubSpotConnector implements Connector {

  /** The version of the API that is asked unless another is chosen. */
  public static final String DEFAULT_VERSION = "v3";

  static final UnifiedTypes TYPES = UnifiedTypes.load(HubSpotConnector.class);

  private static final Map<String, String> HEADERS = Map.of("Accept", "application/json");

  private final HubSpotRequests requests;

  /** Asks {@link #DEFAULT_VERSION}. */
  public HubSpotConnector() {
    this(DEFAULT_VERSION);
  }

  /**
   * Asks this version of the API.
   *
   * @param version {@code v3}, or a date such as {@code 2026-03}
   * @throws IllegalArgumentException if it is neither the letter v and a number nor a year and a
   *     month
   */
  public HubSpotConnector(String version) {
    if (!version.matches("v[0-9]{1,2}|[0-9]{4}-[0-9]{2}")) {
      throw new IllegalArgumentException("not a version of the API, such as v3: " + version);
    }
    this.requests = HubSpotRequests.of(version);
  }

  @Override
  public String service() {
    return "hubspot";
  }

  @Override
  public Set<Language> languages() {
    return Set.of(Language.KQL, Language.KEYWORD);
  }

  @Override
  public Dialect dialect() {
    return HubSpotDialect.INSTANCE;
  }

  @Override
  public UnifiedTypes unifiedTypes() {
    return TYPES;
  }

  /** Names of the standard object types are known in any case. */
  @Override
  public String objectName(String written) {
    String name = TYPES.objectName(written);
    return TYPES.objectNames().stream().filter(name::equalsIgnoreCase).findFirst().orElse(name);
  }

  @Override
  public SearchPlan plan(Query query, ObjectSchema schema, Completion completion) {
    String object = objectName(query.from().name());
    ObjectSchema known = schema.isKnown() ? schema : StockProperties.of(object);
    return PlanFaults.requireNone(
        query,
        known,
        HubSpotDialect.INSTANCE.check(query, completion),
        normalized ->
            new QueryPlanner(requests, object, normalized, known, completion).plan().build());
  }

  @Override
  public TextPlan plan(TextQuery query) {
    return switch (query.language()) {
      case KEYWORD -> KeywordPlanner.plan(query, requests);
      case KQL, DQL, SOQL, SOSL -> Connector.super.plan(query);
    };
  }

  @Override
  public UpstreamRequest inPages(UpstreamRequest first, int rows) {
    ObjectNode body = HubSpotRequests.body(first);
    body.put("limit", Math.min(rows, body.path("limit").asInt()));
    return HubSpotRequests.with(body, first);
  }

  @Override
  public CompletionStage<ObjectSchema> describe(String objectName, Upstream upstream) {
    Optional<Diagnostic> fault = HubSpotNames.checkObject(objectName, NodeLocation.NONE);
    if (fault.isPresent()) {
      return CompletableFuture.failedFuture(new QueryException(fault.get()));
    }
    return upstream
        .send(HubSpotRequests.properties(objectName))
        .thenApply(response -> schema(objectName, response));
  }

  private static ObjectSchema schema(String object, UpstreamResponse response) {
    if (!response.isSuccess()) {
      UpstreamFault fault = HubSpotFaults.read(response);
      if (fault.kind() == UpstreamFault.Kind.NOT_FOUND) {
        throw unknownObject(object);
      }
      throw new UpstreamException(fault);
    }
    JsonNode results = UpstreamJson.readAnything(response.body()).path("results");
    if (!results.isArray()) {
      throw PageReader.unexpected("the properties are not JSON, or there are no results");
    }
    ObjectSchema.Builder schema = ObjectSchema.builder(object);
    PropertiesReader.read(results, schema);
    return schema.build();
  }

  private static QueryException unknownObject(String object) {
    return new QueryException(
        Diagnostic.of(
            DiagnosticCode.UNKNOWN_OBJECT,
            NodeLocation.NONE,
            "HubSpot has no object type " + object + ", or the account may not see it",
            "types are named as in their API, such as companies or p123_orders"));
  }

  @Override
  public Page decode(UpstreamRequest request, UpstreamResponse response, Plan plan) {
    HubSpotRecords format =
        plan instanceof SearchPlan
            ? (HubSpotRecords) plan.format()
            : HubSpotRecords.whole(requests.object(request));
    return PageReader.read(request, response, format, plan);
  }

  @Override
  public UpstreamFault fault(UpstreamResponse response, Optional<? extends Plan> plan) {
    UpstreamFault fault = HubSpotFaults.read(response);
    return fault.at(
        plan.map(known -> known.locator().locate(fault.message())).orElse(NodeLocation.NONE));
  }

  @Override
  public Map<String, String> headers() {
    return HEADERS;
  }
}
