package dev.crmql.examples.acorn;

import dev.crmql.diagnostics.QueryException;
import dev.crmql.language.Language;
import dev.crmql.normalize.NormalizedQuery;
import dev.crmql.query.Query;
import dev.crmql.schema.ObjectSchema;
import dev.crmql.spi.Completion;
import dev.crmql.spi.Connector;
import dev.crmql.spi.Dialect;
import dev.crmql.spi.NameLocator;
import dev.crmql.spi.NameRule;
import dev.crmql.spi.Page;
import dev.crmql.spi.Plan;
import dev.crmql.spi.PlanFaults;
import dev.crmql.spi.SearchPlan;
import dev.crmql.spi.TokenHeader;
import dev.crmql.spi.TypedRecords;
import dev.crmql.spi.UnifiedTypes;
import dev.crmql.spi.Upstream;
import dev.crmql.spi.UpstreamException;
import dev.crmql.spi.UpstreamFault;
import dev.crmql.spi.UpstreamRequest;
import dev.crmql.spi.UpstreamResponse;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Acorn, a made-up CRM, whose lists know no OR. */
public final class AcornConnector implements Connector {

  private static final NameRule NAMES = NameRule.words(AcornDialect.TITLE);

  private static final UnifiedTypes TYPES = UnifiedTypes.load(AcornConnector.class);

  /** A connector; all accounts can share it. */
  public AcornConnector() {}

  @Override
  public String service() {
    return "acorn";
  }

  @Override
  public Set<Language> languages() {
    return Set.of(Language.KQL);
  }

  @Override
  public Dialect dialect() {
    return AcornDialect.INSTANCE;
  }

  @Override
  public UnifiedTypes unifiedTypes() {
    return TYPES;
  }

  @Override
  public SearchPlan plan(Query query, ObjectSchema schema, Completion completion) {
    String type = objectName(query.from().name());
    ObjectSchema known =
        schema.isKnown()
            ? schema
            : ObjectSchema.builder(type).unknown().idField(AcornCompiler.ID).build();
    return PlanFaults.requireNone(
        query,
        known,
        AcornDialect.INSTANCE.check(query, completion),
        normalized -> plan(type, normalized, known, completion));
  }

  private static SearchPlan plan(
      String type, NormalizedQuery query, ObjectSchema schema, Completion completion) {
    NAMES.check(query, type);
    SearchPlan.Builder plan =
        new AcornCompiler(query, schema)
            .plan("/api/records/" + type, completion)
            .format(
                new TypedRecords(
                    AcornDialect.TITLE, type, AcornCompiler.ID, schema, Optional.of(query)))
            .locator(NameLocator.of(query));
    if (!schema.isKnown()) {
      plan.note(type + " was not described; values are sent as they are written");
    }
    return plan.build();
  }

  @Override
  public CompletionStage<ObjectSchema> describe(String objectName, Upstream upstream) {
    if (!NAMES.allows(objectName)) {
      return CompletableFuture.failedFuture(unknownType(objectName));
    }
    return upstream
        .send(UpstreamRequest.get("/api/types/" + objectName, Map.of()))
        .thenApply(response -> schema(objectName, response));
  }

  private static ObjectSchema schema(String type, UpstreamResponse response) {
    if (response.status() == 404) {
      throw unknownType(type);
    }
    if (!response.isSuccess()) {
      throw new UpstreamException(AcornAnswers.fault(response));
    }
    return AcornAnswers.schema(type, response);
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
  public UpstreamFault fault(UpstreamResponse response, Optional<? extends Plan> plan) {
    return AcornAnswers.fault(response).locatedIn(plan);
  }

  @Override
  public Map<String, String> headers() {
    return Map.of("Accept", "application/json");
  }

  @Override
  public TokenHeader tokenHeader() {
    return TokenHeader.field("X-Acorn-Key");
  }
}
