package dev.crmql.conformance.judge;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.crmql.conformance.ConformanceCase;
import dev.crmql.conformance.Implementation.QueryText;
import dev.crmql.conformance.Suite;
import dev.crmql.diagnostics.QueryException;
import dev.crmql.language.Parameters;
import dev.crmql.language.QueryParser;
import dev.crmql.query.Query;
import dev.crmql.schema.ObjectSchema;
import dev.crmql.schema.SchemaJson;
import dev.crmql.server.Services;
import dev.crmql.spi.Completion;
import dev.crmql.spi.Connector;
import dev.crmql.spi.UpstreamRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A request that a connector makes, before a judge.
 *
 * @param source what it is made for, such as a case's id
 * @param schema what the connector knew
 */
record Judged(String source, String service, UpstreamRequest request, ObjectSchema schema) {

  /** Those of the services that there is a judge of: a parser of others, or a schema. */
  static final Map<String, Connector> CONNECTORS =
      Services.all().stream()
          .filter(each -> Set.of("salesforce", "dynamics", "sugarcrm").contains(each.service()))
          .collect(Collectors.toMap(Connector::service, Function.identity()));

  /** What the service that it is for understands. */
  Reading read() {
    return switch (service) {
      case "salesforce" -> SoqlJudge.read(soql());
      case "dynamics" -> odataJudge().read(Wire.target(request));
      case "sugarcrm" -> SugarJudge.read(request);
      default -> throw new IllegalStateException("no judge of " + service);
    };
  }

  /** The one parameter that a request for rows has. */
  String soql() {
    String target = Wire.target(request);
    Map<String, String> options = Wire.options(target);
    Wire.require(Wire.path(target).endsWith("/query"), "no query: " + target);
    Wire.require(options.keySet().equals(Set.of("q")), "no statement: " + target);
    return options.get("q");
  }

  /** A judge that knows the rows of this request. */
  ODataJudge odataJudge() {
    return ODataJudge.of(Wire.target(request), schema);
  }

  /** Whatever the suite's cases make the services be sent. */
  static List<Judged> ofSuite() {
    List<Judged> all = new ArrayList<>();
    Suite.load().files().stream()
        .flatMap(file -> file.cases().stream())
        .forEach(
            said ->
                CONNECTORS.keySet().stream()
                    .filter(service -> said.json().path("upstream").has(service))
                    .forEach(service -> all.addAll(of(said, service))));
    return all;
  }

  private static List<Judged> of(ConformanceCase said, String service) {
    ObjectSchema schema = said.schema(service).map(SchemaJson::read).orElse(ObjectSchema.unknown());
    Completion completion = said.local() ? Completion.LOCAL : Completion.STRICT;
    try {
      return CONNECTORS
          .get(service)
          .plan(query(said.query()), schema, completion)
          .requests()
          .stream()
          .map(request -> new Judged(said.id(), service, request, schema))
          .toList();
    } catch (QueryException refused) {
      return List.of();
    }
  }

  private static Query query(QueryText said) {
    QueryParser parser = said.language().equals("dql") ? QueryParser.dql() : QueryParser.kql();
    Map<String, Object> parameters =
        new ObjectMapper().convertValue(said.parameters(), new TypeReference<>() {});
    return Parameters.bind(parser.parse(said.text()), parameters);
  }
}
