package dev.crmql.pipeliner;

import dev.crmql.diagnostics.QueryException;
import dev.crmql.normalize.NormalizedQuery;
import dev.crmql.pushdown.NullRejection;
import dev.crmql.pushdown.Pushdown;
import dev.crmql.query.SortItem;
import dev.crmql.schema.Field;
import dev.crmql.schema.ObjectSchema;
import dev.crmql.spi.Completion;
import dev.crmql.spi.ConditionPart;
import dev.crmql.spi.SearchPlan;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Compiles a query to requests for lists of one entity's records, one for each alternative. Pure.
 */
final class PipelinerCompiler {

  private final NormalizedQuery query;
  private final ObjectSchema schema;
  private final String entity;
  private final Pushdown<FieldFilter> pushdown;

  PipelinerCompiler(NormalizedQuery query, ObjectSchema schema, String entity) {
    PipelinerConnector.NAMES.check(query, entity);
    this.schema = schema;
    this.entity = entity;
    this.pushdown = Pushdown.of(query.conjuncts(), new FieldFilterCompiler(schema));
    this.query = pushdown.decided(query);
  }

  /**
   * The plan of the query.
   *
   * @throws QueryException if the service can't be asked this, with every reason at once
   */
  SearchPlan.Builder compile(Completion completion) {
    Set<Map<String, FieldFilter>> alternatives = query.matchesNothing() ? Set.of() : alternatives();
    List<ConditionPart> parts = pushdown.requireParts(completion, PipelinerDialect.TITLE);
    boolean sorted = isSorted(alternatives.size());
    boolean cut =
        query.limit().isPresent()
            && query.offset() == 0
            && sorted
            && alternatives.size() == 1
            && pushdown.isExact();
    int most = PipelinerLimits.INSTANCE.pageRows();
    int rows = cut ? (int) Math.min(query.limit().getAsLong(), most) : most;
    SearchPlan.Builder plan =
        SearchPlan.of(query)
            .parts(parts)
            .sortedByEngine(!sorted)
            .format(new PipelinerRecords(entity, schema, Optional.of(query)));
    if (!query.matchesNothing()) {
      List<String> orderBy = orderBy(sorted);
      Set<String> fields = fields();
      for (Map<String, FieldFilter> alternative : alternatives) {
        plan.request(ListRequests.list(entity, alternative.values(), orderBy, fields, rows));
      }
      plan.limitPushed(cut);
    }
    return plan;
  }

  private Set<Map<String, FieldFilter>> alternatives() {
    int most = PipelinerLimits.INSTANCE.requests();
    Set<Map<String, FieldFilter>> alternatives = new LinkedHashSet<>();
    pushdown
        .groups(most, "it would take more than " + most + " requests")
        .forEach(group -> alternatives.add(onePerField(group)));
    return alternatives;
  }

  /** Of several filters of a field, the one that finds the fewest rows is asked. */
  private Map<String, FieldFilter> onePerField(Map<FieldFilter, Set<Integer>> group) {
    Map<String, FieldFilter> kept = new LinkedHashMap<>();
    for (FieldFilter filter : group.keySet()) {
      FieldFilter other = kept.putIfAbsent(filter.field(), filter);
      if (other != null) {
        boolean narrower = filter.operator().compareTo(other.operator()) < 0;
        kept.put(filter.field(), narrower ? filter : other);
        group
            .get(narrower ? other : filter)
            .forEach(i -> pushdown.loosen(i, "it takes one condition of " + filter.field()));
      }
    }
    return kept;
  }

  private Set<String> fields() {
    Set<String> fields = new LinkedHashSet<>();
    if (!query.selectsAll()) {
      pushdown.fetchedFields(query).forEach(field -> fields.add(field.head()));
      fields.add(EntityFields.ID);
    }
    return fields;
  }

  /**
   * Where NULL stands in the service's order is not documented, nor how it compares text, by which
   * rows of several lists would have to be merged.
   */
  private boolean isSorted(int lists) {
    return query.orderBy().stream().allMatch(item -> isSortable(item, lists > 1))
        && NullRejection.leavesNoNullToSortBy(query, schema);
  }

  private boolean isSortable(SortItem item, boolean merged) {
    Optional<Field> field = schema.field(item.field().head()).filter(Field::filterable);
    if (field.isEmpty()) {
      return false;
    }
    return switch (field.get().type()) {
      case INTEGER, DECIMAL, DATE, TIMESTAMP -> true;
      case TEXT -> !merged;
      // Options may be sorted as they were set up.
      case ID -> field.get().name().equals(EntityFields.ID);
      case BOOLEAN, OTHER -> false;
    };
  }

  /** Rows of which nothing is asked come by their id, so that pages are stable. */
  private List<String> orderBy(boolean sorted) {
    List<SortItem> items = sorted ? query.orderBy() : List.of();
    List<String> keys = new ArrayList<>();
    items.forEach(item -> keys.add((item.descending() ? "-" : "") + item.field().head()));
    if (!isById(items)) {
      keys.add(EntityFields.ID);
    }
    return keys;
  }

  static boolean isById(List<SortItem> keys) {
    return keys.stream().anyMatch(item -> item.field().head().equals(EntityFields.ID));
  }
}
