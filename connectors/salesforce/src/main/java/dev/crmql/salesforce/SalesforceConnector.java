package dev.crmql.salesforce;

import com.fasterxml.jackson.databind.JsonNode;
import dev.crmql.diagnostics.Diagnostic;
import dev.crmql.diagnostics.DiagnosticCode;
import dev.crmql.diagnostics.QueryException;
import dev.crmql.language.Language;
import dev.crmql.normalize.NormalizedQuery;
import dev.crmql.oauth.TokenEndpoint;
import dev.crmql.query.NodeLocation;
import dev.crmql.query.Query;
import dev.crmql.schema.ObjectSchema;
import dev.crmql.spi.Completion;
import dev.crmql.spi.Page;
import dev.crmql.spi.Plan;
import dev.crmql.spi.SearchPlan;
import dev.crmql.spi.ServiceConnector;
import dev.crmql.spi.TextPlan;
import dev.crmql.spi.TextQuery;
import dev.crmql.spi.Upstream;
import dev.crmql.spi.UpstreamException;
import dev.crmql.spi.UpstreamFault;
import dev.crmql.spi.UpstreamRequest;
import dev.crmql.spi.UpstreamResponse;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Salesforce, asked in SOQL and SOSL over its REST API. */
public final class SalesforceConnector extends ServiceConnector {

  /** The API version that is asked for if none is set. */
  public static final String DEFAULT_API_VERSION = "v60.0";

  /** FIELDS() came with this version (SOQL and SOSL Reference, FIELDS()). */
  private static final int OLDEST_API_VERSION = 51;

  private final SoqlCompiler compiler = new SoqlCompiler();
  private final QueryRequests requests;
  private final TextPlanner planner;
  private final String objectsPath;

  /** Salesforce at the default version of its API. */
  public SalesforceConnector() {
    this(DEFAULT_API_VERSION);
  }

  /**
   * Salesforce at a version of its API.
   *
   * @param apiVersion such as {@code v60.0}; {@code v51.0} at least
   * @throws IllegalArgumentException if it is not of that form, or older
   */
  public SalesforceConnector(String apiVersion) {
    super(
        "salesforce",
        SalesforceDialect.INSTANCE,
        SoqlNames.TYPES,
        SalesforceFaults::read,
        Language.KQL,
        Language.SOQL,
        Language.SOSL,
        Language.KEYWORD);
    if (!apiVersion.matches("v[0-9]{2,4}\\.0")
        || Integer.parseInt(apiVersion.substring(1, apiVersion.length() - 2))
            < OLDEST_API_VERSION) {
      throw new IllegalArgumentException(
          "not an API version from v" + OLDEST_API_VERSION + ".0 on: " + apiVersion);
    }
    this.requests = new QueryRequests(apiVersion);
    this.planner = new TextPlanner(requests);
    this.objectsPath = "/services/data/" + apiVersion + "/sobjects/";
  }

  /**
   * Where access tokens come from, on any of Salesforce's login hosts: {@code
   * login.salesforce.com}, {@code test.salesforce.com} or the organisation's own (REST API
   * Developer Guide, OAuth 2.0 Refresh Token Flow).
   *
   * @param host scheme and host
   */
  public static TokenEndpoint tokenEndpoint(URI host) {
    return new TokenEndpoint(
        host.resolve("/services/oauth2/token"), TokenEndpoint.Format.FORM, Map.of());
  }

  /** SOQL, as CRM Search documents it. */
  @Override
  public Optional<Language> defaultLanguage() {
    return Optional.of(Language.SOQL);
  }

  @Override
  protected ObjectSchema undescribed(String objectName, Query query) {
    return ObjectSchema.unknown();
  }

  @Override
  protected SearchPlan.Builder compile(
      NormalizedQuery normalized, ObjectSchema schema, String objectName, Completion completion) {
    NormalizedQuery query = LongIds.in(normalized, new SoqlFields(schema));
    SoqlQuery soql = compiler.compile(query, schema, completion);
    SearchPlan.Builder plan =
        SearchPlan.of(query)
            .parts(soql.parts())
            .limitPushed(soql.limited())
            .offsetPushed(soql.offsetPushed())
            .locator(soql.locator())
            .format(new SalesforceRecords(objectName, query, soql.extras(), schema));
    soql.statements().forEach(statement -> plan.request(requests.first(statement)));
    soql.notes().forEach(plan::note);
    PlanNotes.ownOrder(query, schema).ifPresent(plan::ownOrder);
    return plan;
  }

  @Override
  public TextPlan plan(TextQuery query) {
    return planner.plan(query);
  }

  @Override
  public CompletionStage<ObjectSchema> describe(String objectName, Upstream upstream) {
    if (!SoqlNames.isName(objectName)) {
      return CompletableFuture.failedFuture(unknownObject(objectName));
    }
    UpstreamRequest request = UpstreamRequest.get(objectsPath + objectName + "/describe", Map.of());
    return upstream.send(request).thenApply(response -> schema(objectName, response));
  }

  /**
   * A 404 may as well mean that the path is wrong, so it does not say that there is no such type;
   * the query itself will be told.
   */
  private ObjectSchema schema(String objectName, UpstreamResponse response) {
    if (!response.isSuccess()) {
      UpstreamFault fault = fault(response, Optional.empty());
      throw fault.code().equals("INVALID_TYPE")
          ? unknownObject(objectName)
          : new UpstreamException(fault);
    }
    ObjectSchema schema = DescribeReader.read(SalesforceJson.read(response));
    if (!schema.name().equals(objectName)) {
      throw unknownObject(objectName, "did you mean " + schema.name() + "?");
    }
    return schema;
  }

  private static QueryException unknownObject(String objectName, String... hints) {
    return new QueryException(
        Diagnostic.of(
            DiagnosticCode.UNKNOWN_OBJECT,
            NodeLocation.NONE,
            "Salesforce has no object type " + objectName,
            hints));
  }

  @Override
  public Page decode(UpstreamRequest request, UpstreamResponse response, Plan plan) {
    JsonNode body = SalesforceJson.read(response);
    if (requests.isSearch(request)) {
      return QueryPages.readSearch(body, plan, request.query().get("q"));
    }
    return QueryPages.read(
        requests.isComposite(request) ? QueryPages.onlyPart(body, plan) : body,
        plan,
        request.headers());
  }

  @Override
  public Optional<UpstreamRequest> insteadOf(
      UpstreamRequest rejected, UpstreamFault fault, Plan plan) {
    return plan.format() == TextRecords.OF_A_KEYWORD
        ? KeywordSearch.without(rejected.query().get("q"), fault).map(requests::search)
        : Optional.empty();
  }

  @Override
  public UpstreamFault fault(UpstreamResponse response, Optional<? extends Plan> plan) {
    return SalesforceFaults.read(response, plan);
  }
}
