package dev.crmql.sandbox.sugarcrm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.crmql.sandbox.data.Database;
import dev.crmql.sandbox.data.SampleData;
import dev.crmql.sandbox.data.Sql;
import dev.crmql.sandbox.data.Table;
import dev.crmql.sandbox.http.IssuedTokens;
import dev.crmql.sandbox.http.Request;
import dev.crmql.sandbox.http.Response;
import dev.crmql.sandbox.http.ServiceEmulator;
import java.net.URI;
import java.time.Clock;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * An emulated SugarCRM on MySQL, REST v10 to v11_23: lists with filters, counts, global search,
 * metadata and tokens for Accounts, Contacts, Leads, Opportunities, Campaigns and Tasks.
 *
 * <p>The API's user lives in Los Angeles. Tokens: {@code OAuth-Token} or {@code Authorization:
 * Bearer}; the user {@code sandbox} gets one with the password {@code sandbox-password}. {@code
 * max_list_limit} is 1000. Links lead to one record only; there are no deleted, favourite or
 * followed records and no saved filters.
 */
public final class SugarCrmEmulator implements ServiceEmulator {
  private static final ZoneId ZONE = ZoneId.of("America/Los_Angeles");

  private final IssuedTokens issued = new IssuedTokens("sugarcrm");
  private final Tokens tokens = new Tokens(issued);
  private final List<Table> tables;
  private final Database database;
  private final UserTime time;
  private final Records records;
  private final GlobalSearch search;

  /** Emulates with these records. */
  public SugarCrmEmulator(SampleData data) {
    tables = SugarCrmTables.of(data);
    database = Database.of(tables);
    time = new UserTime(ZONE, Clock.systemUTC());
    records = new Records(time);
    search = new GlobalSearch(tables, records);
  }

  @Override
  public String name() {
    return "sugarcrm";
  }

  @Override
  public IssuedTokens tokens() {
    return issued;
  }

  @Override
  public List<Table> tables() {
    return tables;
  }

  @Override
  public Response handle(Request request, URI baseUri) {
    try {
      return Response.json(200, answer(request));
    } catch (SugarException e) {
      return Response.json(e.status(), e.body());
    }
  }

  private ObjectNode answer(Request request) {
    Route route = Route.of(request);
    ObjectNode arguments = Arguments.of(request);
    if (route.action() == Route.Action.TOKEN) {
      return tokens.grant(arguments);
    }
    tokens.check(request);
    return switch (route.action()) {
      case TOKEN -> tokens.grant(arguments);
      case METADATA -> metadata(arguments);
      case LIST -> list(route.module(), arguments);
      case COUNT -> count(route.module(), arguments);
      case SEARCH -> search.answer(route.module(), arguments);
    };
  }

  private static ObjectNode metadata(ObjectNode arguments) {
    JsonNode filter = arguments.get("module_filter");
    Set<String> names = Php.isEmpty(filter) ? null : Set.copyOf(names(filter));
    ObjectNode metadata = Metadata.modules(SugarCrmModules.ALL, names);
    JsonNode types = arguments.get("type_filter");
    if (!Php.isEmpty(arguments.get("only_hash"))
        || (!Php.isEmpty(types) && !names(types).contains("modules"))) {
      metadata.remove("modules");
    }
    return metadata;
  }

  private static List<String> names(JsonNode list) {
    return Arrays.asList(Php.text(list).split(",", -1));
  }

  private ObjectNode list(Module module, ObjectNode arguments) {
    ListRequest request = ListRequest.of(arguments, module);
    Where where = where(module, arguments);
    ObjectNode page = JsonNodeFactory.instance.objectNode().put("next_offset", -1);
    ArrayNode found = page.putArray("records");
    if (request.pastTheEnd()) {
      return page;
    }
    int limit = pageSize(request, where);
    List<Map<String, Object>> rows = rows(module, where, request, limit + 1);
    if (rows.size() > limit) {
      page.put("next_offset", request.offset() + limit);
    }
    rows.stream()
        .limit(limit)
        .forEach(row -> found.add(records.write(module, row, request.fields())));
    return page;
  }

  /**
   * Pages of a query with a join come out one record short of what was asked, with more to follow.
   */
  private static int pageSize(ListRequest request, Where where) {
    return where.joined() && request.limit() > 1 ? request.limit() - 1 : request.limit();
  }

  private List<Map<String, Object>> rows(
      Module module, Where where, ListRequest request, int limit) {
    Sql from = where.from(module);
    List<Object> values = new ArrayList<>(from.values());
    values.add(limit);
    values.add(request.offset());
    return database.query(
        "SELECT "
            + Where.ROOT
            + ".*"
            + from.text()
            + " ORDER BY "
            + request.orderBy().sql()
            + " LIMIT ? OFFSET ?",
        values);
  }

  private ObjectNode count(Module module, ObjectNode arguments) {
    ListRequest.of(arguments, module);
    Sql from = where(module, arguments).from(module);
    Object count =
        database
            .query("SELECT COUNT(*) AS \"count\"" + from.text(), from.values())
            .get(0)
            .get("count");
    return JsonNodeFactory.instance.objectNode().put("record_count", ((Number) count).longValue());
  }

  private Where where(Module module, ObjectNode arguments) {
    if (!Php.isEmpty(arguments.get("q")) && !Php.isEmpty(arguments.get("filter"))) {
      throw SugarException.invalidParameter("A parameter in the request was invalid.");
    }
    if (!Php.isEmpty(arguments.get("filter_id"))) {
      throw new SugarException(404, "not_found", "Could not find record.");
    }
    Filter.Group filter =
        new FilterReader(SugarCrmModules.ALL, module).read(arguments.get("filter"));
    return FilterCompiler.compile(filter, time);
  }

  @Override
  public Response unauthorized() {
    SugarException expired = Tokens.expired();
    return Response.json(expired.status(), expired.body());
  }

  /** The server itself never says so; hosts in front of it do. */
  @Override
  public Response tooManyRequests() {
    return Response.html(429, "<html><body><h1>429 Too Many Requests</h1></body></html>");
  }

  @Override
  public Response unavailable() {
    return Response.json(
        503, new SugarException(503, "maintenance", "The server is under maintenance.").body());
  }

  @Override
  public Response searchOff() {
    return Response.json(
        503,
        new SugarException(503, "search_unavailable", "The search engine is not available.")
            .body());
  }

  /** Pages name their offset, not a link: this one names its own. */
  @Override
  public Response followedByItself(Request request, Response page, URI baseUri) {
    JsonNode body = page.status() == 200 ? Php.decode(page.body()) : null;
    if (!(body instanceof ObjectNode object) || !object.has("next_offset")) {
      return page;
    }
    JsonNode offset = Arguments.of(request).get("offset");
    object.put("next_offset", Php.isEmpty(offset) ? 0 : Php.integer(offset));
    return Response.json(200, object);
  }

  @Override
  public void close() {
    database.close();
  }
}
