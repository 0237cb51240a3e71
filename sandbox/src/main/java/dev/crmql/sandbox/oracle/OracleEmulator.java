package dev.crmql.sandbox.oracle;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.crmql.sandbox.data.Database;
import dev.crmql.sandbox.data.SampleData;
import dev.crmql.sandbox.data.Table;
import dev.crmql.sandbox.http.IssuedTokens;
import dev.crmql.sandbox.http.Request;
import dev.crmql.sandbox.http.Response;
import dev.crmql.sandbox.http.ServiceEmulator;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/**
 * An emulated Oracle Sales Cloud: collections of accounts, contacts, leads, opportunities,
 * campaigns and activities, asked by row-match queries, and their descriptions.
 *
 * <p>The user {@link #USER} is authorised by {@code Basic}, its tokens by {@code Bearer}. There are
 * no children and no batches, and queries by example, which are what framework version 1 has, are
 * refused.
 */
public final class OracleEmulator implements ServiceEmulator {
  /** The name of the one user. */
  public static final String USER = "sandbox";

  /** That user's password. */
  public static final String PASSWORD = "sandbox-password";

  private static final String ROOT = "/crmRestApi/resources";
  private static final String VERSION = "11.13.18.05";
  private static final String DESCRIBE = "describe";

  /** Set the REST Framework Version. */
  private static final int FRAMEWORK_VERSIONS = 9;

  /** The first framework version whose errors have a payload. */
  private static final int ERROR_PAYLOADS = 4;

  private static final String BASIC =
      "Basic "
          + Base64.getEncoder()
              .encodeToString((USER + ":" + PASSWORD).getBytes(StandardCharsets.UTF_8));

  private static final ObjectMapper JSON = new ObjectMapper();

  private final IssuedTokens tokens = new IssuedTokens("oracle");
  private final List<Table> resources;
  private final Database database;
  private final OracleSettings settings;

  /** Emulates with these records, by the strict readings of the documentation. */
  public OracleEmulator(SampleData data) {
    this(data, OracleSettings.strict());
  }

  /** Emulates with these records, by these readings of the documentation. */
  public OracleEmulator(SampleData data, OracleSettings settings) {
    this.resources = OracleResources.of(data);
    this.database = Database.of(resources);
    this.settings = settings;
  }

  @Override
  public String name() {
    return "oracle";
  }

  @Override
  public IssuedTokens tokens() {
    return tokens;
  }

  @Override
  public List<Table> tables() {
    return resources;
  }

  @Override
  public Response handle(Request request, URI baseUri) {
    if (!tokens.authorise(request) && !BASIC.equals(request.header("Authorization"))) {
      return unauthorized();
    }
    int frameworkVersion = 1;
    try {
      frameworkVersion = frameworkVersion(request);
      return Response.json(200, answer(request, frameworkVersion, baseUri));
    } catch (OracleException e) {
      boolean payload = frameworkVersion >= ERROR_PAYLOADS && takesPayload(request);
      return payload ? e.payload() : e.plain();
    }
  }

  private static int frameworkVersion(Request request) {
    String version = request.header("REST-Framework-Version");
    if (version == null) {
      return 1;
    } else if (!version.matches("[1-9]") || Integer.parseInt(version) > FRAMEWORK_VERSIONS) {
      throw OracleException.parameter("REST-Framework-Version", "there is no such version.");
    }
    return Integer.parseInt(version);
  }

  private static boolean takesPayload(Request request) {
    String accept = request.header("Accept");
    return accept == null
        || accept.contains("*/*")
        || accept.contains("application/vnd.oracle.adf.error+json");
  }

  private ObjectNode answer(Request request, int frameworkVersion, URI baseUri) {
    if (!request.method().equals("GET")) {
      throw OracleException.notAllowed();
    } else if (request.path().equals(ROOT)) {
      return Describe.versions(VERSION, FRAMEWORK_VERSIONS);
    }
    String[] steps = request.path().substring(1).split("/", -1);
    boolean known =
        request.path().startsWith(ROOT + "/")
            && (steps.length == 4 || (steps.length == 5 && steps[4].equals(DESCRIBE)))
            && (steps[2].equals(VERSION) || steps[2].equals("latest"));
    if (!known) {
      throw OracleException.notFound("The resource " + request.path() + " is not found.");
    } else if (steps.length == 4 && steps[3].equals(DESCRIBE)) {
      return Describe.catalogue(resources);
    }
    Table resource = resource(steps[3]);
    if (steps.length == 5) {
      return Describe.resource(resource);
    }
    return new ResourceCollection(resource, parameters(request), settings)
        .page(database, frameworkVersion, baseUri + request.path());
  }

  private Table resource(String name) {
    return resources.stream()
        .filter(resource -> resource.name().equals(name))
        .findFirst()
        .orElseThrow(() -> OracleException.notFound("The resource " + name + " is not found."));
  }

  private static Map<String, String> parameters(Request request) {
    try {
      return request.parameters();
    } catch (IllegalArgumentException e) {
      throw OracleException.parameter("q", "it is not percent-encoded.");
    }
  }

  @Override
  public Response unauthorized() {
    return Response.html(401, "<html><body>Unauthorized</body></html>")
        .withHeader("WWW-Authenticate", "Basic realm=\"sandbox\"");
  }

  @Override
  public Response tooManyRequests() {
    return Response.html(429, "<html><body>Too Many Requests</body></html>");
  }

  @Override
  public Response unavailable() {
    return Response.html(503, "<html><body>Service Unavailable</body></html>");
  }

  /** Pages have no links to each other: a page says that more follow. */
  @Override
  public Response followedByItself(Request request, Response page, URI baseUri) {
    ObjectNode body = page.status() == 200 ? json(page) : null;
    return body != null && body.has("hasMore")
        ? page.withBody(body.put("hasMore", true).toString())
        : page;
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
