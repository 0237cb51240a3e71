package dev.crmql.zoho;

import dev.crmql.diagnostics.QueryException;
import dev.crmql.language.Language;
import dev.crmql.normalize.NormalizedQuery;
import dev.crmql.query.NodeLocation;
import dev.crmql.query.Query;
import dev.crmql.schema.Field;
import dev.crmql.schema.FieldType;
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
import dev.crmql.spi.UnifiedTypes;
import dev.crmql.spi.Upstream;
import dev.crmql.spi.UpstreamRequest;
import dev.crmql.spi.UpstreamResponse;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * Zoho CRM: modules, asked in COQL of version 8 of the API. Choices are compared with what is shown
 * of them, as COQL has it.
 */
public final class ZohoConnector extends ServiceConnector {

  static final String ID = "id";

  static final NameRule NAMES = NameRule.words(ZohoDialect.TITLE);

  private static final TokenHeader TOKEN_HEADER = TokenHeader.scheme("Zoho-oauthtoken");

  /** A connector. */
  public ZohoConnector() {
    super(
        "zoho",
        ZohoDialect.INSTANCE,
        UnifiedTypes.load(ZohoConnector.class),
        ZohoFaults::read,
        Language.KQL,
        Language.KEYWORD);
  }

  @Override
  protected ObjectSchema undescribed(String objectName, Query query) {
    return ObjectSchema.builder(objectName)
        .unknown()
        .idField(ID)
        .field(new Field(ID, FieldType.ID, "", false, true, true))
        .build();
  }

  @Override
  protected SearchPlan.Builder compile(
      NormalizedQuery query, ObjectSchema schema, String objectName, Completion completion) {
    return new CoqlCompiler(query, schema, objectName).compile(completion);
  }

  @Override
  protected TextPlan keyword(TextQuery query) {
    String words = String.join(" ", KeywordText.words(query));
    int rows = Math.min(query.pageSize(), ZohoLimits.INSTANCE.keywordPageRows());
    List<UpstreamRequest> walks =
        unifiedTypes().objectNames().stream()
            .map(module -> CoqlRequests.search(module, words, 1, rows))
            .toList();
    return new TextPlan(
        walks,
        ZohoRecords.found(unifiedTypes().objectNames().get(0)),
        message -> NodeLocation.NONE,
        List.of("rows come module by module"),
        Optional.empty());
  }

  @Override
  public CompletionStage<ObjectSchema> describe(String objectName, Upstream upstream) {
    return described(
        objectName,
        upstream,
        NAMES,
        CoqlRequests::fields,
        ZohoConnector::unknownModule,
        body -> FieldReader.read(objectName, body.path("fields")));
  }

  private static QueryException unknownModule(String module) {
    return PlanFaults.unknownObject(
        ZohoDialect.TITLE, module, "modules have their API names, such as Accounts");
  }

  @Override
  public Page decode(UpstreamRequest request, UpstreamResponse response, Plan plan) {
    return ZohoPages.read(request, response, plan);
  }

  @Override
  public TokenHeader tokenHeader() {
    return TOKEN_HEADER;
  }
}
