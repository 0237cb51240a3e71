package dev.crmql.sandbox.zoho;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.crmql.sandbox.data.Database;
import dev.crmql.sandbox.data.SampleData;
import dev.crmql.sandbox.data.Table;
import dev.crmql.sandbox.http.IssuedTokens;
import dev.crmql.sandbox.http.Request;
import dev.crmql.sandbox.http.Response;
import dev.crmql.sandbox.http.ServiceEmulator;
import dev.crmql.sandbox.http.TokenForm;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** An emulated Zoho CRM, version 8: COQL, the search of a module, metadata, and tokens. */
public final class ZohoEmulator implements ServiceEmulator {
  private static final String API = "/crm/v8/";

  /** On the accounts host of the data centre. */
  private static final String TOKEN_PATH = "/oauth/v2/token";

  private static final String SEARCH = "/search";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final IssuedTokens tokens = new IssuedTokens("zoho");
  private final List<Table> modules;
  private final Database database;
  private final Coql coql;
  private final WordSearch search;

  /** Emulates with these records, by the strict readings of the documentation. */
  public ZohoEmulator(SampleData data) {
    this(data, ZohoSettings.strict());
  }

  /** Emulates with these records, by these readings of the documentation. */
  public ZohoEmulator(SampleData data, ZohoSettings settings) {
    modules = ZohoModules.of(data);
    database = Database.of(modules);
    Records records = new Records(modules, settings.lookupNames());
    coql = new Coql(modules, database, records, settings);
    search = new WordSearch(records);
  }

  @Override
  public String name() {
    return "zoho";
  }

  @Override
  public IssuedTokens tokens() {
    return tokens;
  }

  @Override
  public List<Table> tables() {
    return modules;
  }

  @Override
  public Response handle(Request request, URI baseUri) {
    if (request.path().equals(TOKEN_PATH)) {
      return token(request, baseUri);
    } else if (request.header("Authorization") == null) {
      return new ZohoException(401, "AUTHENTICATION_FAILURE", "Authentication failed").response();
    } else if (!tokens.authorise(request, "Zoho-oauthtoken")) {
      return unauthorized();
    }
    try {
      return answer(request);
    } catch (ZohoException e) {
      return e.response();
    }
  }

  private Response answer(Request request) {
    String path = request.path();
    if (!path.startsWith(API)) {
      throw unknownPath();
    }
    String resource = path.substring(API.length());
    if (resource.equals("coql")) {
      expect("POST", request);
      return coql.answer(request.body());
    }
    boolean modulesListed = resource.equals("settings/modules");
    boolean fieldsListed = resource.equals("settings/fields");
    if (!modulesListed && !fieldsListed && !resource.endsWith(SEARCH)) {
      throw unknownPath();
    }
    expect("GET", request);
    if (modulesListed) {
      return Response.json(200, Metadata.modules(modules));
    }
    Map<String, String> parameters = parameters(request);
    if (fieldsListed) {
      return Response.json(200, Metadata.fields(module(parameters.get("module"))));
    }
    String module = resource.substring(0, resource.length() - SEARCH.length());
    return search.answer(module(module), parameters);
  }

  private Table module(String name) {
    if (name == null) {
      throw ZohoException.missingParameter("module");
    }
    return CoqlFields.module(modules, name);
  }

  private static Map<String, String> parameters(Request request) {
    try {
      return request.parameters();
    } catch (IllegalArgumentException e) {
      throw ZohoException.badRequest("INVALID_DATA", "the query is not percent-encoded");
    }
  }

  private static void expect(String method, Request request) {
    if (!request.method().equals(method)) {
      throw ZohoException.badRequest(
          "INVALID_REQUEST_METHOD", "The http request method type is not a valid one");
    }
  }

  private static ZohoException unknownPath() {
    return new ZohoException(
        404, "INVALID_URL_PATTERN", "Please check if the URL trying to access is a correct one");
  }

  /** A refusal comes with status 200 and no description, a token with the API's host. */
  private Response token(Request request, URI baseUri) {
    Response granted = new TokenForm(tokens).answer(request, scope -> true, false, true);
    ObjectNode body = json(granted);
    if (granted.status() == 200) {
      return Response.json(200, body.put("api_domain", baseUri.toString()));
    }
    String error = body.get("error").asText();
    return Response.json(
        200,
        JsonNodeFactory.instance
            .objectNode()
            .put("error", error.equals("invalid_grant") ? "invalid_code" : error));
  }

  @Override
  public Response unauthorized() {
    return new ZohoException(401, "INVALID_TOKEN", "invalid oauth token").response();
  }

  @Override
  public Response tooManyRequests() {
    return new ZohoException(429, "TOO_MANY_REQUESTS", "Too many requests").response();
  }

  /** The seconds stand in the body, not in a header (crm-oas, executeCOQLQuery). */
  @Override
  public Response tooManyRequests(Duration retryAfter) {
    return new ZohoException(429, "TOO_MANY_REQUESTS", "Too many requests")
        .with("retry_after", (int) retryAfter.toSeconds())
        .response();
  }

  @Override
  public Response unavailable() {
    return new ZohoException(503, "SERVICE_UNAVAILABLE", "The service is not available").response();
  }

  /** Pages have no links: a page says that more follow, and after the last come empty ones. */
  @Override
  public Response followedByItself(Request request, Response page, URI baseUri) {
    boolean pages = request.path().endsWith("/coql") || request.path().endsWith(SEARCH);
    if (!pages || (page.status() != 200 && page.status() != 204)) {
      return page;
    }
    ObjectNode body = page.status() == 204 ? JsonNodeFactory.instance.objectNode() : json(page);
    body.withArray("data");
    body.withObject("/info").put("count", body.get("data").size()).put("more_records", true);
    return Response.json(200, body);
  }

  private static ObjectNode json(Response answer) {
    try {
      return (ObjectNode) JSON.readTree(answer.body());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the sandbox answered other than JSON", e);
    }
  }

  @Override
  public void close() {
    database.close();
  }
}
