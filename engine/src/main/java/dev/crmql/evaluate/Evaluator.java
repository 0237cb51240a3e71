package dev.crmql.evaluate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.crmql.normalize.NormalizedQuery;
import dev.crmql.normalize.Normalizer;
import dev.crmql.query.FieldPath;
import dev.crmql.query.Query;
import dev.crmql.schema.ObjectSchema;
import java.util.List;

/**
 * Answers a query from rows in memory: the reference for what every service's answer must be.
 *
 * <p>NULL is lowest in ORDER BY, and text sorts by code point without regard to case; rows that are
 * equal by all keys stay in the order given. FROM is not looked at: the rows are the object type's.
 */
public final class Evaluator {

  private Evaluator() {}

  /** The rows that the query finds, without anything known of their properties' types. */
  public static List<ObjectNode> evaluate(Query query, List<ObjectNode> rows) {
    return evaluate(query, ObjectSchema.unknown(), rows);
  }

  /**
   * The rows that the query finds: new objects which hold what was selected.
   *
   * @throws dev.crmql.diagnostics.QueryException if the query does not fit the schema
   */
  public static List<ObjectNode> evaluate(Query query, ObjectSchema schema, List<ObjectNode> rows) {
    return evaluate(Normalizer.normalize(query, schema), rows);
  }

  /** The rows that the query finds: new objects which hold what was selected. */
  public static List<ObjectNode> evaluate(NormalizedQuery query, List<ObjectNode> rows) {
    if (query.matchesNothing()) {
      return List.of();
    }
    List<ObjectNode> found =
        rows.stream()
            .filter(
                row ->
                    ConditionEvaluator.allHold(
                        query.conjuncts(), field -> JsonPaths.read(row, field)))
            .toList();
    return new RowSorter<ObjectNode>(query.orderBy(), JsonPaths::read)
        .sorted(found, TextOrder.byCodePoint()).stream()
            .skip(query.offset())
            .limit(query.limit().orElse(Long.MAX_VALUE))
            .map(row -> select(query, row))
            .toList();
  }

  private static ObjectNode select(NormalizedQuery query, ObjectNode row) {
    if (query.selectsAll()) {
      return row.deepCopy();
    }
    ObjectNode selected = JsonNodeFactory.instance.objectNode();
    for (FieldPath field : query.fields()) {
      JsonNode value = JsonPaths.read(row, field);
      JsonPaths.write(selected, field, value.deepCopy());
    }
    return selected;
  }
}
