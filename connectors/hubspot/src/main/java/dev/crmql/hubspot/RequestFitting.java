package dev.crmql.hubspot;

import dev.crmql.pushdown.DisjunctiveForm;
import dev.crmql.pushdown.Filter;
import dev.crmql.pushdown.Pushdown;
import dev.crmql.query.Condition;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.ToIntFunction;

/**
 * Brings conditions into as many searches as it takes, each within HubSpot's limits. What does not
 * fit is left out, whole conjuncts at a time.
 */
final class RequestFitting {

  private static final HubSpotLimits LIMITS = HubSpotLimits.INSTANCE;

  /** The filter by which a search goes on behind the window, and the place of a page. */
  private static final int RESERVED = 90;

  /**
   * What is sent.
   *
   * @param pushdown the conditions, and how much of each is sent
   * @param searches the groups of each search; a group without filters finds every record
   * @param leftOut the conjuncts of which nothing is sent, as it does not fit
   */
  record Fitted(
      Pushdown<PropertyFilter> pushdown, List<List<FilterGroup>> searches, Set<Integer> leftOut) {}

  private final Pushdown<PropertyFilter> pushdown;
  private final List<Optional<Filter<PropertyFilter>>> filters;
  private final Set<Integer> leftOut = new TreeSet<>();
  private final int groupFilters;
  private final int room;

  private RequestFitting(
      Pushdown<PropertyFilter> pushdown, FilterLists lists, int groupFilters, int room) {
    this.pushdown = pushdown;
    this.filters = new ArrayList<>(pushdown.filters());
    this.filters.replaceAll(filter -> filter.map(lists::shaped));
    this.groupFilters = groupFilters;
    this.room = room;
  }

  /**
   * Fits conditions. Each group keeps a place for the filter by which a search goes on behind the
   * window, unless conditions would have to be left out for it.
   *
   * @param room characters that a body has for groups
   */
  static Fitted fit(List<Condition> conjuncts, HubSpotProperties properties, int room) {
    Fitted fitted = fit(conjuncts, properties, LIMITS.groupFilters() - 1, room);
    return fitted.leftOut().isEmpty()
        ? fitted
        : fit(conjuncts, properties, LIMITS.groupFilters(), room);
  }

  private static Fitted fit(
      List<Condition> conjuncts, HubSpotProperties properties, int groupFilters, int room) {
    return new RequestFitting(
            Pushdown.of(conjuncts, new HubSpotFilterCompiler(properties)),
            new FilterLists(properties),
            groupFilters,
            room)
        .fitted();
  }

  private Fitted fitted() {
    Optional<List<List<FilterGroup>>> searches = Optional.empty();
    while (searches.isEmpty()) {
      DisjunctiveForm<PropertyFilter> form =
          DisjunctiveForm.of(filters, LIMITS.groups() * LIMITS.searches());
      form.leftOut().forEach(this::leaveOut);
      List<FilterGroup> groups = new ArrayList<>();
      for (Map<PropertyFilter, Set<Integer>> terms : form.groups()) {
        groups.add(withoutGuards(FilterGroup.of(terms)));
      }
      Optional<FilterGroup> tooLarge = groups.stream().filter(group -> !fits(group)).findFirst();
      if (tooLarge.isPresent()) {
        leaveOutOf(tooLarge.get());
      } else {
        searches = packed(groups);
        if (searches.isEmpty()) {
          leaveOutLargest(filters.stream().map(RequestFitting::length).toList());
        }
      }
    }
    return new Fitted(pushdown, searches.get(), leftOut);
  }

  /** The group without guards, as far as it would be too large with them. */
  private FilterGroup withoutGuards(FilterGroup group) {
    FilterGroup smaller = group;
    for (PropertyFilter guard : group.guards()) {
      if (fits(smaller)) {
        break;
      }
      smaller.filters().get(guard).forEach(this::loosen);
      smaller = smaller.without(guard);
    }
    return smaller;
  }

  private void loosen(int conjunct) {
    pushdown.loosen(conjunct, "a filter for records without the property does not fit");
  }

  private boolean fits(FilterGroup group) {
    return group.size() <= groupFilters && group.length() + RESERVED <= room;
  }

  private void leaveOut(int conjunct) {
    pushdown.leaveOut(conjunct, "HubSpot's filters have no room for it");
    filters.set(conjunct, Optional.empty());
    leftOut.add(conjunct);
  }

  /** Leaves out the conjunct that takes most of the group. */
  private void leaveOutOf(FilterGroup group) {
    ToIntFunction<PropertyFilter> size =
        group.size() > groupFilters ? filter -> 1 : filter -> filter.json().toString().length();
    List<Integer> sizes = new ArrayList<>();
    for (int i = 0; i < filters.size(); i++) {
      int conjunct = i;
      sizes.add(
          group.filters().entrySet().stream()
              .filter(each -> each.getValue().contains(conjunct))
              .mapToInt(each -> size.applyAsInt(each.getKey()))
              .sum());
    }
    leaveOutLargest(sizes);
  }

  /** Of several, the last one written. */
  private void leaveOutLargest(List<Integer> sizes) {
    int largest = 0;
    for (int i = 1; i < sizes.size(); i++) {
      largest = sizes.get(i) >= sizes.get(largest) ? i : largest;
    }
    leaveOut(largest);
  }

  private static int length(Optional<Filter<PropertyFilter>> filter) {
    return filter.map(RequestFitting::length).orElse(0);
  }

  private static int length(Filter<PropertyFilter> filter) {
    if (filter instanceof Filter.All<PropertyFilter> all) {
      return all.operands().stream().mapToInt(RequestFitting::length).sum();
    }
    if (filter instanceof Filter.Any<PropertyFilter> any) {
      return any.operands().stream().mapToInt(RequestFitting::length).sum();
    }
    return ((Filter.Term<PropertyFilter>) filter).term().json().toString().length();
  }

  /** The groups in as few searches as may be; empty if these are too many. */
  private Optional<List<List<FilterGroup>>> packed(List<FilterGroup> groups) {
    List<List<FilterGroup>> searches = new ArrayList<>();
    for (FilterGroup group : groups) {
      List<FilterGroup> last = searches.isEmpty() ? List.of() : searches.get(searches.size() - 1);
      List<FilterGroup> more = new ArrayList<>(last);
      more.add(group);
      if (searches.isEmpty() || !fitsOneSearch(more)) {
        searches.add(new ArrayList<>(List.of(group)));
      } else {
        searches.set(searches.size() - 1, more);
      }
    }
    return searches.size() <= LIMITS.searches() ? Optional.of(searches) : Optional.empty();
  }

  private boolean fitsOneSearch(List<FilterGroup> groups) {
    int kept = LIMITS.groupFilters() - groupFilters;
    return groups.size() <= LIMITS.groups()
        && groups.stream().mapToInt(group -> group.size() + kept).sum() <= LIMITS.filters()
        && groups.stream().mapToInt(group -> group.length() + RESERVED).sum() <= room;
  }
}
