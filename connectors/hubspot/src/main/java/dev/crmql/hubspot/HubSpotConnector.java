package dev.crmql.hubspot;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.crmql.diagnostics.Diagnostic;
import dev.crmql.diagnostics.QueryException;
import dev.crmql.language.Language;
import dev.crmql.normalize.NormalizedQuery;
import dev.crmql.oauth.TokenEndpoint;
import dev.crmql.pushdown.Pushdown;
import dev.crmql.query.NodeLocation;
import dev.crmql.query.Query;
import dev.crmql.schema.ObjectSchema;
import dev.crmql.spi.Completion;
import dev.crmql.spi.Page;
import dev.crmql.spi.Plan;
import dev.crmql.spi.PlanFaults;
import dev.crmql.spi.SearchPlan;
import dev.crmql.spi.ServiceConnector;
import dev.crmql.spi.TextPlan;
import dev.crmql.spi.TextQuery;
import dev.crmql.spi.UnifiedTypes;
import dev.crmql.spi.Upstream;
import dev.crmql.spi.UpstreamRequest;
import dev.crmql.spi.UpstreamResponse;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * HubSpot: object types, asked over the CRM search API.
 *
 * <p>Records are shown as HubSpot shows them, with their values, which are text, under {@code
 * properties}. {@code id} and {@code hs_object_id} mean the record's id, a whole number. Marketing
 * campaigns can't be searched.
 */
public final class HubSpotConnector extends ServiceConnector {

  /** The version of the API that is asked unless another is chosen. */
  public static final String DEFAULT_VERSION = "v3";

  static final UnifiedTypes TYPES = UnifiedTypes.load(HubSpotConnector.class);

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
    super(
        "hubspot",
        HubSpotDialect.INSTANCE,
        TYPES,
        HubSpotFaults::read,
        Language.KQL,
        Language.KEYWORD);
    if (!version.matches("v[0-9]{1,2}|[0-9]{4}-[0-9]{2}")) {
      throw new IllegalArgumentException("not a version of the API, such as v3: " + version);
    }
    this.requests = HubSpotRequests.of(version);
  }

  /**
   * Where access tokens come from (OAuth 2.0, {@code /oauth/v1/token}).
   *
   * @param api where the API lives
   */
  public static TokenEndpoint tokenEndpoint(URI api) {
    return new TokenEndpoint(api.resolve("/oauth/v1/token"), TokenEndpoint.Format.FORM, Map.of());
  }

  /** Names of the standard object types are known in any case. */
  @Override
  public String objectName(String written) {
    String name = TYPES.objectName(written);
    return TYPES.objectNames().stream().filter(name::equalsIgnoreCase).findFirst().orElse(name);
  }

  @Override
  protected ObjectSchema undescribed(String objectName, Query query) {
    return StockProperties.of(objectName);
  }

  @Override
  protected SearchPlan.Builder compile(
      NormalizedQuery query, ObjectSchema schema, String objectName, Completion completion) {
    NormalizedQuery decided =
        Pushdown.of(query.conjuncts(), new HubSpotFilterCompiler(schema)).decided(query);
    return new QueryPlanner(requests, objectName, decided, schema, completion).plan();
  }

  @Override
  protected TextPlan keyword(TextQuery query) {
    return KeywordPlanner.plan(query, requests);
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
    return described(
        objectName,
        upstream,
        HubSpotNames.RULE,
        HubSpotRequests::properties,
        HubSpotConnector::unknownObject,
        body -> schema(objectName, body));
  }

  private static ObjectSchema schema(String object, JsonNode body) {
    JsonNode results = body.path("results");
    if (!results.isArray()) {
      throw PageReader.unexpected("the properties are not JSON, or there are no results");
    }
    ObjectSchema.Builder schema = ObjectSchema.builder(object);
    PropertiesReader.read(results, schema);
    return schema.build();
  }

  private static QueryException unknownObject(String object) {
    return PlanFaults.unknownObject(
        "HubSpot", object, "types are named as in their API, such as companies or p123_orders");
  }

  @Override
  public Page decode(UpstreamRequest request, UpstreamResponse response, Plan plan) {
    HubSpotRecords format =
        plan instanceof SearchPlan
            ? (HubSpotRecords) plan.format()
            : HubSpotRecords.whole(requests.object(request));
    return PageReader.read(request, response, format, plan);
  }
}
