package dev.crmql.sandbox.pipeliner;

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
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An emulated Pipeliner CRM, REST API v100: lists of Accounts, Contacts, Leads, Opportunities and
 * Tasks, the lists that describe them (Fields, Entities, Data), and single records.
 *
 * <p>Basic authentication: the user is the API token, the password the API's, and {@link
 * IssuedTokens#standing()} is both with a colon between. Nothing is deleted, nothing can be
 * written, and there is no token endpoint.
 */
public final class PipelinerEmulator implements ServiceEmulator {

  /** The id of the one space that there is. */
  public static final String SPACE = "acme_eu1";

  private static final String ENTITIES = "/api/v100/rest/spaces/" + SPACE + "/entities";
  private static final Pattern PATH =
      Pattern.compile(Pattern.quote(ENTITIES) + "/([^/]+)(?:/([^/]+))?");
  private static final JsonMapper JSON = new JsonMapper();

  private final IssuedTokens tokens = IssuedTokens.withPassword("pipeliner");
  private final PipelinerOptions options;
  private final Entities entities;
  private final Database database;
  private final ListReader lists;

  /** Emulates with these records and the harder reading of each open question. */
  public PipelinerEmulator(SampleData data) {
    this(data, PipelinerOptions.strict());
  }

  /** Emulates with these records. */
  public PipelinerEmulator(SampleData data, PipelinerOptions options) {
    this.options = options;
    this.entities = new Entities(data);
    this.database = Database.of(entities.all().stream().map(Entity::table).toList());
    this.lists = new ListReader(database, options);
  }

  @Override
  public String name() {
    return "pipeliner";
  }

  @Override
  public IssuedTokens tokens() {
    return tokens;
  }

  @Override
  public List<Table> tables() {
    return entities.records().stream().map(Entity::table).toList();
  }

  @Override
  public Response handle(Request request, URI baseUri) {
    if (!tokens.authoriseBasic(request)) {
      return unauthorized();
    }
    Matcher path = PATH.matcher(request.path());
    if (!path.matches()) {
      return Refusal.unknownAddress(404, "Not Found");
    }
    if (!request.method().equals("GET")) {
      return Refusal.unknownAddress(405, "Method Not Allowed");
    }
    try {
      Entity entity =
          entities.named(path.group(1)).orElseThrow(() -> Refusal.unknownEntity(path.group(1)));
      String entitiesUrl = baseUri + ENTITIES;
      ListRequest list = ListRequest.of(request, entity, options);
      return Response.json(
          200,
          path.group(2) == null
              ? lists.page(entity, list, entitiesUrl)
              : single(entity, path.group(2), list, entitiesUrl));
    } catch (Refusal refusal) {
      return refusal.response();
    }
  }

  private static ObjectNode single(Entity entity, String id, ListRequest list, String entitiesUrl) {
    Map<String, Object> row =
        entity.table().rows().stream()
            .filter(one -> Objects.equals(one.get("id"), id))
            .findFirst()
            .orElseThrow(() -> Refusal.bare(404, entity.singular() + " " + id + " does not exist"));
    ObjectNode answer = JSON.createObjectNode().put("success", true);
    answer.set("data", RecordWriter.write(entity, row, list.loadOnly(), entitiesUrl));
    return answer;
  }

  @Override
  public Response unauthorized() {
    return Refusal.bare(401, "Unauthorized")
        .response()
        .withHeader("WWW-Authenticate", "Basic realm=\"restapi\"");
  }

  @Override
  public Response tooManyRequests() {
    return Refusal.bare(429, "Too Many Requests").response();
  }

  @Override
  public Response unavailable() {
    return Refusal.bare(503, "Service Unavailable").response();
  }

  /** Pages name a cursor, not a link: this one names the one that it was asked for with. */
  @Override
  public Response followedByItself(Request request, Response page, URI baseUri) {
    try {
      if (page.status() == 200
          && JSON.readTree(page.body()) instanceof ObjectNode body
          && body.get("page_info") instanceof ObjectNode info) {
        info.put("has_next_page", true)
            .put("end_cursor", request.parameters().getOrDefault("after", Cursor.START));
        return page.withBody(body.toString());
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
}
