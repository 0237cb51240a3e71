package dev.crmql.sandbox.zoho;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.crmql.sandbox.data.Database;
import dev.crmql.sandbox.data.Table;
import dev.crmql.sandbox.http.PageRows;
import dev.crmql.sandbox.http.Response;
import dev.crmql.sandbox.sql.ConditionSql;
import dev.crmql.sandbox.sql.Joins;
import dev.crmql.sandbox.sql.OrderBy;
import dev.crmql.sandbox.sql.Sql;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The COQL resource. */
final class Coql {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final List<Table> modules;
  private final Database database;
  private final Records records;
  private final ZohoSettings settings;

  Coql(List<Table> modules, Database database, Records records, ZohoSettings settings) {
    this.modules = modules;
    this.database = database;
    this.records = records;
    this.settings = settings;
  }

  /**
   * The answer to a body with a query in it.
   *
   * @throws ZohoException if Zoho would refuse it
   */
  Response answer(String body) {
    CoqlQuery query = CoqlReader.read(selectQuery(body), settings);
    CoqlFields fields = new CoqlFields(modules, query.module());
    List<CoqlFields.Found> selected =
        new ArrayList<>(query.fields().stream().map(fields::find).toList());
    if (!query.fields().contains(ZohoModules.KEY)) {
      selected.add(fields.find(ZohoModules.KEY));
    }
    int rows = PageRows.atMost(Math.min(query.limit(), settings.rowsPerCall()));
    List<Map<String, Object>> found = rows(query, fields, selected, rows + 1);
    if (found.isEmpty()) {
      return Response.empty(204);
    }
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    ArrayNode data = answer.putArray("data");
    found.stream().limit(rows).forEach(row -> data.add(records.ofColumns(selected, row)));
    answer.putObject("info").put("count", data.size()).put("more_records", found.size() > rows);
    return Response.json(200, answer);
  }

  private static String selectQuery(String body) {
    JsonNode query;
    try {
      query = JSON.readTree(body).path("select_query");
    } catch (JsonProcessingException e) {
      throw ZohoException.badRequest("INVALID_DATA", "the body is not JSON");
    }
    if (query.isMissingNode()) {
      throw ZohoException.badRequest("MANDATORY_NOT_FOUND", "required field not found")
          .with("api_name", "select_query");
    } else if (!query.isTextual()) {
      throw ZohoException.badRequest("INVALID_DATA", "invalid data")
          .with("api_name", "select_query")
          .with("expected_data_type", "string");
    }
    return query.textValue();
  }

  private List<Map<String, Object>> rows(
      CoqlQuery query, CoqlFields fields, List<CoqlFields.Found> selected, int limit) {
    Sql where =
        query
            .where()
            .accept(
                new ConditionSql(
                    new CoqlColumns(fields, settings), settings.nullsMatchNegatives()));
    String orderBy = orderBy(query, fields);
    StringBuilder select = new StringBuilder("SELECT ");
    for (int i = 0; i < selected.size(); i++) {
      select.append(i == 0 ? "" : ", ").append(selected.get(i).sql()).append(" AS f" + i);
    }
    List<Object> values = new ArrayList<>(where.values());
    values.add(limit);
    values.add(query.offset());
    return database.query(
        select + fields.fromSql() + " WHERE " + where.text() + orderBy + " LIMIT ? OFFSET ?",
        values);
  }

  /** Without keys of its own a query's order is that of the ids. */
  private String orderBy(CoqlQuery query, CoqlFields fields) {
    OrderBy orderBy = new OrderBy(settings.nullsSortHighest());
    for (CoqlQuery.SortItem item : query.orderBy()) {
      CoqlFields.Found field = fields.find(item.field());
      if (!FieldTypes.sortable(field.type())) {
        throw ZohoException.invalidQuery("column given cannot be sorted")
            .with("column_name", item.field());
      }
      orderBy.add(field.sql(), item.descending());
    }
    return orderBy.sql(
        Joins.column(Joins.ROOT, ZohoModules.KEY),
        !query.orderBy().isEmpty() && query.offset() > 0);
  }
}
