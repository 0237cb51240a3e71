package dev.crmql.search;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.crmql.diagnostics.QueryException;
import dev.crmql.language.Language;
import dev.crmql.normalize.NormalizedQuery;
import dev.crmql.normalize.Normalizer;
import dev.crmql.query.Condition;
import dev.crmql.query.FieldPath;
import dev.crmql.query.NodeLocation;
import dev.crmql.query.Query;
import dev.crmql.schema.Field;
import dev.crmql.schema.FieldType;
import dev.crmql.schema.ObjectSchema;
import dev.crmql.spi.Completion;
import dev.crmql.spi.ConditionPart;
import dev.crmql.spi.Connector;
import dev.crmql.spi.Construct;
import dev.crmql.spi.Dialect;
import dev.crmql.spi.FaultText;
import dev.crmql.spi.Page;
import dev.crmql.spi.Plan;
import dev.crmql.spi.RecordFormat;
import dev.crmql.spi.Row;
import dev.crmql.spi.SearchPlan;
import dev.crmql.spi.TextPlan;
import dev.crmql.spi.TextQuery;
import dev.crmql.spi.UnifiedTypes;
import dev.crmql.spi.Upstream;
import dev.crmql.spi.UpstreamFault;
import dev.crmql.spi.UpstreamRequest;
import dev.crmql.spi.UpstreamResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * A service with pages {@code {"rows": [..], "next": a link or null}}. It is sent no condition, so
 * that the engine checks each, sorts everything but heaps, ladders by their first key alone, and
 * refuses NOT LIKE.
 */
final class FakeConnector implements Connector, RecordFormat {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final String service;
  private final Dialect dialect;
  private final Set<Language> languages;
  private Optional<Language> defaultLanguage = Optional.empty();
  private ObjectSchema description = ObjectSchema.unknown();

  FakeConnector(String service) {
    this(service, Language.KQL);
  }

  FakeConnector(String service, Language... languages) {
    this.service = service;
    this.languages = Set.of(languages);
    Dialect.Builder declared = Dialect.named(service);
    for (Construct construct : Construct.values()) {
      if (construct == Construct.NOT_LIKE) {
        declared.refuses(construct, "");
      } else {
        declared.pushes(construct);
      }
    }
    dialect = declared.build();
  }

  /** Lets searches that name no language be in this one. */
  FakeConnector defaultingTo(Language language) {
    defaultLanguage = Optional.of(language);
    return this;
  }

  /**
   * Has the service describe things. It then checks conditions itself, sorts piles too, and keeps
   * what has moved at /moved.
   */
  FakeConnector describing() {
    description =
        ObjectSchema.builder("thing")
            .fields(List.of(Field.of("id", FieldType.ID), Field.of("name", FieldType.TEXT)))
            .build();
    return this;
  }

  @Override
  public String service() {
    return service;
  }

  @Override
  public Set<Language> languages() {
    return languages;
  }

  @Override
  public Optional<Language> defaultLanguage() {
    return defaultLanguage;
  }

  @Override
  public Dialect dialect() {
    return dialect;
  }

  @Override
  public UnifiedTypes unifiedTypes() {
    return UnifiedTypes.none();
  }

  @Override
  public SearchPlan plan(Query query, ObjectSchema schema, Completion completion) {
    if (!dialect.check(query, completion).isEmpty()) {
      throw new QueryException(dialect.check(query, completion), null);
    }
    NormalizedQuery normalized = Normalizer.normalize(query, schema);
    List<ConditionPart> parts = new ArrayList<>();
    for (Condition conjunct : normalized.conjuncts()) {
      parts.add(
          schema.isKnown()
              ? ConditionPart.exact(conjunct)
              : ConditionPart.superset(conjunct, "not sent"));
    }
    String type = query.from().name();
    SearchPlan.Builder plan =
        SearchPlan.of(normalized)
            .parts(parts)
            .format(this)
            .sortedByEngine(type.equals("heap") || (type.equals("pile") && !schema.isKnown()));
    if (!normalized.matchesNothing()) {
      boolean moved = type.equals("moved") && schema.isKnown();
      UpstreamRequest first = UpstreamRequest.verbatim(moved ? "/moved" : "/first");
      if (type.equals("ladder")) {
        plan.requestInOrderOfFirstKey(UpstreamRequest.verbatim("/ladder"), first);
      } else {
        plan.request(first);
      }
      if (type.equals("halves")) {
        plan.request(UpstreamRequest.verbatim("/second"));
      }
    }
    return plan.build();
  }

  @Override
  public UpstreamRequest inPages(UpstreamRequest first, int rows) {
    return first.withHeader("Rows", Integer.toString(rows));
  }

  /** Asks /search, and where that is off, /one and then /two. */
  @Override
  public TextPlan plan(TextQuery query) {
    List<UpstreamRequest> others =
        List.of(UpstreamRequest.verbatim("/one"), UpstreamRequest.verbatim("/two"));
    return new TextPlan(
        List.of(UpstreamRequest.get("/search", Map.of("q", query.text()))),
        this,
        message -> NodeLocation.NONE,
        List.of(),
        Optional.of(
            new TextPlan(others, this, message -> NodeLocation.NONE, List.of(), Optional.empty())));
  }

  @Override
  public CompletionStage<ObjectSchema> describe(String objectName, Upstream upstream) {
    return CompletableFuture.completedFuture(description);
  }

  @Override
  public Page decode(UpstreamRequest request, UpstreamResponse response, Plan plan) {
    try {
      JsonNode body = MAPPER.readTree(response.body());
      List<Row> rows = new ArrayList<>();
      body.get("rows").forEach(row -> rows.add(new Row((ObjectNode) row, this)));
      return new Page(
          rows,
          body.get("next").isNull()
              ? Optional.empty()
              : Optional.of(UpstreamRequest.link(body.get("next").textValue())),
          Optional.ofNullable(body.get("bound")).map(JsonNode::textValue),
          body.has("note") ? List.of(body.get("note").textValue()) : List.of());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Does without something if the service answers with 409. */
  @Override
  public Optional<UpstreamRequest> insteadOf(
      UpstreamRequest rejected, UpstreamFault fault, Plan plan) {
    return fault.code().equals("E409") && rejected.path().equals("/search")
        ? Optional.of(UpstreamRequest.verbatim("/less"))
        : Optional.empty();
  }

  @Override
  public UpstreamFault fault(UpstreamResponse response, Optional<? extends Plan> plan) {
    UpstreamFault.Kind kind =
        switch (response.status()) {
          case 401 -> UpstreamFault.Kind.TOKEN_REJECTED;
          case 429 -> UpstreamFault.Kind.THROTTLED;
          case 501 -> UpstreamFault.Kind.FEATURE_OFF;
          case 503 -> UpstreamFault.Kind.TRANSIENT;
          default -> UpstreamFault.Kind.QUERY_REJECTED;
        };
    String message = response.body().length == 0 ? "" : "refused";
    return FaultText.fault(kind, "E" + response.status(), message, service, response);
  }

  @Override
  public Map<String, String> headers() {
    return Map.of();
  }

  @Override
  public String id(JsonNode row) {
    return row.get("id").asText();
  }

  @Override
  public String type(JsonNode row) {
    return "thing";
  }

  @Override
  public JsonNode value(JsonNode row, FieldPath field) {
    JsonNode value = row.get(field.leaf());
    return value == null ? NullNode.instance : value;
  }

  @Override
  public ObjectNode shown(ObjectNode row) {
    return row;
  }
}
