package dev.crmql.sandbox.pipeliner;

import dev.crmql.sandbox.data.Database;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** A field to sort by. */
record SortKey(Field field, boolean descending) {

  /**
   * Reads {@code -name,id}. What {@code order-by} does not settle goes by the id, from high to low;
   * without it the last made record is the first. A client can rely on neither.
   *
   * @param orderBy null if there is none
   */
  static List<SortKey> of(String orderBy, Entity entity, PipelinerOptions options) {
    List<SortKey> keys = new ArrayList<>();
    Set<Field> seen = new LinkedHashSet<>();
    Field id = entity.field("id").orElseThrow();
    if (orderBy == null) {
      entity.field("created").ifPresent(created -> keys.add(new SortKey(created, true)));
    } else {
      for (String part : orderBy.split(",", -1)) {
        boolean descending = part.startsWith("-");
        String name = descending ? part.substring(1) : part;
        Field field =
            entity
                .field(name)
                .filter(one -> one.type().family() != FieldType.Family.CLOSED)
                .filter(one -> options.idSortable() || one.type() != FieldType.ID)
                .orElseThrow(() -> Refusal.badParameter("cannot order by \"" + name + "\""));
        if (!seen.add(field)) {
          throw Refusal.badParameter("order-by names " + name + " twice");
        }
        keys.add(new SortKey(field, descending));
      }
    }
    if (!seen.contains(id)) {
      keys.add(new SortKey(id, true));
    }
    return List.copyOf(keys);
  }

  /** What stands after {@code ORDER BY}. */
  static String sql(List<SortKey> keys, PipelinerOptions options) {
    return keys.stream()
        .map(
            key ->
                Database.quoted(key.field().name())
                    + (key.descending() ? " DESC" : " ASC")
                    + (key.descending() == options.nullsSortLast()
                        ? " NULLS FIRST"
                        : " NULLS LAST"))
        .collect(Collectors.joining(", "));
  }
}
