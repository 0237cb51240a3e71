package dev.crmql.sandbox.salesforce;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.crmql.sandbox.data.SampleData;
import dev.crmql.sandbox.data.Table;
import dev.crmql.sandbox.http.IssuedTokens;
import dev.crmql.sandbox.http.Request;
import dev.crmql.sandbox.http.Response;
import dev.crmql.sandbox.http.ServiceEmulator;
import dev.crmql.sandbox.http.TokenForm;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * An emulated Salesforce organisation: versions, describe, query with pages, search, and composite
 * requests.
 */
public final class SalesforceEmulator implements ServiceEmulator {
  /** Most bytes of a URI, and of all headers (Salesforce Help 000386264). */
  private static final int MAX_HEAD_BYTES = 16_384;

  private static final ObjectMapper JSON = new ObjectMapper();

  /** On the login hosts and on the organisation's own (Salesforce Help, OAuth 2.0). */
  private static final String TOKEN_PATH = "/services/oauth2/token";

  private final IssuedTokens tokens = new IssuedTokens("salesforce");
  private final List<Table> tables;
  private final SalesforceResources resources;

  /** Starts with the sample records. */
  public SalesforceEmulator(SampleData data) {
    tables = SalesforceTables.of(data);
    resources = new SalesforceResources(tables);
  }

  @Override
  public String name() {
    return "salesforce";
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
    if (request.target().length() > MAX_HEAD_BYTES) {
      return Response.html(414, "<html><body>URI Too Long</body></html>");
    } else if (headerBytes(request) > MAX_HEAD_BYTES) {
      return Response.html(431, "<html><body>Request Header Fields Too Large</body></html>");
    } else if (SalesforceResources.isVersionList(request.path())) {
      return SalesforceResources.versions();
    } else if (request.path().equals(TOKEN_PATH)) {
      return new TokenForm(tokens, Map.of("instance_url", "http://" + request.header("Host")))
          .answer(request, scope -> true, false, false);
    }
    return tokens.authorise(request) ? resources.answer(request) : unauthorized();
  }

  @Override
  public Response unauthorized() {
    return SalesforceErrors.error(401, "INVALID_SESSION_ID", "Session expired or invalid");
  }

  @Override
  public Response tooManyRequests() {
    return SalesforceErrors.error(429, "REQUEST_LIMIT_EXCEEDED", "Too many requests.");
  }

  @Override
  public Response unavailable() {
    return SalesforceErrors.error(503, "SERVER_UNAVAILABLE", "Server is unavailable.");
  }

  @Override
  public Response followedByItself(Request request, Response page, URI baseUri) {
    ObjectNode body = json(page);
    if (body == null || !body.has("records")) {
      return page;
    }
    List<JsonNode> records = new ArrayList<>();
    body.get("records").forEach(records::add);
    String path = resources.pathToSamePage(request.path(), records);
    // Its own links have no host.
    boolean ownHost = baseUri.getAuthority().equals(request.header("Host"));
    body.put("done", false).put("nextRecordsUrl", ownHost ? path : baseUri + path);
    return page.withBody(body.toString());
  }

  @Override
  public void close() {
    resources.close();
  }

  private static ObjectNode json(Response page) {
    try {
      return JSON.readTree(page.body()) instanceof ObjectNode object ? object : null;
    } catch (JsonProcessingException e) {
      return null;
    }
  }

  private static int headerBytes(Request request) {
    return request.headers().entrySet().stream()
        .mapToInt(header -> header.getKey().length() + header.getValue().toString().length())
        .sum();
  }
}
