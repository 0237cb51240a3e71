package dev.crmql.pipeliner;

import com.fasterxml.jackson.databind.JsonNode;
import dev.crmql.diagnostics.QueryException;
import dev.crmql.schema.ObjectSchema;
import dev.crmql.spi.PlanFaults;
import dev.crmql.spi.Upstream;
import dev.crmql.spi.UpstreamException;
import dev.crmql.spi.UpstreamFault;
import dev.crmql.spi.UpstreamRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Asks for an entity's rows of the list of fields. By which name the list knows an entity is not
 * documented for certain, so that its singular is asked for and then the name itself; where neither
 * is known, a record of the entity tells whether there is such an entity at all.
 */
final class EntityDescription {

  private final String entity;
  private final Upstream upstream;

  private EntityDescription(String entity, Upstream upstream) {
    this.entity = entity;
    this.upstream = upstream;
  }

  /** The schema, unknown if the list of fields has none of the entity's. */
  static CompletionStage<ObjectSchema> ask(String entity, Upstream upstream) {
    return new EntityDescription(entity, upstream).ask();
  }

  private CompletionStage<ObjectSchema> ask() {
    String singular = entity.replaceFirst("ies$", "y").replaceFirst("s$", "");
    return fields(singular)
        .thenCompose(
            fields -> fields.isEmpty() ? fields(entity) : CompletableFuture.completedFuture(fields))
        .thenCompose(
            fields ->
                fields.isEmpty()
                    ? undescribed()
                    : CompletableFuture.completedFuture(EntityFields.read(entity, fields)));
  }

  private CompletionStage<List<JsonNode>> fields(String name) {
    FieldFilter ofEntity = new FieldFilter("entity_name", FilterOperator.EQ, name);
    return pages(
        ListRequests.list(
            "Fields",
            List.of(ofEntity),
            List.of("api_name"),
            List.of(),
            PipelinerLimits.INSTANCE.pageRows()),
        new ArrayList<>());
  }

  private CompletionStage<List<JsonNode>> pages(UpstreamRequest request, List<JsonNode> fields) {
    return upstream
        .send(request)
        .thenCompose(
            response -> {
              ListPage page = ListPage.read(request, response);
              page.records().forEach(fields::add);
              if (page.next().isEmpty()) {
                return CompletableFuture.completedFuture(fields);
              }
              UpstreamRequest next = page.next().get();
              if (next.equals(request)
                  || fields.size() > PipelinerLimits.INSTANCE.describedFields()) {
                throw UpstreamException.unexpected(
                    PipelinerDialect.TITLE + ": the list of fields of " + entity + " has no end");
              }
              return pages(next, fields);
            });
  }

  private CompletionStage<ObjectSchema> undescribed() {
    return upstream
        .send(
            ListRequests.list(
                entity, List.of(), List.of(EntityFields.CREATED), List.of(EntityFields.ID), 1))
        .thenApply(
            response -> {
              if (response.isSuccess()) {
                return ObjectSchema.unknown();
              }
              UpstreamFault fault = PipelinerFaults.read(response);
              throw fault.kind() == UpstreamFault.Kind.NOT_FOUND
                  ? unknownEntity(entity)
                  : new UpstreamException(fault);
            });
  }

  static QueryException unknownEntity(String entity) {
    return PlanFaults.unknownObject(
        PipelinerDialect.TITLE, entity, "entities are named in the plural, such as Accounts");
  }
}
