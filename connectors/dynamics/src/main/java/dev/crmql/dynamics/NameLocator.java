package dev.crmql.dynamics;

import dev.crmql.normalize.NormalizedQuery;
import dev.crmql.query.ConditionFields;
import dev.crmql.query.FieldPath;
import dev.crmql.query.NodeLocation;
import dev.crmql.query.SortItem;
import dev.crmql.spi.FaultLocator;
import java.util.ArrayList;
import java.util.List;

/** Finds the name that Dataverse quotes: {@code Could not find a property named 'nmae' on ..}. */
final class NameLocator implements FaultLocator {

  private static final String PROPERTY = "a property named '";
  private static final String SEGMENT = "for the segment '";

  private final NormalizedQuery query;
  private final Table table;

  NameLocator(NormalizedQuery query, Table table) {
    this.query = query;
    this.table = table;
  }

  @Override
  public NodeLocation locate(String upstreamMessage) {
    if (quoted(upstreamMessage, SEGMENT).equals(table.entitySet())) {
      return query.written().from().at();
    }
    String name = quoted(upstreamMessage, PROPERTY);
    if (!name.isEmpty()) {
      for (FieldPath field : fields()) {
        if (Table.relations(field).contains(name) || table.property(field).equals(name)) {
          return field.at();
        }
      }
    }
    return NodeLocation.NONE;
  }

  private List<FieldPath> fields() {
    List<FieldPath> fields = new ArrayList<>(query.fields());
    query.conjuncts().forEach(condition -> ConditionFields.forEach(condition, fields::add));
    query.orderBy().stream().map(SortItem::field).forEach(fields::add);
    return fields;
  }

  private static String quoted(String message, String before) {
    int start = message.indexOf(before);
    int end = start < 0 ? -1 : message.indexOf('\'', start + before.length());
    return end < 0 ? "" : message.substring(start + before.length(), end);
  }
}
