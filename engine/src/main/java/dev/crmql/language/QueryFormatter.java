package dev.crmql.language;

import dev.crmql.query.Condition;
import dev.crmql.query.FieldPath;
import dev.crmql.query.Query;
import dev.crmql.query.Selection;
import dev.crmql.query.SortItem;

/**
 * Writes a query as text that parses back to an equal tree: as KQL always, and as DQL where the
 * query has nothing that DQL lacks.
 *
 * <p>What no text gives is written as near as KQL comes: dates as quoted ISO-8601, the test for
 * NULL or empty text as a comparison with {@code ''}, an empty list as {@code ()}, and constant
 * conditions as {@code TRUE} and {@code FALSE}. The last two do not parse back, and neither does
 * what is over a parser's limits.
 */
public final class QueryFormatter {

  private QueryFormatter() {}

  /** The text of a query, on one line unless its literals hold line breaks. */
  public static String format(Query query) {
    FormatVisitor text = new FormatVisitor(query.from().name());
    text.append("SELECT ");
    if (query.selection() instanceof Selection.Fields fields) {
      String separator = "";
      for (FieldPath field : fields.fields()) {
        text.append(separator).path(field);
        separator = ", ";
      }
    } else {
      text.append("*");
    }
    text.append(" FROM ").name(query.from().name());
    query.where().ifPresent(condition -> text.append(" WHERE ").condition(condition));
    String separator = " ORDER BY ";
    for (SortItem item : query.orderBy()) {
      text.append(separator).path(item.field()).append(item.descending() ? " DESC" : " ASC");
      separator = ", ";
    }
    query.limit().ifPresent(rows -> text.append(" LIMIT ").append(Long.toString(rows)));
    query.offset().ifPresent(rows -> text.append(" OFFSET ").append(Long.toString(rows)));
    return text.toString();
  }

  /** The text of a condition, for a message or an explanation; its fields are of no object type. */
  public static String format(Condition condition) {
    return new FormatVisitor("").condition(condition).toString();
  }
}
