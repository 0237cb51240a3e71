package dev.crmql.sandbox.dynamics;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
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
import java.util.List;
import java.util.regex.Pattern;
import org.apache.olingo.server.api.uri.UriInfo;
import org.apache.olingo.server.api.uri.UriInfoKind;
import org.apache.olingo.server.api.uri.UriResource;
import org.apache.olingo.server.api.uri.UriResourceEntitySet;

/**
 * The Dataverse Web API v9.2, as far as reading tables and their definitions goes, and Dataverse
 * Search.
 */
public final class DynamicsEmulator implements ServiceEmulator {
  private static final String ROOT = "/api/data/v9.2";

  /**
   * Longest address in characters, by itself and within a batch (Web API, Query data using the Web
   * API).
   */
  private static final int URL_LIMIT = 32_768;

  private static final int BATCHED_URL_LIMIT = 65_536;

  private static final JsonMapper JSON = new JsonMapper();

  /** Elsewhere this is on a host of its own (Microsoft identity platform, OAuth 2.0). */
  private static final Pattern TOKEN_PATH = Pattern.compile("/[^/]+/oauth2/v2\\.0/token");

  private final IssuedTokens tokens = new IssuedTokens("dynamics");
  private final Schema schema;
  private final Database database;
  private final UriReader reader;
  private final DataReader data;
  private final MetadataReader metadata;
  private final KeywordSearch search;

  /** Fills a database of its own with the records. */
  public DynamicsEmulator(SampleData records) {
    this.schema = Schema.of(records);
    this.database = Database.of(tables());
    this.reader = new UriReader(schema.tables());
    this.data = new DataReader(database, schema);
    this.metadata = new MetadataReader(schema);
    this.search = new KeywordSearch(schema);
  }

  @Override
  public String name() {
    return "dynamics";
  }

  @Override
  public IssuedTokens tokens() {
    return tokens;
  }

  @Override
  public List<Table> tables() {
    return schema.tables().stream().map(DataverseTable::rows).toList();
  }

  @Override
  public Response handle(Request request, URI baseUri) {
    if (TOKEN_PATH.matcher(request.path()).matches()) {
      String wanted = baseUri + "/.default";
      return new TokenForm(tokens)
          .answer(request, scope -> List.of(scope.split(" ")).contains(wanted), true, true);
    }
    if (!tokens.authorise(request)) {
      return unauthorized();
    }
    if (request.path().equals(ROOT + "/$batch")) {
      return refusing(
          request,
          () ->
              Batch.answer(
                  request, baseUri + ROOT, ROOT, part -> get(part, baseUri, BATCHED_URL_LIMIT)));
    }
    if (request.path().equals(KeywordSearch.PATH)) {
      return refusing(request, () -> Response.json(200, search.answer(request)));
    }
    return get(request, baseUri, URL_LIMIT);
  }

  private Response get(Request request, URI baseUri, int urlLimit) {
    return refusing(
        request,
        () -> {
          if (baseUri.toString().length() + request.target().length() > urlLimit) {
            throw new Refusal(
                414, "0x0", "The request URI is longer than " + urlLimit + " characters.");
          }
          if (!request.method().equals("GET")) {
            throw Refusal.methodNotAllowed(request.method());
          }
          if (!request.path().startsWith(ROOT + "/")) {
            throw Refusal.unknownSegment(request.path());
          }
          return Response.json(200, answer(request, baseUri + ROOT + "/"))
              .withHeader("OData-Version", "4.0");
        });
  }

  private ObjectNode answer(Request request, String serviceRoot) {
    String path = request.path().substring(ROOT.length() + 1);
    if (path.equals("WhoAmI") || path.equals("WhoAmI()")) {
      return whoAmI(serviceRoot);
    }
    Preferences preferences = Preferences.of(request);
    UriInfo uri = reader.read(path, request.rawQuery());
    List<UriResource> parts = uri.getUriResourceParts();
    if (uri.getKind() != UriInfoKind.resource
        || !(parts.get(0) instanceof UriResourceEntitySet set)) {
      throw Refusal.notImplemented();
    }
    if (set.getSegmentValue().equals(MetadataTypes.ENTITY_DEFINITIONS)) {
      return metadata.answer(uri, serviceRoot);
    }
    if (parts.size() > 1 || !set.getKeyPredicates().isEmpty()) {
      throw Refusal.notImplemented();
    }
    return data.page(
        uri, schema.table(set.getEntityType().getName()), request, preferences, serviceRoot);
  }

  private static ObjectNode whoAmI(String serviceRoot) {
    return RowWriter.JSON
        .objectNode()
        .put("@odata.context", serviceRoot + "$metadata#" + EdmModel.NAMESPACE + ".WhoAmIResponse")
        .put("BusinessUnitId", TableBuilder.guid("businessunit", 1))
        .put("UserId", TableBuilder.guid("systemuser", 1))
        .put("OrganizationId", TableBuilder.guid("organization", 1));
  }

  private static Response refusing(Request request, Answer answer) {
    try {
      return answer.get();
    } catch (Refusal refusal) {
      return refusal.response(Preferences.wantsEveryAnnotation(request));
    } catch (
        StackOverflowError e) { // Olingo and H2 descend a level for each bracket, without bound
      return Refusal.badQuery("Recursion depth exceeded allowed limit.").response(false);
    }
  }

  /** The body of this one is seldom JSON. */
  @Override
  public Response unauthorized() {
    return Response.html(401, "HTTP Error 401 - Unauthorized: Access is denied")
        .withHeader("WWW-Authenticate", "Bearer");
  }

  @Override
  public Response tooManyRequests() {
    return new Refusal(
            429,
            "0x80072322",
            "Number of requests exceeded the limit of 6000 over time window of 300 seconds.")
        .response(false);
  }

  @Override
  public Response unavailable() {
    return Response.html(503, "<html><body><h2>Service Unavailable</h2></body></html>");
  }

  @Override
  public Response searchOff() {
    return KeywordSearch.switchedOff().response(false);
  }

  @Override
  public Response searchFailed(String code, String message) {
    return Response.json(200, KeywordSearch.failed(code, message));
  }

  @Override
  public Response followedByItself(Request request, Response page, URI baseUri) {
    try {
      if (page.status() == 200
          && JSON.readTree(page.body()) instanceof ObjectNode body
          && body.has("value")) {
        return page.withBody(body.put("@odata.nextLink", baseUri + request.target()).toString());
      }
      return page;
    } catch (JsonProcessingException e) {
      return page;
    }
  }

  @Override
  public void close() {
    database.close();
  }

  private interface Answer {
    Response get();
  }
}
