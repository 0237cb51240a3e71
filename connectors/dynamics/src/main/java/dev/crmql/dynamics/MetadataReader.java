package dev.crmql.dynamics;

import com.fasterxml.jackson.databind.JsonNode;
import dev.crmql.diagnostics.Diagnostic;
import dev.crmql.diagnostics.DiagnosticCode;
import dev.crmql.diagnostics.QueryException;
import dev.crmql.query.NodeLocation;
import dev.crmql.schema.Field;
import dev.crmql.schema.ObjectSchema;
import dev.crmql.schema.Relation;
import dev.crmql.spi.Upstream;
import dev.crmql.spi.UpstreamException;
import dev.crmql.spi.UpstreamRequest;
import dev.crmql.spi.UpstreamResponse;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Asks for a table's metadata (Power Apps developer guide, Query table definitions), one call after
 * the other, so that giving up ends the one that is under way.
 */
final class MetadataReader {

  private static final String SELECT = "$select";
  private static final String FILTER = "$filter";

  private final ODataRequests requests;
  private final Upstream upstream;

  MetadataReader(ODataRequests requests, Upstream upstream) {
    this.requests = requests;
    this.upstream = upstream;
  }

  CompletionStage<ObjectSchema> describe(String table) {
    if (!ODataNames.isName(table)) {
      return CompletableFuture.failedFuture(unknown(table));
    }
    return upstream.send(definition(table)).thenCompose(answer -> describe(table, answer));
  }

  private UpstreamRequest definition(String table) {
    Map<String, String> options = new LinkedHashMap<>();
    options.put(SELECT, "LogicalName,EntitySetName,PrimaryIdAttribute,PrimaryNameAttribute");
    options.put(FILTER, "LogicalName eq '" + table + "'");
    return requests.metadata("EntityDefinitions", options);
  }

  private CompletionStage<ObjectSchema> describe(String table, UpstreamResponse answer) {
    JsonNode definition = value(answer).path(0);
    if (definition.isMissingNode()) {
      throw unknown(table);
    }
    String name = name(definition, "LogicalName");
    String id = name(definition, "PrimaryIdAttribute");
    ObjectSchema.Builder schema =
        ObjectSchema.builder(name).collection(name(definition, "EntitySetName")).idField(id);
    String path = "EntityDefinitions(LogicalName='" + name + "')/";
    return upstream
        .send(attributes(path))
        .thenCompose(
            response -> {
              value(response).forEach(row -> addColumn(schema, row, id));
              return upstream.send(parents(path));
            })
        .thenCompose(
            response -> {
              addParents(schema, response);
              return upstream.send(children(path));
            })
        .thenApply(response -> addChildren(schema, response).build());
  }

  private UpstreamRequest attributes(String path) {
    // No $select: what only some types of columns have can't be selected for all of them.
    return requests.metadata(
        path + "Attributes",
        Map.of(FILTER, "IsValidODataAttribute eq true and IsValidForRead eq true"));
  }

  private UpstreamRequest parents(String path) {
    return requests.metadata(
        path + "ManyToOneRelationships",
        Map.of(
            SELECT,
            "ReferencingAttribute,ReferencingEntityNavigationPropertyName,ReferencedEntity"));
  }

  private UpstreamRequest children(String path) {
    return requests.metadata(
        path + "OneToManyRelationships",
        Map.of(
            SELECT,
            "ReferencingAttribute,ReferencedEntityNavigationPropertyName,ReferencingEntity"));
  }

  private static JsonNode value(UpstreamResponse response) {
    if (!response.isSuccess()) {
      throw new UpstreamException(DynamicsFaults.read(response));
    }
    return DynamicsJson.collection(response).path("value");
  }

  private static String name(JsonNode definition, String key) {
    String name = definition.path(key).asText();
    if (!ODataNames.isName(name)) {
      throw DynamicsFaults.unexpected("a table's " + key + " is not a name");
    }
    return name;
  }

  /** Columns that only repeat another one, such as a lookup's name, can't be asked for. */
  private static void addColumn(ObjectSchema.Builder schema, JsonNode column, String id) {
    String name = column.path("LogicalName").asText();
    if (!ODataNames.isName(name) || !column.path("AttributeOf").asText("").isEmpty()) {
      return;
    }
    String type = column.path("AttributeTypeName").path("Value").asText();
    String behavior = column.path("DateTimeBehavior").path("Value").asText();
    Field field = AttributeTypes.field(name, type, behavior, !name.equals(id));
    schema.field(field);
    if (ColumnKind.of(field, id) == ColumnKind.LOOKUP) {
      // Rows show a lookup under this name, so that queries may use it too.
      String property = ODataNames.lookupProperty(name);
      schema.field(AttributeTypes.lookup(property, field.nativeType(), field.nullable()));
    }
  }

  private static void addParents(ObjectSchema.Builder schema, UpstreamResponse response) {
    for (JsonNode row : value(response)) {
      String relation = row.path("ReferencingEntityNavigationPropertyName").asText();
      add(schema, row, relation, row.path("ReferencedEntity").asText(), false);
    }
  }

  /** Ways to many rows are only good for SELECT: a service that does not tell them is not asked. */
  private static ObjectSchema.Builder addChildren(
      ObjectSchema.Builder schema, UpstreamResponse response) {
    if (response.isSuccess()) {
      for (JsonNode row : value(response)) {
        String relation = row.path("ReferencedEntityNavigationPropertyName").asText();
        add(schema, row, relation, row.path("ReferencingEntity").asText(), true);
      }
    }
    return schema;
  }

  private static void add(
      ObjectSchema.Builder schema, JsonNode row, String relation, String target, boolean many) {
    if (ODataNames.isName(relation)) {
      String field = row.path("ReferencingAttribute").asText();
      schema.relation(new Relation(relation, field, target, many));
    }
  }

  private static QueryException unknown(String table) {
    return new QueryException(
        Diagnostic.of(
            DiagnosticCode.UNKNOWN_OBJECT,
            NodeLocation.NONE,
            "Dynamics has no table " + table,
            "write the table's logical name, such as account"));
  }
}
