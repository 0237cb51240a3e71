package dev.crmql.hubspot;

import dev.crmql.hubspot.PropertyFilter.Operator;
import dev.crmql.pushdown.Filter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Puts alternatives for one property into one list, which is one filter instead of many groups, and
 * takes apart the lists that are too long for a request.
 */
final class FilterLists {

  private final HubSpotProperties properties;

  FilterLists(HubSpotProperties properties) {
    this.properties = properties;
  }

  /** The same filter with as few terms as may be, of which each fits into a request. */
  Filter<PropertyFilter> shaped(Filter<PropertyFilter> filter) {
    return split(folded(filter));
  }

  private Filter<PropertyFilter> folded(Filter<PropertyFilter> filter) {
    if (filter instanceof Filter.All<PropertyFilter> all) {
      return Filter.all(all.operands().stream().map(this::folded).toList());
    }
    return filter instanceof Filter.Any<PropertyFilter> any ? folded(any) : filter;
  }

  private Filter<PropertyFilter> folded(Filter.Any<PropertyFilter> any) {
    Map<String, List<String>> lists = new LinkedHashMap<>();
    List<Filter<PropertyFilter>> others = new ArrayList<>();
    for (Filter<PropertyFilter> operand : any.operands()) {
      Filter<PropertyFilter> folded = folded(operand);
      if (folded instanceof Filter.Term<PropertyFilter> term && isList(term.term())) {
        lists
            .computeIfAbsent(term.term().property(), property -> new ArrayList<>())
            .addAll(term.term().values());
      } else {
        others.add(folded);
      }
    }
    List<Filter<PropertyFilter>> operands = new ArrayList<>(lists.size() + others.size());
    lists.forEach((property, values) -> operands.add(in(property, values)));
    operands.addAll(others);
    return Filter.any(operands);
  }

  private static boolean isList(PropertyFilter filter) {
    return filter.operator() == Operator.EQ || filter.operator() == Operator.IN;
  }

  private Filter<PropertyFilter> in(String property, List<String> values) {
    List<String> listed =
        values.size() == 1
            ? values
            : HubSpotFilterCompiler.listed(values, properties.kind(property));
    return new Filter.Term<>(PropertyFilter.in(property, listed));
  }

  private static Filter<PropertyFilter> split(Filter<PropertyFilter> filter) {
    if (filter instanceof Filter.All<PropertyFilter> all) {
      return Filter.all(all.operands().stream().map(FilterLists::split).toList());
    }
    if (filter instanceof Filter.Any<PropertyFilter> any) {
      return Filter.any(any.operands().stream().map(FilterLists::split).toList());
    }
    PropertyFilter term = ((Filter.Term<PropertyFilter>) filter).term();
    return switch (term.operator()) {
      case IN ->
          Filter.any(
              parts(term.values()).stream()
                  .map(part -> term(PropertyFilter.in(term.property(), part)))
                  .toList());
      case NOT_IN ->
          Filter.all(
              parts(term.values()).stream()
                  .map(part -> term(PropertyFilter.notIn(term.property(), part)))
                  .toList());
      default -> filter;
    };
  }

  private static Filter<PropertyFilter> term(PropertyFilter filter) {
    return new Filter.Term<>(filter);
  }

  private static List<List<String>> parts(List<String> values) {
    HubSpotLimits limits = HubSpotLimits.INSTANCE;
    List<List<String>> parts = new ArrayList<>(1);
    List<String> part = new ArrayList<>();
    int length = 0;
    for (String value : values) {
      boolean full =
          part.size() == limits.listValues() || length + value.length() > limits.listLength();
      if (full && !part.isEmpty()) {
        parts.add(part);
        part = new ArrayList<>();
        length = 0;
      }
      part.add(value);
      length += value.length() + 3; // the quotes and the comma
    }
    parts.add(part);
    return parts;
  }
}
