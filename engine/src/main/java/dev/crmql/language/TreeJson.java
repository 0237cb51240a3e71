package dev.crmql.language;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.crmql.query.Query;

/**
 * Writes a query tree as JSON, for programs in any language. The members and their order are a
 * contract:
 *
 * <pre>{@code
 * {"select": [["id"], ["Account", "Name"]],
 *  "from": "Contact",
 *  "where": {"and": [{"field": ["name"], "like": "prefix", "text": "Jim", "negated": false},
 *                    {"field": ["age"], "operator": ">=", "value": 18}]},
 *  "order_by": [{"field": ["name"], "descending": true}],
 *  "limit": 100,
 *  "offset": 200}
 * }</pre>
 *
 * <p>{@code "select"} is {@code "*"} for every property; {@code where}, {@code limit} and {@code
 * offset} are left out where the query has none. Further conditions are {@code or}, {@code not},
 * {@code in} (a list of values), {@code is_null}, {@code is_empty} and {@code constant}. A value is
 * a JSON text, number or Boolean, or an object with one member, {@code parameter}, {@code date} or
 * {@code timestamp}. With spans, each object of a condition or a sort key ends in {@code "at":
 * [start, end]}, in UTF-16 units.
 */
public final class TreeJson {

  private TreeJson() {}

  /** The tree without spans: the same for queries that are equal. */
  public static ObjectNode write(Query query) {
    return new JsonVisitor(false).query(query);
  }

  /** The tree with spans, of the nodes that were written. */
  public static ObjectNode writeWithSpans(Query query) {
    return new JsonVisitor(true).query(query);
  }
}
