package dev.crmql.sandbox.oracle;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.crmql.sandbox.data.Column;
import dev.crmql.sandbox.data.Database;
import dev.crmql.sandbox.data.Table;
import dev.crmql.sandbox.http.JsonValues;
import dev.crmql.sandbox.http.PageRows;
import dev.crmql.sandbox.sql.ConditionSql;
import dev.crmql.sandbox.sql.Joins;
import dev.crmql.sandbox.sql.OrderBy;
import dev.crmql.sandbox.sql.Sql;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A page of a resource's rows (Manage Collections). */
final class ResourceCollection {
  private static final int DEFAULT_ROWS = 25;

  private static final Set<String> PARAMETERS =
      Set.of(
          "q",
          "fields",
          "expand",
          "orderBy",
          "limit",
          "offset",
          "finder",
          "onlyData",
          "totalResults");

  private static final Pattern SORT_KEY =
      Pattern.compile("(?:(upper)\\((\\w+)\\)|(\\w+))(?::(asc|desc))?");

  private static final DateTimeFormatter DATE_TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ssxxx", Locale.ROOT).withZone(ZoneOffset.UTC);

  private final Table resource;
  private final Map<String, String> parameters;
  private final OracleSettings settings;

  ResourceCollection(Table resource, Map<String, String> parameters, OracleSettings settings) {
    this.resource = resource;
    this.parameters = parameters;
    this.settings = settings;
  }

  /**
   * The page that the parameters ask for.
   *
   * @param frameworkVersion what {@code q} is read by; version 1's queries by example are refused
   * @param path the resource's own, for links
   * @throws OracleException if Oracle would refuse them
   */
  ObjectNode page(Database database, int frameworkVersion, String path) {
    for (String name : parameters.keySet()) {
      if (!PARAMETERS.contains(name)) {
        throw OracleException.parameter(name, "it is unknown.");
      }
    }
    Sql where = where(frameworkVersion);
    List<Column> fields = fields();
    int limit = PageRows.atMost(Math.min(number("limit", DEFAULT_ROWS, 1), settings.maxRows()));
    int offset = number("offset", 0, 0);
    List<Object> values = new ArrayList<>(where.values());
    values.add(limit + 1);
    values.add(offset);
    String from = " FROM " + Database.quoted(resource.name()) + " " + Joins.ROOT + where.text();
    List<Map<String, Object>> rows =
        database.query(
            "SELECT " + Joins.ROOT + ".*" + from + orderBy(offset) + " LIMIT ? OFFSET ?", values);
    ObjectNode page = JsonNodeFactory.instance.objectNode();
    ArrayNode items = page.putArray("items");
    rows.stream().limit(limit).forEach(row -> items.add(item(fields, row, path)));
    page.put("count", items.size()).put("hasMore", rows.size() > limit);
    page.put("limit", limit).put("offset", offset);
    if (flag("totalResults")) {
      page.put("totalResults", estimated(database, from, where.values()));
    }
    ArrayNode links = page.putArray("links");
    if (!flag("onlyData")) {
      addLink(links, path, "collection");
    }
    return page;
  }

  private Sql where(int frameworkVersion) {
    List<Sql> conditions = new ArrayList<>();
    String q = parameters.get("q");
    if (q != null && frameworkVersion < 2) {
      throw OracleException.parameter("q", "it is not a query by example.");
    } else if (q != null) {
      conditions.add(
          RowMatchReader.read(q, frameworkVersion, settings.infixNegations())
              .accept(
                  new ConditionSql(
                      new RowMatchColumns(resource, settings.asteriskIsWildcard()), false)));
    }
    Finders.condition(resource, parameters.get("finder"), settings.ownOpportunitiesOnly())
        .ifPresent(conditions::add);
    if (conditions.isEmpty()) {
      return Sql.of("");
    }
    Sql all = Sql.join(" AND ", conditions);
    return new Sql(" WHERE " + all.text(), all.values());
  }

  private List<Column> fields() {
    String names = parameters.get("fields");
    if (parameters.containsKey("expand")) {
      throw OracleException.parameter(
          "expand",
          names == null ? "the sandbox has no children." : "it excludes parameter fields.");
    } else if (names == null) {
      return resource.columns();
    }
    List<Column> fields = new ArrayList<>();
    for (String name : names.split(",", -1)) {
      fields.add(
          resource
              .column(name)
              .orElseThrow(
                  () -> OracleException.parameter("fields", "field " + name + " is unknown.")));
    }
    return fields;
  }

  /** Without keys, and among equal rows, there is no stable order. */
  private String orderBy(int offset) {
    OrderBy orderBy = new OrderBy(true);
    String keys = parameters.get("orderBy");
    for (String key : keys == null ? new String[0] : keys.split(",", -1)) {
      Matcher matcher = SORT_KEY.matcher(key);
      if (!matcher.matches()) {
        throw OracleException.parameter("orderBy", "'" + key + "' is no sort key.");
      }
      boolean upper = matcher.group(1) != null;
      String name = matcher.group(upper ? 2 : 3);
      Column attribute = RowMatchColumns.queryable(resource, name, "orderBy");
      String sql = AttributeTypes.sql(Joins.column(Joins.ROOT, name), attribute.type());
      orderBy.add(upper ? "UPPER(" + sql + ")" : sql, "desc".equals(matcher.group(4)));
    }
    return orderBy.sql(Joins.column(Joins.ROOT, resource.keyColumn()), offset > 0);
  }

  private ObjectNode item(List<Column> fields, Map<String, Object> row, String path) {
    ObjectNode item = JsonNodeFactory.instance.objectNode();
    for (Column field : fields) {
      item.set(field.name(), JsonValues.of(row.get(field.name()), DATE_TIME));
    }
    if (!flag("onlyData")) {
      addLink(item.putArray("links"), path + "/" + row.get(resource.keyColumn()), "item");
    }
    return item;
  }

  private void addLink(ArrayNode links, String href, String kind) {
    links
        .addObject()
        .put("rel", "self")
        .put("href", href)
        .put("name", resource.name())
        .put("kind", kind);
  }

  /** Never exact, since real totals are estimates. */
  private static long estimated(Database database, String from, List<Object> values) {
    Object count =
        database.query("SELECT COUNT(*) AS \"count\"" + from, values).get(0).get("count");
    return ((Number) count).longValue() / 10 * 10 + 11;
  }

  private boolean flag(String name) {
    String value = parameters.getOrDefault(name, "false");
    if (!value.equals("true") && !value.equals("false")) {
      throw OracleException.parameter(name, "it is neither true nor false.");
    }
    return value.equals("true");
  }

  private int number(String name, int otherwise, int least) {
    String text = parameters.getOrDefault(name, Integer.toString(otherwise));
    if (!text.matches("[0-9]{1,9}") || Integer.parseInt(text) < least) {
      throw OracleException.parameter(name, "it is no number from " + least + " on.");
    }
    return Integer.parseInt(text);
  }
}
