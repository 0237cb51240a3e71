package dev.crmql.hubspot;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.crmql.hubspot.PropertyFilter.Operator;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Filters that must all hold, each with the conjuncts of the query that it stands for.
 *
 * @param filters in the order in which they are sent
 */
record FilterGroup(Map<PropertyFilter, Set<Integer>> filters) {

  /** The group with no more filters than are needed for what it finds. */
  static FilterGroup of(Map<PropertyFilter, Set<Integer>> terms) {
    Map<PropertyFilter, Set<Integer>> filters = new LinkedHashMap<>(terms);
    for (PropertyFilter filter : terms.keySet()) {
      if (filter.operator() == Operator.GTE) {
        foldRange(filters, filter);
      }
    }
    for (PropertyFilter filter : List.copyOf(filters.keySet())) {
      if (filter.operator() == Operator.HAS_PROPERTY && isImplied(filter.property(), filters)) {
        filters.remove(filter);
      }
    }
    return new FilterGroup(filters);
  }

  /** A lower and an upper bound are one filter; both bounds are found. */
  private static void foldRange(Map<PropertyFilter, Set<Integer>> filters, PropertyFilter low) {
    Optional<PropertyFilter> high =
        filters.keySet().stream()
            .filter(filter -> filter.operator() == Operator.LTE)
            .filter(filter -> filter.property().equals(low.property()))
            .filter(filter -> number(low).compareTo(number(filter)) <= 0)
            .findFirst();
    if (high.isPresent()) {
      Set<Integer> conjuncts = new LinkedHashSet<>(filters.remove(low));
      conjuncts.addAll(filters.remove(high.get()));
      filters.put(
          PropertyFilter.of(
              low.property(), Operator.BETWEEN, low.values().get(0), high.get().values().get(0)),
          conjuncts);
    }
  }

  private static BigDecimal number(PropertyFilter filter) {
    return new BigDecimal(filter.values().get(0));
  }

  private static boolean isImplied(String property, Map<PropertyFilter, Set<Integer>> filters) {
    return filters.keySet().stream()
        .anyMatch(
            filter ->
                filter.property().equals(property)
                    && filter.operator() != Operator.HAS_PROPERTY
                    && !filter.operator().mayFindUnset());
  }

  /**
   * The filters that only keep records without a property from passing a filter for another value:
   * the engine can check that as well.
   */
  List<PropertyFilter> guards() {
    return filters.keySet().stream()
        .filter(filter -> filter.operator() == Operator.HAS_PROPERTY)
        .filter(guard -> filters.get(guard).stream().allMatch(each -> isElsewhere(each, guard)))
        .toList();
  }

  private boolean isElsewhere(int conjunct, PropertyFilter guard) {
    return filters.entrySet().stream()
        .anyMatch(other -> !other.getKey().equals(guard) && other.getValue().contains(conjunct));
  }

  FilterGroup without(PropertyFilter filter) {
    Map<PropertyFilter, Set<Integer>> fewer = new LinkedHashMap<>(filters);
    fewer.remove(filter);
    return new FilterGroup(fewer);
  }

  int size() {
    return filters.size();
  }

  /** Characters of the group in a body. */
  int length() {
    return json().toString().length();
  }

  ObjectNode json() {
    ObjectNode group = JsonNodeFactory.instance.objectNode();
    ArrayNode list = group.putArray("filters");
    filters.keySet().forEach(filter -> list.add(filter.json()));
    return group;
  }
}
