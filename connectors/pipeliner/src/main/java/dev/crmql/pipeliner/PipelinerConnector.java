package dev.crmql.pipeliner;

import dev.crmql.diagnostics.Diagnostic;
import dev.crmql.diagnostics.DiagnosticCode;
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
import dev.crmql.spi.Row;
import dev.crmql.spi.SearchPlan;
import dev.crmql.spi.ServiceConnector;
import dev.crmql.spi.TextPlan;
import dev.crmql.spi.TextQuery;
import dev.crmql.spi.TokenHeader;
import dev.crmql.spi.UnifiedTypes;
import dev.crmql.spi.Upstream;
import dev.crmql.spi.UpstreamFault;
import dev.crmql.spi.UpstreamRequest;
import dev.crmql.spi.UpstreamResponse;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Pipeliner CRM: lists of entities, filtered by query parameters, of version 100 of the REST API.
 *
 * <p>An account's URL ends in its space, {@code
 * https://us-east.api.pipelinersales.com/api/v100/rest/spaces/acme_eu1}; its token is the API token
 * and the API password with a colon between.
 */
public final class PipelinerConnector extends ServiceConnector {

  static final NameRule NAMES = NameRule.words(PipelinerDialect.TITLE);

  private static final UnifiedTypes TYPES = UnifiedTypes.load(PipelinerConnector.class);

  /** A connector. */
  public PipelinerConnector() {
    super(
        "pipeliner",
        PipelinerDialect.INSTANCE,
        TYPES,
        PipelinerFaults::read,
        Language.KQL,
        Language.KEYWORD);
  }

  @Override
  protected void check(Query query, String objectName) {
    if (isCampaign(objectName)) {
      throw noCampaigns().at(query.from().at());
    }
    EntityFields.requireNoWholeName(query, objectName);
  }

  @Override
  protected ObjectSchema undescribed(String objectName, Query query) {
    return EntityFields.undescribed(objectName);
  }

  @Override
  protected SearchPlan.Builder compile(
      NormalizedQuery query, ObjectSchema schema, String objectName, Completion completion) {
    return new PipelinerCompiler(query, schema, objectName).compile(completion);
  }

  private static boolean isCampaign(String entity) {
    return Set.of("campaign", "campaigns").contains(entity.toLowerCase(Locale.ROOT));
  }

  private static QueryException noCampaigns() {
    return new QueryException(
        Diagnostic.of(
            DiagnosticCode.UNKNOWN_OBJECT,
            NodeLocation.NONE,
            PipelinerDialect.TITLE + " has no campaigns",
            "ask for " + String.join(", ", TYPES.objectNames())));
  }

  @Override
  protected TextPlan keyword(TextQuery query) {
    KeywordRecords search = new KeywordRecords(TYPES, KeywordText.words(query));
    int rows = Math.min(query.pageSize(), PipelinerLimits.INSTANCE.pageRows());
    return new TextPlan(
        search.requests(rows),
        search,
        message -> NodeLocation.NONE,
        List.of("rows come entity by entity, and field by field"),
        Optional.empty());
  }

  @Override
  public UpstreamRequest inPages(UpstreamRequest first, int rows) {
    return ListRequests.inPages(first, rows);
  }

  @Override
  public CompletionStage<ObjectSchema> describe(String objectName, Upstream upstream) {
    if (isCampaign(objectName)) {
      return CompletableFuture.failedFuture(noCampaigns());
    }
    if (!NAMES.allows(objectName)) {
      return CompletableFuture.failedFuture(EntityDescription.unknownEntity(objectName));
    }
    return EntityDescription.ask(objectName, upstream);
  }

  @Override
  public Page decode(UpstreamRequest request, UpstreamResponse response, Plan plan) {
    ListPage page = ListPage.read(request, response);
    List<Row> rows =
        plan.format() instanceof KeywordRecords search
            ? search.found(request, page.records())
            : Row.all(page.records(), plan.format(), PipelinerDialect.TITLE);
    return new Page(rows, page.next());
  }

  /**
   * Whether lists are sorted by id is not documented. If not, the id that was added to the keys
   * makes room for when records were made; the service's cursors hold ids in any case.
   */
  @Override
  public Optional<UpstreamRequest> insteadOf(
      UpstreamRequest rejected, UpstreamFault fault, Plan plan) {
    boolean written =
        plan instanceof SearchPlan search && PipelinerCompiler.isById(search.query().orderBy());
    return fault.kind() != UpstreamFault.Kind.QUERY_REJECTED || written
        ? Optional.empty()
        : ListRequests.withoutId(rejected);
  }

  @Override
  public TokenHeader tokenHeader() {
    return TokenHeader.BASIC;
  }
}
