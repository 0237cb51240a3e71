package dev.crmql.oracle;

import com.fasterxml.jackson.databind.JsonNode;
import dev.crmql.diagnostics.QueryException;
import dev.crmql.language.Language;
import dev.crmql.normalize.NormalizedQuery;
import dev.crmql.query.NodeLocation;
import dev.crmql.query.Query;
import dev.crmql.schema.ObjectSchema;
import dev.crmql.spi.Completion;
import dev.crmql.spi.KeywordText;
import dev.crmql.spi.NameRule;
import dev.crmql.spi.Page;
import dev.crmql.spi.Plan;
import dev.crmql.spi.PlanFaults;
import dev.crmql.spi.SearchPlan;
import dev.crmql.spi.ServiceConnector;
import dev.crmql.spi.TextPlan;
import dev.crmql.spi.TextQuery;
import dev.crmql.spi.TokenHeader;
import dev.crmql.spi.TypedRecords;
import dev.crmql.spi.UnifiedTypes;
import dev.crmql.spi.Upstream;
import dev.crmql.spi.UpstreamException;
import dev.crmql.spi.UpstreamRequest;
import dev.crmql.spi.UpstreamResponse;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * Oracle Sales (Fusion Cloud): resources, asked with row-match queries, which the REST framework
 * reads from version 2 on; version 4 is asked for, whose errors have a form.
 */
public final class OracleConnector extends ServiceConnector {

  /** The version of the resources that is asked unless another is chosen. */
  public static final String DEFAULT_VERSION = "11.13.18.05";

  private static final Map<String, String> HEADERS =
      Map.of(
          "Accept",
          "application/json, application/vnd.oracle.adf.error+json",
          "REST-Framework-Version",
          "4");

  static final NameRule NAMES = NameRule.words(OracleDialect.TITLE);

  private final String path;
  private final TokenHeader tokenHeader;

  /** Asks {@link #DEFAULT_VERSION} with tokens of OAuth. */
  public OracleConnector() {
    this(DEFAULT_VERSION, TokenHeader.BEARER);
  }

  /**
   * Asks this version.
   *
   * @param version as it stands in URLs, such as {@code 11.13.18.05} or {@code latest}
   * @param tokenHeader {@link TokenHeader#BEARER}, or {@link TokenHeader#BASIC} for accounts whose
   *     tokens are a user and a password
   * @throws IllegalArgumentException if the version holds anything but letters, digits and dots
   */
  public OracleConnector(String version, TokenHeader tokenHeader) {
    super(
        "oracle",
        OracleDialect.INSTANCE,
        UnifiedTypes.load(OracleConnector.class),
        OracleFaults::read,
        Language.KQL,
        Language.KEYWORD);
    if (!version.matches("[A-Za-z0-9.]{1,30}")) {
      throw new IllegalArgumentException("not a version, such as 11.13.18.05: " + version);
    }
    this.path = "/crmRestApi/resources/" + version + "/";
    this.tokenHeader = Objects.requireNonNull(tokenHeader, "tokenHeader");
  }

  @Override
  protected ObjectSchema undescribed(String objectName, Query query) {
    Resource resource = Resource.of(objectName);
    return ObjectSchema.builder(resource.name()).unknown().idField(resource.id()).build();
  }

  @Override
  protected SearchPlan.Builder compile(
      NormalizedQuery query, ObjectSchema schema, String objectName, Completion completion) {
    Resource resource = Resource.of(objectName);
    return new OracleCompiler(query, schema, resource)
        .compile(path, completion)
        .format(
            new TypedRecords(
                OracleDialect.TITLE, resource.name(), resource.id(), schema, Optional.of(query)));
  }

  @Override
  protected TextPlan keyword(TextQuery query) {
    KeywordRecords search = new KeywordRecords(unifiedTypes(), KeywordText.words(query));
    return new TextPlan(
        search.requests(path, query.pageSize()),
        search,
        message -> NodeLocation.NONE,
        List.of("rows come resource by resource, each in the order of its ids"),
        Optional.empty());
  }

  @Override
  public CompletionStage<ObjectSchema> describe(String objectName, Upstream upstream) {
    return described(
        objectName,
        upstream,
        NAMES,
        name -> UpstreamRequest.get(path + name + "/describe", Map.of()),
        OracleConnector::unknownResource,
        body -> schema(objectName, body));
  }

  private static ObjectSchema schema(String name, JsonNode body) {
    JsonNode attributes = body.path("Resources").path(name).path("attributes");
    if (!attributes.isArray()) {
      throw UpstreamException.unexpected(
          OracleDialect.TITLE + ": the description of " + name + " has no attributes");
    }
    return DescribeReader.read(Resource.of(name), attributes);
  }

  private static QueryException unknownResource(String name) {
    return PlanFaults.unknownObject(
        OracleDialect.TITLE, name, "resources are named as in their URL, such as accounts");
  }

  @Override
  public Page decode(UpstreamRequest request, UpstreamResponse response, Plan plan) {
    return OraclePages.read(request, response, plan);
  }

  @Override
  public Map<String, String> headers() {
    return HEADERS;
  }

  @Override
  public TokenHeader tokenHeader() {
    return tokenHeader;
  }
}
