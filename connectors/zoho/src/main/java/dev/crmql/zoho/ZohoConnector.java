package dev.crmql.zoho;

import com.fasterxml.jackson.databind.JsonNode;
import dev.crmql.diagnostics.QueryException;
import dev.crmql.language.Language;
import dev.crmql.query.NodeLocation;
import dev.crmql.query.Query;
import dev.crmql.schema.Field;
import dev.crmql.schema.FieldType;
import dev.crmql.schema.ObjectSchema;
import dev.crmql.spi.Completion;
import dev.crmql.spi.Connector;
import dev.crmql.spi.Dialect;
import dev.crmql.spi.KeywordText;
import dev.crmql.spi.NameLocator;
import dev.crmql.spi.NameRule;
import dev.crmql.spi.Page;
import dev.crmql.spi.Plan;
import dev.crmql.spi.PlanFaults;
import dev.crmql.spi.SearchPlan;
import dev.crmql.spi.TextPlan;
import dev.crmql.spi.TextQuery;
import dev.crmql.spi.TokenHeader;
import dev.crmql.spi.UnifiedTypes;
import dev.crmql.spi.Upstream;
import dev.crmql.spi.UpstreamException;
import dev.crmql.spi.UpstreamFault;
import dev.crmql.spi.UpstreamJson;
import dev.crmql.spi.UpstreamRequest;
import dev.crmql.spi.UpstreamResponse;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Zoho CRM: modules, asked in COQL of version 8 of the API. Choices are compared with what is shown
 * of them, as COQL has it.
 */
public final class ZohoConnector implements Connector {

  static final String ID = "id";

  static final NameRule NAMES = NameRule.words(ZohoDialect.TITLE);

  private static final Map<String, String> HEADERS = Map.of("Accept", "application/json");
  private static final TokenHeader TOKEN_HEADER = TokenHeader.scheme("Zoho-oauthtoken");
  private static final UnifiedTypes TYPES = UnifiedTypes.load(ZohoConnector.class);

  /** A connector. */
  public ZohoConnector() {}

  @Override
  public String service() {
    return "zoho";
  }

  @Override
  public Set<Language> languages() {
    return Set.of(Language.KQL, Language.KEYWORD);
  }

  @Override
  public Dialect dialect() {
    return ZohoDialect.INSTANCE;
  }

  @Override
  public UnifiedTypes unifiedTypes() {
    return TYPES;
  }

  @Override
  public SearchPlan plan(Query query, ObjectSchema schema, Completion completion) {
    String module = objectName(query.from().name());
    ObjectSchema known = schema.isKnown() ? schema : undescribed(module);
    return PlanFaults.requireNone(
        query,
        known,
        ZohoDialect.INSTANCE.check(query, completion),
        normalized -> {
          SearchPlan.Builder plan =
              CoqlCompiler.compile(normalized, known, module, completion)
                  .locator(NameLocator.of(normalized));
          if (!schema.isKnown()) {
            plan.note(module + " was not described; values are sent as they are written");
          }
          return plan.build();
        });
  }

  private static ObjectSchema undescribed(String module) {
    return ObjectSchema.builder(module)
        .unknown()
        .idField(ID)
        .field(new Field(ID, FieldType.ID, "", false, true, true))
        .build();
  }

  @Override
  public TextPlan plan(TextQuery query) {
    if (query.language() != Language.KEYWORD) {
      return Connector.super.plan(query);
    }
    String words = String.join(" ", KeywordText.words(query));
    int rows = Math.min(query.pageSize(), ZohoLimits.INSTANCE.keywordPageRows());
    List<UpstreamRequest> walks =
        TYPES.objectNames().stream()
            .map(module -> CoqlRequests.search(module, words, 1, rows))
            .toList();
    return new TextPlan(
        walks,
        ZohoRecords.found(TYPES.objectNames().get(0)),
        message -> NodeLocation.NONE,
        List.of("rows come module by module"),
        Optional.empty());
  }

  @Override
  public CompletionStage<ObjectSchema> describe(String objectName, Upstream upstream) {
    if (!NAMES.allows(objectName)) {
      return CompletableFuture.failedFuture(unknownModule(objectName));
    }
    return upstream
        .send(CoqlRequests.fields(objectName))
        .thenApply(response -> schema(objectName, response));
  }

  private static ObjectSchema schema(String module, UpstreamResponse response) {
    if (!response.isSuccess()) {
      UpstreamFault fault = ZohoFaults.read(response);
      if (fault.kind() == UpstreamFault.Kind.NOT_FOUND) {
        throw unknownModule(module);
      }
      throw new UpstreamException(fault);
    }
    JsonNode fields = UpstreamJson.readAnything(response.body()).path("fields");
    if (!fields.isArray()) {
      throw UpstreamException.unexpected(
          ZohoDialect.TITLE + ": the description of " + module + " has no fields");
    }
    return FieldReader.read(module, fields);
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
  public UpstreamFault fault(UpstreamResponse response, Optional<? extends Plan> plan) {
    return ZohoFaults.read(response).locatedIn(plan);
  }

  @Override
  public Map<String, String> headers() {
    return HEADERS;
  }

  @Override
  public TokenHeader tokenHeader() {
    return TOKEN_HEADER;
  }
}
