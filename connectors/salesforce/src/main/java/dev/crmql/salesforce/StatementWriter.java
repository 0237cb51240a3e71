package dev.crmql.salesforce;

import dev.crmql.query.Condition;
import dev.crmql.query.FieldPath;
import dev.crmql.query.NodeLocation;
import dev.crmql.query.ObjectName;
import dev.crmql.query.SortItem;
import java.util.List;

/**
 * Writes whole statements: SELECT, FROM, WHERE, ORDER BY, LIMIT and OFFSET, in the only order that
 * SOQL has (SOQL and SOSL Reference, SOQL SELECT Syntax).
 */
final class StatementWriter {

  /** A statement and where its parts came from. */
  record Statement(String text, SourceMap map) {}

  private final ObjectName from;
  private final Projection projection;
  private final List<SortItem> orderBy;
  private final boolean ordered;
  private final SoqlFields fields;

  /**
   * Writes statements that differ only in their conditions.
   *
   * @param ordered whether the rows need an order though there may be no sort key
   */
  StatementWriter(
      ObjectName from,
      Projection projection,
      List<SortItem> orderBy,
      boolean ordered,
      SoqlFields fields) {
    this.from = from;
    this.projection = projection;
    this.orderBy = orderBy;
    this.ordered = ordered;
    this.fields = fields;
  }

  Statement write(List<Condition> conjuncts, Window window) {
    StringBuilder out = new StringBuilder(128);
    SourceMap map = new SourceMap();
    select(out, map);
    out.append(" FROM ");
    map.mark(out.length(), from.at());
    out.append(SoqlNames.objectName(from.name()));
    map.mark(out.length(), NodeLocation.NONE);
    if (!conjuncts.isEmpty()) {
      out.append(" WHERE ");
      new ConditionWriter(out, map, fields).all(conjuncts);
      map.mark(out.length(), NodeLocation.NONE);
    }
    orderBy(out, map);
    if (window.limit().isPresent()) {
      out.append(" LIMIT ").append(window.limit().getAsLong());
    }
    if (window.offset() > 0) {
      out.append(" OFFSET ").append(window.offset());
    }
    return new Statement(out.toString(), map);
  }

  private void select(StringBuilder out, SourceMap map) {
    out.append("SELECT ");
    if (projection.all()) {
      out.append("FIELDS(ALL)");
    }
    List<FieldPath> columns = projection.columns();
    for (int i = 0; i < columns.size(); i++) {
      if (i > 0 || projection.all()) {
        out.append(", ");
      }
      map.mark(out.length(), columns.get(i).at());
      ConditionWriter.append(out, columns.get(i));
    }
    map.mark(out.length(), NodeLocation.NONE);
  }

  /** NULL sorts lowest, which has to be said; the id comes last, so that no two rows are equal. */
  private void orderBy(StringBuilder out, SourceMap map) {
    if (orderBy.isEmpty() && !ordered) {
      return;
    }
    out.append(" ORDER BY ");
    boolean byId = false;
    for (SortItem item : orderBy) {
      map.mark(out.length(), item.at());
      ConditionWriter.append(out, item.field());
      out.append(item.descending() ? " DESC NULLS LAST" : " ASC NULLS FIRST");
      byId |= SoqlFields.isId(item.field());
      map.mark(out.length(), NodeLocation.NONE);
      out.append(", ");
    }
    if (byId) {
      out.setLength(out.length() - 2);
    } else {
      out.append("Id ASC");
    }
  }
}
