package dev.crmql.sandbox.salesforce;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.crmql.sandbox.data.Database;
import dev.crmql.sandbox.data.Table;
import dev.crmql.sandbox.http.PageRows;
import dev.crmql.sandbox.http.Request;
import dev.crmql.sandbox.http.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The REST resources below {@code /services/data}, for requests whose token was found good. */
final class SalesforceResources implements AutoCloseable {
  private static final String ROOT = "/services/data";
  private static final int FIRST_VERSION = 51;
  private static final int LAST_VERSION = 64;
  private static final int MIN_PAGE_SIZE = 200;
  private static final int MAX_PAGE_SIZE = 2_000;
  private static final Pattern VERSIONED = Pattern.compile("(" + ROOT + "/v(\\d\\d)\\.0)(/.*)?");
  private static final Pattern DESCRIBE = Pattern.compile("/sobjects/(\\w+)/describe/?");
  private static final Pattern LATER_PAGE = Pattern.compile("/query/([^/]+)");
  private static final Pattern BATCH_SIZE = Pattern.compile("batchSize\\s*=\\s*(\\d{1,9})");

  private final List<Table> tables;
  private final Database database;
  private final Cursors cursors = new Cursors();
  private final SoslSearch search;
  private final Composite composite = new Composite(this);

  SalesforceResources(List<Table> tables) {
    this.tables = tables;
    this.database = Database.of(tables);
    this.search = new SoslSearch(tables, database);
  }

  static boolean isVersionList(String path) {
    return path.equals(ROOT) || path.equals(ROOT + "/");
  }

  /** The list of versions, which needs no token. */
  static Response versions() {
    ArrayNode versions = JsonNodeFactory.instance.arrayNode();
    for (int version = FIRST_VERSION; version <= LAST_VERSION; version++) {
      versions
          .addObject()
          .put("label", "Version " + version)
          .put("url", ROOT + "/v" + version + ".0")
          .put("version", version + ".0");
    }
    return Response.json(200, versions);
  }

  Response answer(Request request) {
    Matcher versioned = VERSIONED.matcher(request.path());
    if (!versioned.matches() || !isServed(Integer.parseInt(versioned.group(2)))) {
      return SalesforceErrors.notFound();
    }
    String basePath = versioned.group(1);
    String resource = versioned.group(3) == null ? "" : versioned.group(3);
    if (resource.matches("/composite/?")) {
      return request.method().equals("POST")
          ? composite.answer(request)
          : methodNotAllowed(request, "POST");
    } else if (!request.method().equals("GET")) {
      return methodNotAllowed(request, "GET");
    } else if (resource.matches("/query/?")) {
      return query(request, basePath);
    } else if (resource.matches("/search/?")) {
      return search(request, basePath);
    } else if (resource.matches("/sobjects/?")) {
      return Response.json(200, Describe.global(tables, basePath));
    }
    Matcher laterPage = LATER_PAGE.matcher(resource);
    if (laterPage.matches()) {
      return laterPage(laterPage.group(1), basePath);
    }
    Matcher describe = DESCRIBE.matcher(resource);
    return describe.matches() ? describe(describe.group(1), basePath) : SalesforceErrors.notFound();
  }

  /**
   * A link to a page of exactly these records: the request's own path if it is such a link, or a
   * new one.
   */
  String pathToSamePage(String requestPath, List<JsonNode> records) {
    Matcher versioned = VERSIONED.matcher(requestPath);
    boolean isLink =
        versioned.matches()
            && versioned.group(3) != null
            && LATER_PAGE.matcher(versioned.group(3)).matches();
    return isLink || !versioned.matches()
        ? requestPath
        : versioned.group(1) + "/query/" + cursors.locatorOf(records);
  }

  @Override
  public void close() {
    database.close();
  }

  private Response query(Request request, String basePath) {
    try {
      String soql = request.parameters().get("q");
      if (soql == null) {
        return SalesforceErrors.error(400, "MALFORMED_QUERY", "A query string has to be specified");
      }
      SoqlPlan plan = SoqlPlan.of(soql, tables);
      Records records = new Records(plan, basePath);
      List<JsonNode> found = new ArrayList<>();
      for (Map<String, Object> row : database.query(plan.sql(), plan.values())) {
        found.add(records.of(row));
      }
      int pageSize = PageRows.atMost(pageSize(request.header("Sforce-Query-Options")));
      return Response.json(200, cursors.firstPage(found, pageSize, basePath + "/query"));
    } catch (SoqlException e) {
      return SalesforceErrors.error(400, e.errorCode(), e.getMessage());
    } catch (IllegalArgumentException e) {
      return SalesforceErrors.error(400, "MALFORMED_QUERY", "the URL is not encoded as it should");
    }
  }

  private Response search(Request request, String basePath) {
    try {
      String sosl = request.parameters().get("q");
      return sosl == null
          ? SalesforceErrors.error(400, SoslReader.MALFORMED, "A search string must be specified")
          : Response.json(200, search.answer(sosl, basePath));
    } catch (SoqlException e) {
      return SalesforceErrors.error(400, e.errorCode(), e.getMessage());
    } catch (IllegalArgumentException e) {
      return SalesforceErrors.error(
          400, SoslReader.MALFORMED, "the URL is not encoded as it should");
    }
  }

  private Response laterPage(String locator, String basePath) {
    return cursors
        .page(locator, basePath + "/query")
        .map(page -> Response.json(200, page))
        .orElseGet(
            () -> SalesforceErrors.error(400, "INVALID_QUERY_LOCATOR", "invalid query locator"));
  }

  private Response describe(String name, String basePath) {
    Optional<Table> table =
        tables.stream().filter(t -> t.name().equalsIgnoreCase(name)).findFirst();
    return table
        .map(found -> Response.json(200, Describe.object(found, tables, basePath)))
        .orElseGet(SalesforceErrors::notFound);
  }

  /**
   * The size asked for, brought within the bounds (REST API Developer Guide, Query Options Header).
   */
  private static int pageSize(String options) {
    Matcher size = BATCH_SIZE.matcher(options == null ? "" : options);
    return size.find()
        ? Math.max(MIN_PAGE_SIZE, Math.min(MAX_PAGE_SIZE, Integer.parseInt(size.group(1))))
        : MAX_PAGE_SIZE;
  }

  private static boolean isServed(int version) {
    return version >= FIRST_VERSION && version <= LAST_VERSION;
  }

  private static Response methodNotAllowed(Request request, String allowed) {
    return SalesforceErrors.error(
        405,
        "METHOD_NOT_ALLOWED",
        "HTTP Method '" + request.method() + "' not allowed. Allowed are " + allowed);
  }
}
