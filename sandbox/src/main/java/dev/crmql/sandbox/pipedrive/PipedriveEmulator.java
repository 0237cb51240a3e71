package dev.crmql.sandbox.pipedrive;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
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

/**
 * An emulated Pipedrive: v2 lists of deals, persons, organizations and activities, v1 leads, field
 * lists, stages, saved filters, and item search.
 *
 * <p>The one token that always is good is an API token and, as a bearer's, an OAuth token. Of
 * records, nothing can be written.
 */
public final class PipedriveEmulator implements ServiceEmulator {
  private static final JsonMapper JSON = new JsonMapper();

  private final IssuedTokens tokens = new IssuedTokens("pipedrive");
  private final Access access = new Access(tokens);
  private final PipedriveOptions options;
  private final Entities entities;
  private final Database database;
  private final RateLimits limits;
  private final Routes routes;

  /** Emulates with these records and the harder reading of each open question. */
  public PipedriveEmulator(SampleData data) {
    this(data, PipedriveOptions.strict());
  }

  /** Emulates with these records. */
  public PipedriveEmulator(SampleData data, PipedriveOptions options) {
    this.options = options;
    this.entities = new Entities(data);
    this.database = Database.of(entities.all().stream().map(Entity::stored).toList());
    this.limits = new RateLimits(options.dailyTokens());
    SavedFilters filters = new SavedFilters(entities, options);
    Lists lists = new Lists(database, new ListFilter(filters), options);
    this.routes = new Routes(entities, lists, filters, new ItemSearch(entities));
  }

  @Override
  public String name() {
    return "pipedrive";
  }

  @Override
  public IssuedTokens tokens() {
    return tokens;
  }

  @Override
  public List<Table> tables() {
    return entities.all().stream().map(Entity::table).toList();
  }

  @Override
  public Response handle(Request request, URI baseUri) {
    if (request.path().equals(Access.TOKEN_PATH)) {
      return access.token(request, baseUri);
    }
    Access.Kind kind = access.of(request);
    if (kind == Access.Kind.NONE) {
      return unauthorized();
    }
    if (!limits.spend(request)) {
      return tooManyRequests();
    }
    boolean leads = kind == Access.Kind.API_TOKEN || !options.leadsNeedApiToken();
    try {
      return limits.marked(routes.answer(request, leads));
    } catch (Refusal refusal) {
      return limits.marked(refusal.response());
    }
  }

  @Override
  public Response unauthorized() {
    return new Refusal(401, "unauthorized access").response();
  }

  @Override
  public Response tooManyRequests() {
    return limits.marked(new Refusal(429, "Rate limit exceeded").response());
  }

  @Override
  public Response unavailable() {
    return new Refusal(503, "Service Unavailable").response();
  }

  /** Pages name a cursor or an offset, not a link: this one names its own. */
  @Override
  public Response followedByItself(Request request, Response page, URI baseUri) {
    JsonNode body = page.status() == 200 ? read(page.body()) : null;
    if (body == null || !(body.get("additional_data") instanceof ObjectNode more)) {
      return page;
    }
    Map<String, String> parameters = request.parameters();
    if (more.get("pagination") instanceof ObjectNode pagination) {
      pagination.put("more_items_in_collection", true).set("next_start", pagination.get("start"));
    } else {
      more.put(
          "next_cursor",
          parameters.getOrDefault(
              PageCursor.PARAMETER, PageCursor.of(0, request.path(), parameters)));
    }
    return page.withBody(body.toString());
  }

  private static JsonNode read(String json) {
    try {
      return JSON.readTree(json);
    } catch (JsonProcessingException e) {
      return null;
    }
  }

  @Override
  public void close() {
    database.close();
  }
}
