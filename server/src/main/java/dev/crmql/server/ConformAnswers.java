package dev.crmql.server;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.crmql.diagnostics.Diagnostic;
import dev.crmql.diagnostics.QueryException;
import dev.crmql.diagnostics.TextPosition;
import dev.crmql.endpoint.AccessTokens;
import dev.crmql.endpoint.EndpointRequest;
import dev.crmql.endpoint.EndpointResponse;
import dev.crmql.endpoint.PlanJson;
import dev.crmql.endpoint.SearchEndpoint;
import dev.crmql.evaluate.Evaluator;
import dev.crmql.language.Language;
import dev.crmql.language.Parameters;
import dev.crmql.language.QueryFormatter;
import dev.crmql.language.TreeJson;
import dev.crmql.query.Query;
import dev.crmql.schema.ObjectSchema;
import dev.crmql.schema.SchemaJson;
import dev.crmql.search.Account;
import dev.crmql.search.AccountDirectory;
import dev.crmql.search.Credentials;
import dev.crmql.search.SearchEngine;
import dev.crmql.spi.Completion;
import dev.crmql.spi.Connector;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/** The answers to the requests of the conformance suite; its README describes both. */
final class ConformAnswers {

  /** Reads requests and writes answers, every number with the digits it has. */
  static final ObjectMapper MAPPER =
      new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

  private static final TypeReference<Map<String, Object>> PARAMETERS = new TypeReference<>() {};

  private ConformAnswers() {}

  /**
   * The answer to a request.
   *
   * @throws IllegalArgumentException if it is no request
   */
  static ObjectNode answer(JsonNode request) {
    try {
      return switch (text(request, "op")) {
        case "parse" -> parse(request);
        case "compile" -> compile(request);
        case "evaluate" -> evaluate(request);
        case "search" -> search(request);
        default -> MAPPER.createObjectNode().put("not_offered", true);
      };
    } catch (QueryException e) {
      return rejected(e, text(request, "text"));
    }
  }

  private static ObjectNode parse(JsonNode request) {
    Query query = query(request);
    ObjectNode answer = MAPPER.createObjectNode();
    answer.set("tree", TreeJson.write(query));
    return answer.put("canonical", QueryFormatter.format(query));
  }

  private static ObjectNode compile(JsonNode request) {
    Connector connector = Services.named(text(request, "service"));
    Services.requireSpoken(connector, language(request));
    JsonNode described = request.path("schema");
    ObjectSchema schema =
        described.isObject() ? SchemaJson.read(described) : ObjectSchema.unknown();
    return PlanJson.write(connector.plan(query(request), schema, completion(request)));
  }

  private static ObjectNode evaluate(JsonNode request) {
    ObjectSchema schema = SchemaJson.read(request.path("schema"));
    String id = schema.idField().orElse("id");
    List<ObjectNode> rows = new ArrayList<>();
    request.path("rows").forEach(row -> rows.add((ObjectNode) row));
    ObjectNode answer = MAPPER.createObjectNode();
    ArrayNode ids = answer.putArray("ids");
    Evaluator.evaluate(query(request), schema, rows).forEach(row -> ids.add(row.get(id).asText()));
    return answer;
  }

  private static ObjectNode search(JsonNode request) {
    List<Account> accounts = new ArrayList<>();
    request.path("accounts").forEach(account -> accounts.add(account(account)));
    List<String> ids = new ArrayList<>();
    request.path("ask").forEach(id -> ids.add(id.asText()));
    String language = request.path("lang").textValue();
    try (SearchEngine engine = Services.engine(AccountDirectory.of(accounts))) {
      SearchEndpoint endpoint = SearchEndpoint.builder(engine).tokens(AccessTokens.none()).build();
      String query =
          "q="
              + encoded(text(request, "text"))
              + (language == null ? "" : "&lang=" + encoded(language))
              + "&completion="
              + encoded(text(request, "completion"));
      EndpointResponse found =
          endpoint
              .handle(
                  new EndpointRequest(
                      UUID.randomUUID().toString(),
                      "GET",
                      "/v1/accounts/"
                          + ids.stream()
                              .map(ConformAnswers::encoded)
                              .collect(Collectors.joining(","))
                          + "/crm/search",
                      Optional.of(query),
                      Map.of()))
              .join();
      ObjectNode answer = MAPPER.createObjectNode().put("status", found.status());
      return answer.set("body", MAPPER.readTree(found.body()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static Account account(JsonNode account) {
    return new Account(
            text(account, "id"),
            text(account, "service"),
            URI.create(text(account, "url")),
            Credentials.fixed(text(account, "token")))
        .allowingPrivateAddress();
  }

  private static Query query(JsonNode request) {
    return Parameters.bind(
        Queries.parse(language(request), text(request, "text")),
        MAPPER.convertValue(request.path("parameters"), PARAMETERS));
  }

  private static Language language(JsonNode request) {
    return Language.of(text(request, "lang"));
  }

  private static Completion completion(JsonNode request) {
    return Services.completion(text(request, "completion"));
  }

  private static ObjectNode rejected(QueryException e, String text) {
    ObjectNode answer = MAPPER.createObjectNode();
    ArrayNode rejected = answer.putArray("rejected");
    for (Diagnostic diagnostic : e.diagnostics()) {
      ObjectNode reason = rejected.addObject().put("code", diagnostic.code().wireName());
      diagnostic
          .at()
          .span()
          .ifPresent(span -> reason.put("at", TextPosition.of(text, span.start()).toString()));
    }
    return answer;
  }

  private static String text(JsonNode object, String key) {
    JsonNode value = object.path(key);
    if (!value.isTextual()) {
      throw new IllegalArgumentException(key + " is missing");
    }
    return value.textValue();
  }
}
