package dev.crmql.pipedrive;

import com.fasterxml.jackson.databind.JsonNode;
import dev.crmql.diagnostics.Diagnostic;
import dev.crmql.diagnostics.DiagnosticCode;
import dev.crmql.diagnostics.QueryException;
import dev.crmql.language.Language;
import dev.crmql.normalize.NormalizedQuery;
import dev.crmql.query.NodeLocation;
import dev.crmql.query.Query;
import dev.crmql.schema.Field;
import dev.crmql.schema.ObjectSchema;
import dev.crmql.spi.Completion;
import dev.crmql.spi.KeywordText;
import dev.crmql.spi.NameRule;
import dev.crmql.spi.Page;
import dev.crmql.spi.Plan;
import dev.crmql.spi.SearchPlan;
import dev.crmql.spi.ServiceConnector;
import dev.crmql.spi.TextPlan;
import dev.crmql.spi.TextQuery;
import dev.crmql.spi.TokenHeader;
import dev.crmql.spi.UnifiedTypes;
import dev.crmql.spi.Upstream;
import dev.crmql.spi.UpstreamException;
import dev.crmql.spi.UpstreamRequest;
import dev.crmql.spi.UpstreamResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.regex.Pattern;

/**
 * Pipedrive: lists of deals, persons, organizations and activities (API v2) and of leads (v1),
 * which take a few parameters each and know no other condition. What is not a parameter is refused,
 * or evaluated by the engine where it may. Saved filters are not created, since they show in the
 * customer's UI and stay there if deleting them fails.
 *
 * <p>Choices are compared with the ids of their options. Custom fields are named by their keys of
 * 40 hexadecimal digits, in double quotes where they start with a digit.
 */
public final class PipedriveConnector extends ServiceConnector {

  static final NameRule NAMES =
      new NameRule(
          PipedriveDialect.TITLE,
          Pattern.compile("[A-Za-z0-9_]+"),
          "names are letters, digits and underscores");

  private final TokenHeader tokenHeader;

  /** Asks with tokens of OAuth. */
  public PipedriveConnector() {
    this(TokenHeader.BEARER);
  }

  /**
   * Asks with tokens of this kind.
   *
   * @param tokenHeader {@link TokenHeader#BEARER}, or {@code TokenHeader.field("x-api-token")} for
   *     accounts whose tokens are a user's API tokens
   */
  public PipedriveConnector(TokenHeader tokenHeader) {
    super(
        "pipedrive",
        PipedriveDialect.INSTANCE,
        UnifiedTypes.load(PipedriveConnector.class),
        PipedriveFaults::read,
        Language.KQL,
        Language.KEYWORD);
    this.tokenHeader = Objects.requireNonNull(tokenHeader, "tokenHeader");
  }

  @Override
  protected ObjectSchema undescribed(String objectName, Query query) {
    return list(objectName, query).schema(Map.of()).unknown().build();
  }

  @Override
  protected SearchPlan.Builder compile(
      NormalizedQuery query, ObjectSchema schema, String objectName, Completion completion) {
    RecordList list = list(objectName, query.written());
    SearchPlan.Builder plan =
        ListCompiler.compile(query, list, schema, completion)
            .format(new PipedriveRecords(list, schema, query));
    list.note().ifPresent(plan::note);
    return plan;
  }

  private static RecordList list(String name, Query query) {
    return RecordList.named(name).orElseThrow(() -> unknownObject(name).at(query.from().at()));
  }

  private static QueryException unknownObject(String name) {
    return new QueryException(
        Diagnostic.of(
            DiagnosticCode.UNKNOWN_OBJECT,
            NodeLocation.NONE,
            PipedriveDialect.TITLE + " has no object type " + name,
            "there are "
                + String.join(", ", RecordList.all().stream().map(RecordList::name).toList())));
  }

  /** What fits best comes first. */
  @Override
  protected TextPlan keyword(TextQuery query) {
    String term = String.join(" ", KeywordText.words(query));
    int least = PipedriveLimits.INSTANCE.keywordCharacters();
    if (term.codePointCount(0, term.length()) < least) {
      throw new QueryException(
          Diagnostic.of(
              DiagnosticCode.SEARCH_TERM,
              NodeLocation.NONE,
              "Pipedrive searches for " + least + " characters at least",
              "write more of the word"));
    }
    List<String> items = RecordList.all().stream().flatMap(list -> list.item().stream()).toList();
    int rows = Math.min(query.pageSize(), PipedriveLimits.INSTANCE.keywordPageRows());
    return TextPlan.of(PipedriveRequests.search(term, items, rows), PipedriveRecords.found());
  }

  @Override
  public UpstreamRequest inPages(UpstreamRequest first, int rows) {
    return PipedriveRequests.inPages(first, rows);
  }

  @Override
  public CompletionStage<ObjectSchema> describe(String objectName, Upstream upstream) {
    return RecordList.named(objectName)
        .map(list -> described(list, 0, new LinkedHashMap<>(), upstream))
        .orElseGet(() -> CompletableFuture.failedFuture(unknownObject(objectName)));
  }

  private static CompletionStage<ObjectSchema> described(
      RecordList list, long start, Map<String, Field> fields, Upstream upstream) {
    return upstream
        .send(PipedriveRequests.fields(list, start))
        .thenCompose(
            response -> {
              OptionalLong next = addTo(fields, list, response);
              return next.isPresent()
                  ? described(list, next.getAsLong(), fields, upstream)
                  : CompletableFuture.completedFuture(list.schema(fields).build());
            });
  }

  /** Adds a page of fields, and tells where the next one starts. */
  private static OptionalLong addTo(
      Map<String, Field> fields, RecordList list, UpstreamResponse response) {
    if (!response.isSuccess()) {
      throw new UpstreamException(PipedriveFaults.read(response));
    }
    JsonNode body = PipedrivePages.body(response);
    if (!body.path("data").isArray()) {
      throw PipedrivePages.unexpected("the description of " + list.name() + " has no fields");
    }
    int known = fields.size();
    for (JsonNode each : body.path("data")) {
      Field field = FieldReader.read(each);
      fields.put(field.name(), field);
    }
    OptionalLong next = PipedrivePages.nextStart(body);
    if (next.isPresent() && fields.size() == known) {
      throw PipedrivePages.unexpected(
          "the description of " + list.name() + " has a page that adds nothing");
    }
    return next;
  }

  @Override
  public Page decode(UpstreamRequest request, UpstreamResponse response, Plan plan) {
    return PipedrivePages.read(request, response, plan);
  }

  @Override
  public TokenHeader tokenHeader() {
    return tokenHeader;
  }
}
