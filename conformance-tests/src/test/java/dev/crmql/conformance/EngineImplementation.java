package dev.crmql.conformance;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.crmql.conformance.RejectedException.Rejection;
import dev.crmql.diagnostics.DiagnosticCode;
import dev.crmql.diagnostics.QueryException;
import dev.crmql.diagnostics.TextPosition;
import dev.crmql.dynamics.DynamicsConnector;
import dev.crmql.endpoint.ErrorBody;
import dev.crmql.endpoint.ObjectList;
import dev.crmql.endpoint.PlanJson;
import dev.crmql.evaluate.Evaluator;
import dev.crmql.hubspot.HubSpotConnector;
import dev.crmql.language.Language;
import dev.crmql.language.Parameters;
import dev.crmql.language.QueryFormatter;
import dev.crmql.language.QueryParser;
import dev.crmql.language.TreeJson;
import dev.crmql.oracle.OracleConnector;
import dev.crmql.pipedrive.PipedriveConnector;
import dev.crmql.pipeliner.PipelinerConnector;
import dev.crmql.query.Query;
import dev.crmql.salesforce.SalesforceConnector;
import dev.crmql.schema.ObjectSchema;
import dev.crmql.schema.SchemaJson;
import dev.crmql.search.Account;
import dev.crmql.search.AccountDirectory;
import dev.crmql.search.AccountError;
import dev.crmql.search.Credentials;
import dev.crmql.search.RetrySettings;
import dev.crmql.search.SearchEngine;
import dev.crmql.search.SearchRequest;
import dev.crmql.search.SearchResult;
import dev.crmql.spi.Completion;
import dev.crmql.spi.Connector;
import dev.crmql.sugarcrm.SugarCrmConnector;
import dev.crmql.transport.HttpTransport;
import dev.crmql.zoho.ZohoConnector;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** The engine and its connectors, as the suite asks them. */
final class EngineImplementation implements Implementation {

  private static final Map<String, Connector> CONNECTORS =
      Map.of(
          "salesforce", new SalesforceConnector(),
          "dynamics", new DynamicsConnector(),
          "sugarcrm", new SugarCrmConnector(),
          "oracle", new OracleConnector(),
          "pipeliner", new PipelinerConnector(),
          "hubspot", new HubSpotConnector(),
          "pipedrive", new PipedriveConnector(),
          "zoho", new ZohoConnector());

  @Override
  public Parsed parse(QueryText query) throws RejectedException {
    Query tree = answer(query, () -> read(query));
    return new Parsed(TreeJson.write(tree), QueryFormatter.format(tree));
  }

  @Override
  public Compiled compile(QueryText query, String service, Optional<JsonNode> schema, boolean local)
      throws RejectedException {
    Connector connector = CONNECTORS.get(service);
    if (!connector.languages().contains(Language.of(query.language()))) {
      throw new RejectedException(
          List.of(new Rejection(DiagnosticCode.UNSUPPORTED_LANGUAGE.wireName(), "")));
    }
    ObjectSchema described = schema.map(SchemaJson::read).orElse(ObjectSchema.unknown());
    Completion completion = local ? Completion.LOCAL : Completion.STRICT;
    ObjectNode plan =
        answer(query, () -> PlanJson.write(connector.plan(read(query), described, completion)));
    List<JsonNode> requests = new ArrayList<>();
    plan.get("requests").forEach(requests::add);
    return new Compiled(requests, Optional.ofNullable(plan.get("residual").textValue()));
  }

  @Override
  public List<String> evaluate(QueryText query, JsonNode schema, List<ObjectNode> rows)
      throws RejectedException {
    ObjectSchema type = SchemaJson.read(schema);
    return answer(query, () -> Evaluator.evaluate(read(query), type, rows)).stream()
        .map(row -> row.get(type.idField().orElseThrow()).asText())
        .toList();
  }

  @Override
  public Answer search(Search search) {
    List<Account> known =
        search.accounts().stream()
            .map(
                account ->
                    new Account(
                            account.id(),
                            account.service(),
                            URI.create(account.url()),
                            Credentials.fixed(account.token()))
                        .allowingPrivateAddress())
            .toList();
    SearchEngine.Builder builder =
        SearchEngine.builder()
            .accounts(AccountDirectory.of(known))
            .transport(HttpTransport.builder().paced(false).build())
            .retries(RetrySettings.NEVER);
    CONNECTORS.values().forEach(builder::connector);
    try (SearchEngine engine = builder.build()) {
      SearchRequest.Builder asked =
          SearchRequest.builder()
              .accounts(search.asked())
              .text(search.text())
              .completion(search.local() ? Completion.LOCAL : Completion.STRICT);
      search.language().map(Language::of).ifPresent(asked::language);
      SearchRequest request = asked.build();
      SearchResult result = engine.search(request);
      AccountError failure = result.errors().get(search.asked().get(0));
      if (request.accountIds().size() > 1) {
        return new Answer(200, json(ObjectList.ofSeveral(result, "1").toJson()));
      }
      return failure == null
          ? new Answer(200, json(ObjectList.ofOne(result).toJson()))
          : answer(ErrorBody.of(failure, "1"));
    } catch (QueryException e) {
      return answer(ErrorBody.of(e, "1"));
    }
  }

  private static Answer answer(ErrorBody error) {
    return new Answer(error.statusCode(), json(error.toJson()));
  }

  private static JsonNode json(byte[] json) {
    try {
      return new ObjectMapper().readTree(json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Query read(QueryText query) {
    QueryParser parser = query.language().equals("dql") ? QueryParser.dql() : QueryParser.kql();
    Map<String, Object> parameters =
        new ObjectMapper().convertValue(query.parameters(), new TypeReference<>() {});
    return Parameters.bind(parser.parse(query.text()), parameters);
  }

  private static <T> T answer(QueryText query, Supplier<T> call) throws RejectedException {
    try {
      return call.get();
    } catch (QueryException e) {
      throw new RejectedException(
          e.diagnostics().stream()
              .map(
                  fault ->
                      new Rejection(
                          fault.code().wireName(),
                          fault
                              .at()
                              .span()
                              .map(span -> TextPosition.of(query.text(), span.start()).toString())
                              .orElse("")))
              .toList());
    }
  }
}
