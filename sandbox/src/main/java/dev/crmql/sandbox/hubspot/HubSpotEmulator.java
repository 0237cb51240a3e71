package dev.crmql.sandbox.hubspot;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
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
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * An emulated HubSpot CRM, API v3: searches, lists and batch reads of companies, contacts, leads,
 * deals, tasks and one custom object, their properties and schemas.
 *
 * <p>Campaigns are no object that can be searched, as in the service. Nothing is archived, what was
 * written is found at once, and searches are not limited to five a second.
 */
public final class HubSpotEmulator implements ServiceEmulator {
  /** Seconds that an access token is good for. */
  private static final int TOKEN_LIFETIME = 1_800;

  private static final String TOKEN_PATH = "/oauth/v1/token";

  private final IssuedTokens tokens = new IssuedTokens("hubspot");
  private final List<Table> tables;
  private final Database database;
  private final Search search;
  private final Lists lists;
  private final BatchRead batch;
  private final Metadata metadata;

  /** Emulates with these records what is hardest on a client. */
  public HubSpotEmulator(SampleData data) {
    this(data, HubSpotReadings.hardest());
  }

  /** Emulates with these records, and with these readings of what the documentation leaves open. */
  public HubSpotEmulator(SampleData data, HubSpotReadings readings) {
    tables = HubSpotTables.of(data);
    database = Database.of(tables);
    search = new Search(database, readings);
    lists = new Lists(database);
    batch = new BatchRead(database);
    metadata = new Metadata(tables);
  }

  @Override
  public String name() {
    return "hubspot";
  }

  @Override
  public IssuedTokens tokens() {
    return tokens;
  }

  @Override
  public List<Table> tables() {
    return tables;
  }

  @Override
  public Response handle(Request request, URI baseUri) {
    try {
      if (request.path().equals(TOKEN_PATH)) {
        return token(request);
      }
      if (!tokens.authorise(request)) {
        throw new HubSpotException(
            401, "INVALID_AUTHENTICATION", "The authentication is missing or invalid.");
      }
      return answer(request, baseUri);
    } catch (HubSpotException e) {
      return e.response();
    }
  }

  private Response token(Request request) {
    Response answer = new TokenForm(tokens).answer(request, scope -> true, false, false);
    return answer.status() == 200
        ? answer.withBody(Json.object(answer.body()).put("expires_in", TOKEN_LIFETIME).toString())
        : answer;
  }

  private Response answer(Request request, URI baseUri) {
    List<String> steps =
        Arrays.stream(request.path().split("/", -1))
            .map(step -> URLDecoder.decode(step, StandardCharsets.UTF_8))
            .toList();
    if (steps.size() < 4 || !steps.subList(0, 3).equals(List.of("", "crm", "v3"))) {
      throw noRoute(request);
    }
    List<String> rest = steps.subList(4, steps.size());
    boolean archived = Boolean.parseBoolean(request.parameters().get("archived"));
    String route = request.method() + " " + steps.get(3) + "/" + rest.size();
    return switch (route) {
      case "GET schemas/0" -> Response.json(200, metadata.schemas(archived));
      case "GET schemas/1" -> Response.json(200, metadata.schema(type(rest)));
      case "GET properties/1" -> Response.json(200, metadata.properties(type(rest), archived));
      case "GET objects/1" -> Response.json(200, lists.answer(type(rest), request, baseUri));
      case "POST objects/2" -> {
        if (!rest.get(1).equals("search")) {
          throw noRoute(request);
        }
        yield Response.json(200, search.answer(type(rest), request, baseUri));
      }
      case "POST objects/3" -> {
        if (!rest.subList(1, 3).equals(List.of("batch", "read"))) {
          throw noRoute(request);
        }
        yield batch.answer(type(rest), request.body());
      }
      default -> throw noRoute(request);
    };
  }

  private static ObjectType type(List<String> steps) {
    return ObjectTypes.named(steps.get(0))
        .orElseThrow(
            () -> HubSpotException.notFound("There is no object type " + steps.get(0) + "."));
  }

  private static HubSpotException noRoute(Request request) {
    return HubSpotException.notFound("There is no " + request.method() + " " + request.path());
  }

  @Override
  public Response unauthorized() {
    return new HubSpotException(401, "EXPIRED_AUTHENTICATION", "The access token is expired.")
        .response();
  }

  @Override
  public Response tooManyRequests() {
    ObjectNode body =
        new HubSpotException(429, "RATE_LIMITS", "You have reached your secondly limit.").body();
    return Response.json(429, body.put("errorType", "RATE_LIMIT").put("policyName", "SECONDLY"));
  }

  @Override
  public Response unavailable() {
    return Response.html(503, "<html><body><h1>503 Service Unavailable</h1></body></html>");
  }

  /** A search's cursor is its own offset; a list's is the one it was asked with. */
  @Override
  public Response followedByItself(Request request, Response page, URI baseUri) {
    try {
      if (page.status() != 200
          || !(Json.MAPPER.readTree(page.body()) instanceof ObjectNode body)
          || !body.path("results").path(0).has("createdAt")) {
        return page;
      }
      Pages.putNext(body, request, ownCursor(request), baseUri);
      return page.withBody(body.toString());
    } catch (JsonProcessingException e) {
      return page;
    }
  }

  private static String ownCursor(Request request) throws JsonProcessingException {
    if (request.method().equals("GET")) {
      return request.parameters().getOrDefault("after", Lists.START);
    }
    JsonNode after = Json.MAPPER.readTree(request.body()).path("after");
    return after.asText("0");
  }

  @Override
  public void close() {
    database.close();
  }
}
