package dev.crmql.salesforce;

import dev.crmql.normalize.NormalizedQuery;
import dev.crmql.query.SortItem;
import dev.crmql.schema.ObjectSchema;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a person may want to know of a compiled query. */
final class PlanNotes {

  private PlanNotes() {}

  static List<String> of(NormalizedQuery query, Window window) {
    List<String> notes = new ArrayList<>(2);
    String written = query.written().from().name();
    String object = SoqlNames.objectName(written);
    if (!object.equals(written)) {
      notes.add(written + " is called " + object + " on Salesforce");
    }
    if (query.offset() > window.offset()) {
      notes.add("OFFSET is reached by paging");
    }
    return notes;
  }

  /** Why the order of the rows can't be told from their values; empty if it can. */
  static Optional<String> ownOrder(NormalizedQuery query, ObjectSchema schema) {
    SoqlFields fields = new SoqlFields(schema);
    return query.orderBy().stream()
        .map(SortItem::field)
        .filter(field -> SoqlFields.isPicklist(fields.of(field)))
        .findFirst()
        .map(
            field ->
                "Salesforce sorts "
                    + field
                    + " by the order in which its choices were set up, not by their text");
  }
}
