package dev.crmql.search;

import dev.crmql.schema.ObjectSchema;
import dev.crmql.spi.SearchPlan;
import java.util.ArrayList;
import java.util.List;

/**
 * A plan, and what it was made with.
 *
 * @param schema what was known of the object type
 * @param notes the engine's own, beside those of the plan
 */
record Planned(SearchPlan plan, ObjectSchema schema, List<String> notes) {

  List<String> allNotes() {
    List<String> all = new ArrayList<>(notes);
    all.addAll(plan.notes());
    return List.copyOf(all);
  }
}
