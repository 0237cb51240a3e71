package dev.crmql.salesforce;

import dev.crmql.normalize.NormalizedQuery;
import dev.crmql.query.ConditionFields;
import dev.crmql.query.FieldPath;
import dev.crmql.query.SortItem;
import dev.crmql.schema.Field;
import dev.crmql.schema.ObjectSchema;
import dev.crmql.spi.ConditionPart;
import dev.crmql.spi.Handling;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What a statement fetches.
 *
 * @param columns the properties by name, each once; SOQL refuses the same one twice in any case
 * @param all whether every property is fetched beside them, by {@code FIELDS(ALL)}
 * @param extras those of the columns that were not asked for: what the record's identity, the merge
 *     and the engine's own checks need
 */
record Projection(List<FieldPath> columns, boolean all, List<FieldPath> extras) {

  private static final FieldPath ID = FieldPath.of(SoqlFields.ID);

  static Projection of(NormalizedQuery query, ObjectSchema schema, List<ConditionPart> parts) {
    boolean all = query.selectsAll() && !schema.isKnown();
    List<FieldPath> columns = new ArrayList<>();
    if (query.selectsAll()) {
      schema.fields().stream()
          .map(Field::name)
          .sorted(Comparator.naturalOrder())
          .forEach(name -> columns.add(FieldPath.of(name)));
    } else {
      query.fields().forEach(field -> addOnce(field, columns));
    }
    List<FieldPath> needed = needed(query, parts);
    List<FieldPath> extras = new ArrayList<>(needed.size());
    for (FieldPath field : needed) {
      if (!(all && !field.isNested()) && addOnce(field, columns)) {
        extras.add(field);
      }
    }
    return new Projection(columns, all, extras);
  }

  private static List<FieldPath> needed(NormalizedQuery query, List<ConditionPart> parts) {
    List<FieldPath> needed = new ArrayList<>();
    for (ConditionPart part : parts) {
      if (part.handling() != Handling.EXACT) {
        ConditionFields.forEach(part.condition(), needed::add);
      }
    }
    for (SortItem item : query.orderBy()) {
      needed.add(item.field());
    }
    needed.add(ID);
    return needed;
  }

  private static boolean addOnce(FieldPath field, List<FieldPath> columns) {
    for (FieldPath column : columns) {
      if (sameIgnoringCase(column, field)) {
        return false;
      }
    }
    return columns.add(field);
  }

  private static boolean sameIgnoringCase(FieldPath one, FieldPath other) {
    List<String> names = one.names();
    if (names.size() != other.names().size()) {
      return false;
    }
    for (int i = 0; i < names.size(); i++) {
      if (!names.get(i).equalsIgnoreCase(other.names().get(i))) {
        return false;
      }
    }
    return true;
  }
}
