package dev.crmql.salesforce;

import dev.crmql.normalize.NormalizedQuery;
import dev.crmql.query.ConditionFields;
import dev.crmql.query.FieldPath;
import dev.crmql.query.NodeLocation;
import dev.crmql.query.ObjectName;
import dev.crmql.query.SortItem;
import dev.crmql.spi.FaultLocator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Finds the part of the query that a rejection is about: by the column that Salesforce gives, else
 * by the first name in quotes that the query has too.
 */
final class SoqlFaultLocator implements FaultLocator {

  private static final String COLUMN = "Row:1:Column:";

  private final NormalizedQuery query;
  private final SourceMap map;

  /**
   * A locator.
   *
   * @param map of the only statement; null if there are several, as the service does not say which
   *     one it means
   */
  SoqlFaultLocator(NormalizedQuery query, SourceMap map) {
    this.query = query;
    this.map = map;
  }

  @Override
  public NodeLocation locate(String upstreamMessage) {
    int index = columnIndex(upstreamMessage);
    if (map != null && index >= 0) {
      NodeLocation at = map.at(index);
      if (at.span().isPresent()) {
        return at;
      }
    }
    return byName(upstreamMessage);
  }

  /** The index of the character that the message is about, from 0; -1 if it does not say. */
  private static int columnIndex(String message) {
    int at = message.indexOf(COLUMN);
    if (at < 0) {
      return -1;
    }
    int column = 0;
    for (int i = at + COLUMN.length(); i < message.length() && column < 1_000_000; i++) {
      char c = message.charAt(i);
      if (c < '0' || c > '9') {
        break;
      }
      column = column * 10 + (c - '0');
    }
    return column - 1;
  }

  private NodeLocation byName(String message) {
    List<FieldPath> fields = fields(message.toLowerCase(Locale.ROOT));
    int open = opening(message, 0);
    while (open >= 0) {
      int close = message.indexOf('\'', open + 1);
      if (close < 0) {
        break;
      }
      NodeLocation at = named(message.substring(open + 1, close), fields);
      if (at.span().isPresent()) {
        return at;
      }
      open = opening(message, close + 1);
    }
    return NodeLocation.NONE;
  }

  /**
   * The next quote that is no apostrophe, as in {@code Didn't understand relationship 'Acount'}.
   */
  private static int opening(String message, int from) {
    int quote = message.indexOf('\'', from);
    while (quote > 0 && Character.isLetterOrDigit(message.charAt(quote - 1))) {
      quote = message.indexOf('\'', quote + 1);
    }
    return quote;
  }

  /** The query's properties, those of the clause first that the message is about. */
  private List<FieldPath> fields(String message) {
    List<FieldPath> where = new ArrayList<>();
    query.conjuncts().forEach(conjunct -> ConditionFields.forEach(conjunct, where::add));
    List<FieldPath> orderBy = query.orderBy().stream().map(SortItem::field).toList();
    List<FieldPath> fields = new ArrayList<>();
    if (message.contains("filter")) {
      fields.addAll(where);
    } else if (message.contains("sort") || message.contains("order")) {
      fields.addAll(orderBy);
    }
    fields.addAll(query.fields());
    fields.addAll(where);
    fields.addAll(orderBy);
    return fields;
  }

  private NodeLocation named(String name, List<FieldPath> fields) {
    for (FieldPath field : fields) {
      if (field.dotted().equalsIgnoreCase(name)
          || field.leaf().equalsIgnoreCase(name)
          || field.head().equalsIgnoreCase(name)) {
        return field.at();
      }
    }
    ObjectName from = query.written().from();
    boolean isObject =
        from.name().equalsIgnoreCase(name)
            || SoqlNames.objectName(from.name()).equalsIgnoreCase(name);
    return isObject ? from.at() : NodeLocation.NONE;
  }
}
