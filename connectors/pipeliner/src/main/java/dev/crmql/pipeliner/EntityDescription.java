package dev.crmql.pipeliner;

import com.fasterxml.jackson.databind.JsonNode;
import dev.crmql.diagnostics.QueryException;
import dev.crmql.schema.ObjectSchema;
import dev.crmql.spi.PlanFaults;
import dev.crmql.spi.Upstream;
import dev.crmql.spi.UpstreamException;
import dev.crmql.spi.UpstreamFault;
import dev.crmql.spi.UpstreamRequest;
import dev.crmql.spi.UpstreamResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Asks for an entity's rows of the list of fields. By which name the list knows an entity is not
 * documented for certain, so that its singular is asked for and then the name itself; where neither
 * is known, a record of the entity tells whether there is such an entity at all.
 */
final class EntityDescription {

  private static final String FIELDS = "Fields";

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
    return fields(singular())
        .thenCompose(
            fields -> fields.isEmpty() ? fields(entity) : CompletableFuture.completedFuture(fields))
        .thenCompose(
            fields ->
                fields.isEmpty()
                    ? undescribed()
                    : CompletableFuture.completedFuture(EntityFields.read(entity, fields)));
  }

  private String singular() {
    if (entity.endsWith("ies")) {
      return entity.substring(0, entity.length() - 3) + "y";
    }
    return entity.endsWith("s") ? entity.substring(0, entity.length() - 1) : entity;
  }

  private CompletionStage<List<JsonNode>> fields(String name) {
    FieldFilter ofEntity = new FieldFilter("entity_name", FilterOperator.EQ, name);
    return pages(
        ListRequests.list(
            FIELDS,
            List.of(ofEntity),
            List.of("api_name"),
            Optional.empty(),
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
              boolean endless =
                  page.next().filter(request::equals).isPresent()
                      || fields.size() > PipelinerLimits.INSTANCE.describedFields();
              if (endless) {
                throw UpstreamException.unexpected(
                    PipelinerDialect.TITLE + ": the list of fields of " + entity + " has no end");
              }
              return page.next().isPresent()
                  ? pages(page.next().get(), fields)
                  : CompletableFuture.completedFuture(fields);
            });
  }

  private CompletionStage<ObjectSchema> undescribed() {
    UpstreamRequest request =
        ListRequests.list(
            entity,
            List.of(),
            List.of(EntityFields.CREATED),
            Optional.of(List.of(EntityFields.ID)),
            1);
    return upstream.send(request).thenApply(this::unknown);
  }

  static QueryException unknownEntity(String entity) {
    return PlanFaults.unknownObject(
        PipelinerDialect.TITLE, entity, "entities are named in the plural, such as Accounts");
  }

  private ObjectSchema unknown(UpstreamResponse response) {
    if (!response.isSuccess()) {
      UpstreamFault fault = PipelinerFaults.read(response);
      throw fault.kind() == UpstreamFault.Kind.NOT_FOUND
          ? unknownEntity(entity)
          : new UpstreamException(fault);
    }
    return ObjectSchema.unknown();
  }
}
