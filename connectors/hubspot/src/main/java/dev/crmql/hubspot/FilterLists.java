package dev.crmql.hubspot;

import dev.crmql.hubspot.PropertyFilter.Operator;
import dev.crmql.pushdown.Filter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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
    List<Filter<PropertyFilter>> folded = any.operands().stream().map(this::folded).toList();
    Map<String, List<String>> lists = new HashMap<>();
    for (Filter<PropertyFilter> operand : folded) {
      list(operand)
          .ifPresent(
              list ->
                  lists
                      .computeIfAbsent(list.property(), property -> new ArrayList<>())
                      .addAll(list.values()));
    }
    List<Filter<PropertyFilter>> operands = new ArrayList<>(folded.size());
    for (Filter<PropertyFilter> operand : folded) {
      Optional<String> property = list(operand).map(PropertyFilter::property);
      if (property.isEmpty()) {
        operands.add(operand);
      } else if (lists.containsKey(property.get())) {
        operands.add(in(property.get(), lists.remove(property.get())));
      }
    }
    return Filter.any(operands);
  }

  private static Optional<PropertyFilter> list(Filter<PropertyFilter> filter) {
    return filter instanceof Filter.Term<PropertyFilter> term && isList(term.term())
        ? Optional.of(term.term())
        : Optional.empty();
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
