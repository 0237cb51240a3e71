package dev.crmql.examples.acorn;

import dev.crmql.diagnostics.QueryException;
import dev.crmql.language.Language;
import dev.crmql.normalize.NormalizedQuery;
import dev.crmql.query.Query;
import dev.crmql.schema.ObjectSchema;
import dev.crmql.spi.Completion;
import dev.crmql.spi.NameRule;
import dev.crmql.spi.Page;
import dev.crmql.spi.Plan;
import dev.crmql.spi.PlanFaults;
import dev.crmql.spi.SearchPlan;
import dev.crmql.spi.ServiceConnector;
import dev.crmql.spi.TokenHeader;
import dev.crmql.spi.TypedRecords;
import dev.crmql.spi.UnifiedTypes;
import dev.crmql.spi.Upstream;
import dev.crmql.spi.UpstreamRequest;
import dev.crmql.spi.UpstreamResponse;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Acorn, a made-up CRM, whose lists know no OR. */
public final class AcornConnector extends ServiceConnector {

  private static final NameRule NAMES = NameRule.words(AcornDialect.TITLE);

  /** A connector; all accounts can share it. */
  public AcornConnector() {
    super(
        "acorn",
        AcornDialect.INSTANCE,
        UnifiedTypes.load(AcornConnector.class),
        AcornAnswers::fault,
        Language.KQL);
  }

  @Override
  protected ObjectSchema undescribed(String objectName, Query query) {
    return ObjectSchema.builder(objectName).unknown().idField(AcornCompiler.ID).build();
  }

  @Override
  protected SearchPlan.Builder compile(
      NormalizedQuery query, ObjectSchema schema, String objectName, Completion completion) {
    NAMES.check(query, objectName);
    return new AcornCompiler(query, schema)
        .plan("/api/records/" + objectName, completion)
        .format(
            new TypedRecords(
                AcornDialect.TITLE, objectName, AcornCompiler.ID, schema, Optional.of(query)));
  }

  @Override
  public CompletionStage<ObjectSchema> describe(String objectName, Upstream upstream) {
    return described(
        objectName,
        upstream,
        NAMES,
        type -> UpstreamRequest.get("/api/types/" + type, Map.of()),
        AcornConnector::unknownType,
        body -> AcornAnswers.schema(objectName, body));
  }

  private static QueryException unknownType(String type) {
    return PlanFaults.unknownObject(
        AcornDialect.TITLE, type, "types are named in the plural, such as companies");
  }

  @Override
  public Page decode(UpstreamRequest request, UpstreamResponse response, Plan plan) {
    return AcornAnswers.page(request, response, plan);
  }

  @Override
  public TokenHeader tokenHeader() {
    return TokenHeader.field("X-Acorn-Key");
  }
}
