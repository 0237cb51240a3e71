package dev.crmql.spi;

import dev.crmql.diagnostics.QueryException;
import dev.crmql.language.Language;
import dev.crmql.query.Query;
import dev.crmql.schema.ObjectSchema;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/**
 * One CRM service. Thread-safe and without state; {@link #plan} is pure: no I/O, clock, threads or
 * account in it.
 */
public interface Connector {

  /** The service's name in accounts and URLs, such as {@code salesforce}. */
  String service();

  /** The languages that the service's accounts can be asked in. */
  Set<Language> languages();

  /** The language of a search that names none; empty where each search must name one. */
  default Optional<Language> defaultLanguage() {
    return Optional.empty();
  }

  /** What the service can be asked in KQL; the support table is printed from it. */
  Dialect dialect();

  /** The service's counterparts of the object types that every CRM has. */
  UnifiedTypes unifiedTypes();

  /**
   * The object type that a written name stands for: the name itself, or the service's counterpart
   * of a type that every CRM has, such as {@code Account} for {@code Accounts}.
   */
  default String objectName(String written) {
    return unifiedTypes().objectName(written);
  }

  /**
   * Plans a query.
   *
   * @param query as parsed from KQL or DQL, or built; not normalised
   * @param schema what is known of the object type; may be {@link ObjectSchema#unknown()}
   * @throws QueryException if the service can't be asked this, with every reason at once
   */
  SearchPlan plan(Query query, ObjectSchema schema, Completion completion);

  /**
   * Plans text that the service reads itself; pure, as the other is.
   *
   * @param query in one of {@link #languages()} that is neither KQL nor DQL
   * @throws QueryException if the text can't be such a query, or would change something
   * @throws IllegalArgumentException if the language is not one of the service's
   */
  default TextPlan plan(TextQuery query) {
    throw new IllegalArgumentException(service() + " reads no " + query.language().wireName());
  }

  /**
   * The first request of a walk, answered in shorter pages: a caller who takes few rows at a time
   * does not wait for many.
   *
   * @param first of a plan of this connector
   * @param rows how many are wanted at once, from 1 to 1000
   * @return the same request if the service can't be told
   */
  default UpstreamRequest inPages(UpstreamRequest first, int rows) {
    return first;
  }

  /**
   * Asks the service to describe an object type.
   *
   * @param objectName as {@link #objectName} gave it
   * @return the schema; failed with a {@link QueryException} if the service says that it has no
   *     such type, with anything else if it can't be asked
   */
  CompletionStage<ObjectSchema> describe(String objectName, Upstream upstream);

  /**
   * Reads a page.
   *
   * @param request the request that was answered
   * @param response its successful answer
   * @param plan the plan that it belongs to
   * @throws UpstreamException if the answer is not a page, or a page without a cursor and without
   *     the service's own sign that it is the last
   */
  Page decode(UpstreamRequest request, UpstreamResponse response, Plan plan);

  /**
   * Reads an answer that is no success.
   *
   * @param plan the plan that it belongs to; empty for other calls
   */
  UpstreamFault fault(UpstreamResponse response, Optional<? extends Plan> plan);

  /**
   * What to send in place of a request that the service rejects for a part that the search can do
   * without, such as a property that the account may not see. {@link #decode} says in its notes
   * what the rows lack for it.
   *
   * @param rejected the request; may itself stand in place of another
   * @param fault what {@link #fault} or {@link #decode} made of the answer
   * @param plan the plan that it belongs to
   * @return empty if the fault stands
   */
  default Optional<UpstreamRequest> insteadOf(
      UpstreamRequest rejected, UpstreamFault fault, Plan plan) {
    return Optional.empty();
  }

  /** Header fields of every call, such as {@code Accept}; none of them a credential. */
  Map<String, String> headers();

  /** How many calls the service is asked at a time, and when again after a failure. */
  default CallLimits callLimits() {
    return CallLimits.DEFAULT;
  }

  /** How the service is shown an account's token: as OAuth has it, unless it has its own way. */
  default TokenHeader tokenHeader() {
    return TokenHeader.BEARER;
  }
}
