package dev.crmql.spi;

import com.fasterxml.jackson.databind.JsonNode;
import dev.crmql.diagnostics.QueryException;
import dev.crmql.language.Language;
import dev.crmql.normalize.NormalizedQuery;
import dev.crmql.query.Query;
import dev.crmql.schema.ObjectSchema;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/**
 * A connector of which the facts are said once and the rest is the same for every service: a query
 * is planned with every fault at once, and a description and an error are read in the same way.
 */
public abstract class ServiceConnector implements Connector {

  private static final Map<String, String> HEADERS = Map.of("Accept", "application/json");

  private final String service;
  private final Dialect dialect;
  private final Set<Language> languages;
  private final UnifiedTypes unifiedTypes;
  private final Function<UpstreamResponse, UpstreamFault> faults;
  private final CallLimits callLimits;

  /**
   * A connector of these facts, and of the {@link CallLimits} in the file that stands beside its
   * class, such as {@code zoho-calls.json}; those of a service of which nothing is known if none
   * does.
   *
   * @param service the service's name in accounts and URLs
   * @param dialect what it can be asked in KQL
   * @param unifiedTypes its counterparts of the object types that every CRM has
   * @param faults reads an answer that is no success
   * @param languages all that its accounts can be asked in
   * @throws IllegalStateException if the file of limits lacks one, or a part of one
   */
  protected ServiceConnector(
      String service,
      Dialect dialect,
      UnifiedTypes unifiedTypes,
      Function<UpstreamResponse, UpstreamFault> faults,
      Language... languages) {
    this.service = Objects.requireNonNull(service, "service");
    this.dialect = Objects.requireNonNull(dialect, "dialect");
    this.unifiedTypes = Objects.requireNonNull(unifiedTypes, "unifiedTypes");
    this.faults = Objects.requireNonNull(faults, "faults");
    this.languages = Set.of(languages);
    this.callLimits = callLimits(getClass(), service + "-calls.json");
  }

  private static CallLimits callLimits(Class<?> connector, String file) {
    return connector.getResource(file) == null
        ? CallLimits.DEFAULT
        : ServiceLimits.load(CallLimits.class, connector, file);
  }

  @Override
  public final String service() {
    return service;
  }

  @Override
  public final Set<Language> languages() {
    return languages;
  }

  @Override
  public final Dialect dialect() {
    return dialect;
  }

  @Override
  public final UnifiedTypes unifiedTypes() {
    return unifiedTypes;
  }

  @Override
  public Map<String, String> headers() {
    return HEADERS;
  }

  @Override
  public final CallLimits callLimits() {
    return callLimits;
  }

  /**
   * Refuses what the service can't be asked whatever the object type has; nothing as it stands.
   *
   * @param objectName the object type, as {@link #objectName} gave it
   * @throws QueryException with every reason, each with its place
   */
  protected void check(Query query, String objectName) {}

  /**
   * What is known of an object type that was not described; {@link ObjectSchema#isKnown()} says no.
   *
   * @param objectName the object type, as {@link #objectName} gave it
   * @param query may tell something of it
   * @throws QueryException if the service can't have such a type
   */
  protected abstract ObjectSchema undescribed(String objectName, Query query);

  /**
   * Compiles a query.
   *
   * @param query in normal form
   * @param schema the description, or what {@link #undescribed} says in its place
   * @param objectName the object type, as {@link #objectName} gave it
   * @throws QueryException if the service can't be asked this
   */
  protected abstract SearchPlan.Builder compile(
      NormalizedQuery query, ObjectSchema schema, String objectName, Completion completion);

  @Override
  public final SearchPlan plan(Query query, ObjectSchema schema, Completion completion) {
    String objectName = objectName(query.from().name());
    check(query, objectName);
    ObjectSchema known = schema.isKnown() ? schema : undescribed(objectName, query);
    return PlanFaults.requireNone(
        query,
        known,
        dialect.check(query, completion),
        normalized -> {
          SearchPlan.Builder plan = compile(normalized, known, objectName, completion);
          if (!schema.isKnown()) {
            plan.note(objectName + " was not described; values are taken as they are written");
          }
          return plan.build();
        });
  }

  @Override
  public TextPlan plan(TextQuery query) {
    return query.language() == Language.KEYWORD ? keyword(query) : Connector.super.plan(query);
  }

  /**
   * Plans a search for words; pure.
   *
   * @throws QueryException if there is nothing that the service could look for
   */
  protected TextPlan keyword(TextQuery query) {
    return Connector.super.plan(query);
  }

  /**
   * Asks a service that describes an object type in one answer.
   *
   * @param names what can be the name of an object type; others are not asked for
   * @param request asks for the description of an object type
   * @param unknown there is no such object type
   * @param reader reads the description; may throw {@link UpstreamException}
   */
  protected final CompletionStage<ObjectSchema> described(
      String objectName,
      Upstream upstream,
      NameRule names,
      Function<String, UpstreamRequest> request,
      Function<String, QueryException> unknown,
      Function<JsonNode, ObjectSchema> reader) {
    if (!names.allows(objectName)) {
      return CompletableFuture.failedFuture(unknown.apply(objectName));
    }
    return upstream
        .send(request.apply(objectName))
        .thenApply(
            response -> {
              if (response.isSuccess()) {
                return reader.apply(UpstreamJson.readAnswer(response));
              }
              UpstreamFault fault = faults.apply(response);
              throw fault.kind() == UpstreamFault.Kind.NOT_FOUND
                  ? unknown.apply(objectName)
                  : new UpstreamException(fault);
            });
  }

  @Override
  public UpstreamFault fault(UpstreamResponse response, Optional<? extends Plan> plan) {
    return faults.apply(response).locatedIn(plan);
  }
}
