package dev.crmql.sugarcrm;

import com.fasterxml.jackson.databind.JsonNode;
import dev.crmql.diagnostics.QueryException;
import dev.crmql.language.Language;
import dev.crmql.normalize.NormalizedQuery;
import dev.crmql.oauth.TokenEndpoint;
import dev.crmql.query.Query;
import dev.crmql.schema.ObjectSchema;
import dev.crmql.spi.Completion;
import dev.crmql.spi.NameLocator;
import dev.crmql.spi.Page;
import dev.crmql.spi.Plan;
import dev.crmql.spi.PlanFaults;
import dev.crmql.spi.SearchPlan;
import dev.crmql.spi.ServiceConnector;
import dev.crmql.spi.TextPlan;
import dev.crmql.spi.TextQuery;
import dev.crmql.spi.UnifiedTypes;
import dev.crmql.spi.Upstream;
import dev.crmql.spi.UpstreamException;
import dev.crmql.spi.UpstreamJson;
import dev.crmql.spi.UpstreamRequest;
import dev.crmql.spi.UpstreamResponse;
import java.net.URI;
import java.util.Map;
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
public final class SugarCrmConnector extends ServiceConnector {

  /** The version of the REST API that is asked unless another is chosen. */
  public static final String DEFAULT_VERSION = "v11_23";

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
    super(
        "sugarcrm",
        SugarDialect.INSTANCE,
        TYPES,
        SugarFaults::read,
        Language.KQL,
        Language.KEYWORD);
    if (!version.matches("v[0-9]{1,3}(_[0-9]{1,3})?")) {
      throw new IllegalArgumentException("not a version of the API, such as v11_23: " + version);
    }
    this.requests = new SugarRequests(version);
  }

  /**
   * Where access tokens come from (REST API, {@code /oauth2/token}).
   *
   * @param site where the site lives, with its path if it has one
   * @param platform what the server counts the session to, such as {@code base}: a session of a
   *     platform ends when another of it begins
   */
  public static TokenEndpoint tokenEndpoint(URI site, String platform) {
    String path = site.getRawPath() == null ? "" : site.getRawPath().replaceFirst("/+$", "");
    return new TokenEndpoint(
        site.resolve(path + "/rest/" + DEFAULT_VERSION + "/oauth2/token"),
        TokenEndpoint.Format.JSON,
        Map.of("platform", platform));
  }

  @Override
  protected ObjectSchema undescribed(String objectName, Query query) {
    return StockFields.known(objectName);
  }

  @Override
  protected SearchPlan.Builder compile(
      NormalizedQuery normalized, ObjectSchema known, String module, Completion completion) {
    SugarQuery list = SugarFilterCompiler.compile(normalized, known, module, completion);
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
  protected TextPlan keyword(TextQuery query) {
    return TextPlan.of(
        requests.search(SearchText.of(query), TYPES.objectNames(), query.pageSize()),
        FoundRecords.INSTANCE);
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
    return PlanFaults.unknownObject(
        "SugarCRM", module, "modules are named as in the address of their list, such as Accounts");
  }

  private static ObjectSchema schema(String module, UpstreamResponse response) {
    if (!response.isSuccess()) {
      throw new UpstreamException(SugarFaults.read(response));
    }
    JsonNode modules = UpstreamJson.readAnswer(response).path("modules");
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
}
