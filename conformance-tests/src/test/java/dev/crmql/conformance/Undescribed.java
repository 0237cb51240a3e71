package dev.crmql.conformance;

import dev.crmql.language.Language;
import dev.crmql.query.Query;
import dev.crmql.schema.ObjectSchema;
import dev.crmql.spi.CallLimits;
import dev.crmql.spi.Completion;
import dev.crmql.spi.Connector;
import dev.crmql.spi.Dialect;
import dev.crmql.spi.Page;
import dev.crmql.spi.Plan;
import dev.crmql.spi.SearchPlan;
import dev.crmql.spi.TextPlan;
import dev.crmql.spi.TextQuery;
import dev.crmql.spi.TokenHeader;
import dev.crmql.spi.UnifiedTypes;
import dev.crmql.spi.Upstream;
import dev.crmql.spi.UpstreamFault;
import dev.crmql.spi.UpstreamRequest;
import dev.crmql.spi.UpstreamResponse;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A connector whose service says nothing of its object types. */
record Undescribed(Connector connector) implements Connector {

  @Override
  public UpstreamRequest inPages(UpstreamRequest first, int rows) {
    return connector.inPages(first, rows);
  }

  @Override
  public CompletionStage<ObjectSchema> describe(String objectName, Upstream upstream) {
    return CompletableFuture.completedFuture(ObjectSchema.unknown());
  }

  @Override
  public CallLimits callLimits() {
    return connector.callLimits();
  }

  @Override
  public String service() {
    return connector.service();
  }

  @Override
  public Set<Language> languages() {
    return connector.languages();
  }

  @Override
  public Optional<Language> defaultLanguage() {
    return connector.defaultLanguage();
  }

  @Override
  public Dialect dialect() {
    return connector.dialect();
  }

  @Override
  public UnifiedTypes unifiedTypes() {
    return connector.unifiedTypes();
  }

  @Override
  public SearchPlan plan(Query query, ObjectSchema schema, Completion completion) {
    return connector.plan(query, schema, completion);
  }

  @Override
  public TextPlan plan(TextQuery query) {
    return connector.plan(query);
  }

  @Override
  public Page decode(UpstreamRequest request, UpstreamResponse response, Plan plan) {
    return connector.decode(request, response, plan);
  }

  @Override
  public UpstreamFault fault(UpstreamResponse response, Optional<? extends Plan> plan) {
    return connector.fault(response, plan);
  }

  @Override
  public Map<String, String> headers() {
    return connector.headers();
  }

  @Override
  public TokenHeader tokenHeader() {
    return connector.tokenHeader();
  }

  @Override
  public Optional<UpstreamRequest> insteadOf(
      UpstreamRequest rejected, UpstreamFault fault, Plan plan) {
    return connector.insteadOf(rejected, fault, plan);
  }
}
