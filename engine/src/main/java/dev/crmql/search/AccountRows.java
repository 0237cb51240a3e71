package dev.crmql.search;

import dev.crmql.normalize.Normalizer;
import dev.crmql.query.FieldPath;
import dev.crmql.query.SortItem;
import dev.crmql.spi.Row;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What one account answered: rows in the service's order. */
record AccountRows(Assignment assignment, Planned planned, List<Row> rows) {

  /** The account's own property for each property that the query sorts by. */
  Map<FieldPath, FieldPath> sortFields() {
    List<SortItem> written = assignment.whole().orderBy();
    List<SortItem> own = planned.plan().query().orderBy();
    Map<FieldPath, FieldPath> fields = new HashMap<>();
    for (int i = 0; i < written.size(); i++) {
      FieldPath field = written.get(i).field();
      // Two names may be one property of this service, and its plan then has the key only once.
      fields.put(
          field,
          own.size() == written.size()
              ? own.get(i).field()
              : Normalizer.resolve(field, planned.schema()));
    }
    return fields;
  }
}
