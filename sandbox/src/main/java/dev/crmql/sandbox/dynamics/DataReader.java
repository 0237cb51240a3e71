package dev.crmql.sandbox.dynamics;

import static dev.crmql.sandbox.data.Database.quoted;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.crmql.sandbox.data.Database;
import dev.crmql.sandbox.http.PageRows;
import dev.crmql.sandbox.http.Request;
import dev.crmql.sandbox.sql.Joins;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.olingo.server.api.uri.UriInfo;
import org.apache.olingo.server.api.uri.UriResource;
import org.apache.olingo.server.api.uri.UriResourcePrimitiveProperty;
import org.apache.olingo.server.api.uri.queryoption.OrderByItem;
import org.apache.olingo.server.api.uri.queryoption.OrderByOption;
import org.apache.olingo.server.api.uri.queryoption.expression.Member;

/** Answers queries for a table's rows, a page at a time. */
final class DataReader {
  /** Most rows that {@code $top} may ask for (Web API, Page results). */
  private static final int TOP_LIMIT = 5000;

  private final Database database;
  private final Schema schema;

  DataReader(Database database, Schema schema) {
    this.database = database;
    this.schema = schema;
  }

  /**
   * The page that an address asks for.
   *
   * @param request for the next link, which repeats what was asked
   * @param serviceRoot absolute, ending in a slash
   */
  ObjectNode page(
      UriInfo uri,
      DataverseTable table,
      Request request,
      Preferences preferences,
      String serviceRoot) {
    Selection selection = Selection.of(table, uri.getSelectOption(), uri.getExpandOption(), schema);
    Joins joins = new Joins();
    FilterSql.Condition condition = FilterSql.of(uri, table, schema, joins);
    String order = order(uri.getOrderByOption(), table, joins);
    String from =
        " FROM "
            + quoted(table.logicalName())
            + " "
            + Joins.ROOT
            + joins
            + " WHERE "
            + condition.sql();
    long count = count(uri, from, condition);

    String token = uri.getSkipTokenOption() == null ? null : uri.getSkipTokenOption().getValue();
    SkipToken.Place place = SkipToken.read(token, request.rawQuery());
    int top = top(uri);
    boolean paged =
        preferences.maxPageSize().isPresent() || top < 0; // $top is ignored beside a page size
    int size = paged ? PageRows.atMost(preferences.pageSize()) : top;
    List<Object> values = new ArrayList<>(condition.values());
    values.add(size + 1);
    values.add(place.offset());
    List<Map<String, Object>> rows =
        database.query(
            "SELECT " + Joins.ROOT + ".*" + from + " ORDER BY " + order + " LIMIT ? OFFSET ?",
            values);
    boolean more = rows.size() > size;

    RowWriter writer = new RowWriter(database, schema, preferences);
    ObjectNode page = RowWriter.JSON.objectNode();
    page.put(
        "@odata.context", serviceRoot + "$metadata#" + table.entitySet() + shown(uri, selection));
    if (count >= 0) {
      page.put("@odata.count", count);
    }
    writer.annotate(page, count);
    page.putArray("value").addAll(writer.write(more ? rows.subList(0, size) : rows, selection));
    if (more && paged) {
      String query =
          SkipToken.nextQuery(request.rawQuery(), place.offset() + size, place.page() + 1);
      page.put("@odata.nextLink", serviceRoot + table.entitySet() + "?" + query);
    }
    return page;
  }

  /** The number of rows that the filter finds, or -1 if it was not asked for. */
  private long count(UriInfo uri, String from, FilterSql.Condition condition) {
    if (uri.getCountOption() == null || !uri.getCountOption().getValue()) {
      return -1;
    }
    Map<String, Object> row =
        database.query("SELECT COUNT(*) AS \"rows\"" + from, condition.values()).get(0);
    return ((Number) row.get("rows")).longValue();
  }

  /**
   * {@code $top}, or -1 if it was not said. Whether 0 or more than a page would be taken is nowhere
   * written.
   */
  private static int top(UriInfo uri) {
    if (uri.getTopOption() == null) {
      return -1;
    }
    int top = uri.getTopOption().getValue();
    if (top < 1 || top > TOP_LIMIT) {
      throw Refusal.badQuery("$top must be from 1 to " + TOP_LIMIT + ", not " + top + ".");
    }
    return top;
  }

  /**
   * The ORDER BY: a lookup sorts by the related row's primary name, NULL is lowest (Web API, Order
   * rows). Ties are no client's to rely on: they go by the key from high to low.
   */
  private String order(OrderByOption orderBy, DataverseTable table, Joins joins) {
    String key = Joins.column(Joins.ROOT, table.key());
    if (orderBy == null) {
      return key;
    }
    List<String> terms = new ArrayList<>();
    for (OrderByItem item : orderBy.getOrders()) {
      terms.add(
          sortKey(item, table, joins)
              + (item.isDescending() ? " DESC NULLS LAST" : " ASC NULLS FIRST"));
    }
    terms.add(key + " DESC");
    return String.join(", ", terms);
  }

  private String sortKey(OrderByItem item, DataverseTable table, Joins joins) {
    if (!(item.getExpression() instanceof Member member)) {
      throw Refusal.notImplemented();
    }
    List<UriResource> path = member.getResourcePath().getUriResourceParts();
    if (path.size() != 1 || !(path.get(0) instanceof UriResourcePrimitiveProperty property)) {
      throw Refusal.badQuery("The $orderby expression must name a property of the table itself.");
    }
    Attribute attribute = table.attributeOfProperty(property.getSegmentValue()).orElseThrow();
    if (!attribute.type().isLookup()) {
      return Joins.column(Joins.ROOT, attribute.logicalName());
    }
    return attribute.navigations().stream()
        .map(
            navigation ->
                Joins.column(
                    navigation.join(joins, Joins.Kind.LEFT, Joins.ROOT),
                    schema.table(navigation.target()).primaryName()))
        .collect(Collectors.joining(", ", "COALESCE(", ")"));
  }

  private static String shown(UriInfo uri, Selection selection) {
    return uri.getSelectOption() == null
        ? ""
        : selection.attributes().stream()
            .map(Attribute::property)
            .collect(Collectors.joining(",", "(", ")"));
  }
}
