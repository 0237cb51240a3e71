package dev.crmql.dynamics;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.crmql.language.Language;
import dev.crmql.normalize.NormalizedQuery;
import dev.crmql.oauth.TokenEndpoint;
import dev.crmql.query.NodeLocation;
import dev.crmql.query.Query;
import dev.crmql.schema.ObjectSchema;
import dev.crmql.spi.Completion;
import dev.crmql.spi.Page;
import dev.crmql.spi.Plan;
import dev.crmql.spi.Row;
import dev.crmql.spi.SearchPlan;
import dev.crmql.spi.ServiceConnector;
import dev.crmql.spi.TextPlan;
import dev.crmql.spi.TextQuery;
import dev.crmql.spi.UnifiedTypes;
import dev.crmql.spi.Upstream;
import dev.crmql.spi.UpstreamException;
import dev.crmql.spi.UpstreamFault;
import dev.crmql.spi.UpstreamRequest;
import dev.crmql.spi.UpstreamResponse;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Dynamics 365: tables of Dataverse, asked over its Web API (OData 4.0). */
public final class DynamicsConnector extends ServiceConnector {

  /** The version of the Web API that is asked unless another is chosen. */
  public static final String DEFAULT_VERSION = "v9.2";

  /** {@code If-None-Match: null} keeps Dataverse from answering out of a cache. */
  static final Map<String, String> HEADERS = headerFields();

  static final UnifiedTypes TYPES = UnifiedTypes.load(DynamicsConnector.class);

  private final ODataRequests requests;

  /** Asks {@link #DEFAULT_VERSION}. */
  public DynamicsConnector() {
    this(DEFAULT_VERSION);
  }

  /**
   * Asks this version of the Web API.
   *
   * @param version such as {@code v9.2}
   * @throws IllegalArgumentException if it is not the letter v, a number, a point and a number
   */
  public DynamicsConnector(String version) {
    super(
        "dynamics",
        DynamicsDialect.INSTANCE,
        TYPES,
        DynamicsFaults::read,
        Language.KQL,
        Language.DQL,
        Language.KEYWORD);
    if (!version.matches("v[0-9]{1,3}\\.[0-9]{1,3}")) {
      throw new IllegalArgumentException("not a version of the Web API, such as v9.2: " + version);
    }
    this.requests = new ODataRequests(version);
  }

  private static Map<String, String> headerFields() {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Accept", "application/json");
    headers.put("OData-MaxVersion", "4.0");
    headers.put("OData-Version", "4.0");
    headers.put("If-None-Match", "null");
    return Map.copyOf(headers);
  }

  /**
   * Where access tokens come from (Microsoft identity platform, OAuth 2.0).
   *
   * @param tenant the directory's id or one of its domains
   * @throws IllegalArgumentException if that can't be a tenant
   */
  public static TokenEndpoint tokenEndpoint(String tenant) {
    if (!tenant.matches("[A-Za-z0-9][A-Za-z0-9.-]*")) {
      throw new IllegalArgumentException("a tenant is a directory's id or a domain");
    }
    return new TokenEndpoint(
        URI.create("https://login.microsoftonline.com/" + tenant + "/oauth2/v2.0/token"),
        TokenEndpoint.Format.FORM,
        Map.of());
  }

  @Override
  public Optional<Language> defaultLanguage() {
    return Optional.of(Language.KEYWORD);
  }

  @Override
  protected ObjectSchema undescribed(String objectName, Query query) {
    return GuessedSchema.of(objectName, query);
  }

  @Override
  protected SearchPlan.Builder compile(
      NormalizedQuery normalized, ObjectSchema described, String table, Completion completion) {
    Compilation compilation = new Compilation(normalized, described, completion);
    ODataQuery odata = compilation.odata();
    SearchPlan.Builder plan =
        SearchPlan.of(normalized)
            .parts(odata.parts())
            .sortedByEngine(compilation.sortedByEngine())
            .format(new DynamicsRecords(compilation, normalized.selectsAll()))
            .locator(new NameLocator(normalized, compilation.table()));
    odata.notes().forEach(plan::note);
    if (normalized.matchesNothing()) {
      return plan;
    }
    Optional<UpstreamRequest> request = requests.of(odata);
    if (request.isPresent()) {
      return plan.request(request.get()).limitPushed(odata.top().isPresent());
    }
    List<UpstreamRequest> several =
        new RequestSplitter(requests, described, completion).split(normalized, odata);
    several.forEach(plan::request);
    return plan.note("one request would be too long; " + several.size() + " are made");
  }

  @Override
  public UpstreamRequest inPages(UpstreamRequest first, int rows) {
    return ODataRequests.inPages(first, rows);
  }

  @Override
  protected TextPlan keyword(TextQuery query) {
    return new KeywordPlans(requests).of(query);
  }

  @Override
  public CompletionStage<ObjectSchema> describe(String objectName, Upstream upstream) {
    return new MetadataReader(requests, upstream).describe(objectName);
  }

  @Override
  public Page decode(UpstreamRequest request, UpstreamResponse response, Plan plan) {
    if (SearchRequests.isSearch(request)) {
      return SearchAnswers.read(request, response);
    }
    UpstreamResponse answer = Batch.isBatch(request) ? Batch.answer(response) : response;
    if (!answer.isSuccess()) {
      throw new UpstreamException(fault(answer, Optional.of(plan)));
    }
    JsonNode body = DynamicsJson.collection(answer);
    List<Row> rows = new ArrayList<>(body.path("value").size());
    for (JsonNode row : body.path("value")) {
      if (!(row instanceof ObjectNode object)) {
        throw DynamicsFaults.unexpected("a row is not an object");
      }
      rows.add(new Row(object, plan.format()));
    }
    JsonNode link = body.path("@odata.nextLink");
    if (link.isMissingNode()) {
      return new Page(rows, Optional.empty());
    }
    if (!link.isTextual()) {
      throw DynamicsFaults.unexpected("the link to the next page is not text");
    }
    return new Page(rows, Optional.of(requests.next(link.textValue(), request)));
  }

  @Override
  public UpstreamFault fault(UpstreamResponse response, Optional<? extends Plan> plan) {
    boolean search =
        plan.isPresent() && plan.get() instanceof TextPlan text && text.otherwise().isPresent();
    UpstreamFault fault = DynamicsFaults.read(response, search);
    NodeLocation at =
        plan.map(known -> known.locator().locate(fault.message())).orElse(NodeLocation.NONE);
    return fault.at(at);
  }

  @Override
  public Map<String, String> headers() {
    return HEADERS;
  }
}
