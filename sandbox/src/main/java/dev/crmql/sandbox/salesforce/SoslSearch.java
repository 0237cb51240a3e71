package dev.crmql.sandbox.salesforce;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.crmql.sandbox.data.Database;
import dev.crmql.sandbox.data.Table;
import dev.crmql.sandbox.salesforce.SearchTerm.Words;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** The search resource: the records that hold words, object by object. */
final class SoslSearch {
  private final List<Table> tables;
  private final Database database;

  SoslSearch(List<Table> tables, Database database) {
    this.tables = tables;
    this.database = database;
  }

  /**
   * The answer to a search.
   *
   * @throws SoqlException if Salesforce would refuse it
   */
  ObjectNode answer(String sosl, String basePath) {
    SoslQuery search = SoslReader.read(sosl);
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    ArrayNode records = answer.putArray("searchRecords");
    List<SoqlQuery> returning = search.returning().isEmpty() ? idsOfAll() : search.returning();
    for (SoqlQuery query : returning) {
      SoqlPlan plan = SoqlPlan.of(sosl, query.unbounded(), tables);
      Records format = new Records(plan, basePath);
      Set<Object> found = found(search, plan.root());
      database.query(plan.sql(), plan.values()).stream()
          .filter(row -> found.contains(row.get(SoqlFields.ROOT_ALIAS)))
          .skip(query.offset())
          .limit(query.limit())
          .limit(search.limit() - records.size())
          .forEach(row -> records.add(format.of(row)));
    }
    return answer;
  }

  private List<SoqlQuery> idsOfAll() {
    return tables.stream().map(table -> SoqlQuery.ids(table.name())).toList();
  }

  private static Set<Object> found(SoslQuery search, Table table) {
    return table.rows().stream()
        .filter(row -> search.term().test(words(search.group(), table, row)))
        .map(row -> row.get(table.keyColumn()))
        .collect(Collectors.toSet());
  }

  private static Words words(SoslQuery.Group group, Table table, Map<String, Object> row) {
    return new Words(
        table.columns().stream()
            .filter(column -> group.has(column.name(), column.type()))
            .map(column -> row.get(column.name()))
            .filter(Objects::nonNull)
            .map(value -> SearchTerm.words(value.toString()))
            .toList());
  }
}
