package dev.crmql.hubspot;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.crmql.hubspot.PropertyFilter.Operator;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
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
    for (PropertyFilter low : terms.keySet()) {
      terms.keySet().stream()
          .filter(high -> filters.containsKey(high) && isRange(low, high))
          .findFirst()
          .ifPresent(high -> foldRange(filters, low, high));
    }
    filters
        .keySet()
        .removeIf(
            filter ->
                filter.operator() == Operator.HAS_PROPERTY
                    && filters.keySet().stream().anyMatch(other -> implies(other, filter)));
    return new FilterGroup(filters);
  }

  private static boolean isRange(PropertyFilter low, PropertyFilter high) {
    return low.operator() == Operator.GTE
        && high.operator() == Operator.LTE
        && low.property().equals(high.property())
        && number(low).compareTo(number(high)) <= 0;
  }

  private static BigDecimal number(PropertyFilter filter) {
    return new BigDecimal(filter.values().get(0));
  }

  /** A lower and an upper bound are one filter; both bounds are found. */
  private static void foldRange(
      Map<PropertyFilter, Set<Integer>> filters, PropertyFilter low, PropertyFilter high) {
    Set<Integer> conjuncts = new LinkedHashSet<>(filters.remove(low));
    conjuncts.addAll(filters.remove(high));
    String from = low.values().get(0);
    String to = high.values().get(0);
    filters.put(PropertyFilter.of(low.property(), Operator.BETWEEN, from, to), conjuncts);
  }

  private static boolean implies(PropertyFilter other, PropertyFilter hasValue) {
    return !other.equals(hasValue)
        && other.property().equals(hasValue.property())
        && other.impliesValue();
  }

  /**
   * A filter that only keeps records without a property from passing a filter for another value:
   * the engine can check that as well.
   */
  Optional<PropertyFilter> guard() {
    return filters.keySet().stream()
        .filter(filter -> filter.operator() == Operator.HAS_PROPERTY)
        .filter(guard -> filters.get(guard).stream().allMatch(each -> isElsewhere(each, guard)))
        .findFirst();
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
    group.putArray("filters").addAll(filters.keySet().stream().map(PropertyFilter::json).toList());
    return group;
  }
}
