package dev.crmql.hubspot;

import dev.crmql.pushdown.Filter;
import dev.crmql.pushdown.Pushdown;
import dev.crmql.query.Condition;
import dev.crmql.schema.ObjectSchema;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;

/**
 * Brings conditions into as many searches as it takes, each within HubSpot's limits. What does not
 * fit is left out, whole conjuncts at a time.
 */
final class RequestFitting {

  private static final HubSpotLimits LIMITS = HubSpotLimits.INSTANCE;

  /** The filter by which a search goes on behind the window, and the place of a page. */
  private static final int RESERVED = 90;

  private static final String NO_ROOM =
      "its filters have no room for this: "
          + (LIMITS.groups() + " groups of " + LIMITS.groupFilters() + " filters, ")
          + (LIMITS.bodyLength() + " characters, at most " + LIMITS.searches() + " searches");

  private final Pushdown<PropertyFilter> pushdown;
  private final int groupFilters;
  private final int room;
  private final List<List<FilterGroup>> searches;

  private RequestFitting(
      List<Condition> conjuncts, ObjectSchema schema, int groupFilters, int room) {
    this.pushdown = Pushdown.of(conjuncts, new HubSpotFilterCompiler(schema));
    this.groupFilters = groupFilters;
    this.room = room;
    this.searches = fitted();
  }

  /**
   * Fits conditions. Each group keeps a place for the filter by which a search goes on behind the
   * window, unless conditions would have to be left out for it.
   *
   * @param room characters that a body has for groups
   */
  static RequestFitting of(List<Condition> conjuncts, ObjectSchema schema, int room) {
    int most = LIMITS.groupFilters();
    RequestFitting fitting = new RequestFitting(conjuncts, schema, most - 1, room);
    return fitting.pushdown.filters().stream().allMatch(Optional::isPresent)
        ? fitting
        : new RequestFitting(conjuncts, schema, most, room);
  }

  /** The conditions, and how much of each is sent. */
  Pushdown<PropertyFilter> pushdown() {
    return pushdown;
  }

  /** The groups of each search; a group without filters finds every record. */
  List<List<FilterGroup>> searches() {
    return searches;
  }

  private List<List<FilterGroup>> fitted() {
    while (true) {
      List<FilterGroup> groups =
          pushdown.groups(LIMITS.groups() * LIMITS.searches(), NO_ROOM).stream()
              .map(FilterGroup::of)
              .map(this::withoutGuards)
              .toList();
      List<List<FilterGroup>> packed = packed(groups);
      Optional<FilterGroup> tooLarge =
          groups.stream().filter(group -> !fit(List.of(group))).findFirst();
      if (tooLarge.isEmpty() && packed.size() <= LIMITS.searches()) {
        return packed;
      }
      leaveOutLargest(
          conjunct ->
              tooLarge.isPresent() ? share(conjunct, tooLarge.get()) : alternatives(conjunct));
    }
  }

  /** The group without guards, as far as it would be too large with them. */
  private FilterGroup withoutGuards(FilterGroup group) {
    Optional<PropertyFilter> guard = group.guard();
    if (guard.isEmpty() || fit(List.of(group))) {
      return group;
    }
    for (int conjunct : group.filters().get(guard.get())) {
      pushdown.loosen(conjunct, "a filter for records without the property does not fit");
    }
    return withoutGuards(group.without(guard.get()));
  }

  /** Leaves out the conjunct that takes most; of several, the last one written. */
  private void leaveOutLargest(IntUnaryOperator size) {
    int[] sizes = IntStream.range(0, pushdown.filters().size()).map(size).toArray();
    int largest = 0;
    for (int i = 1; i < sizes.length; i++) {
      largest = sizes[i] >= sizes[largest] ? i : largest;
    }
    pushdown.leaveOut(largest, NO_ROOM);
  }

  /** How much of a group stands for the conjunct: filters, if these are too many, or characters. */
  private int share(int conjunct, FilterGroup group) {
    return group.filters().entrySet().stream()
        .filter(each -> each.getValue().contains(conjunct))
        .mapToInt(each -> group.size() > groupFilters ? 1 : each.getKey().length())
        .sum();
  }

  private int alternatives(int conjunct) {
    return pushdown.filters().get(conjunct).map(Filter::size).orElse(0);
  }

  /** The groups in as few searches as may be. */
  private List<List<FilterGroup>> packed(List<FilterGroup> groups) {
    List<List<FilterGroup>> packed = new ArrayList<>();
    int from = 0;
    for (int to = 1; to <= groups.size(); to++) {
      if (to == groups.size() || !fit(groups.subList(from, to + 1))) {
        packed.add(groups.subList(from, to));
        from = to;
      }
    }
    return packed;
  }

  /** Whether the groups fit into one search. */
  private boolean fit(List<FilterGroup> groups) {
    int kept = LIMITS.groupFilters() - groupFilters;
    return groups.size() <= LIMITS.groups()
        && groups.stream().allMatch(group -> group.size() <= groupFilters)
        && groups.stream().mapToInt(group -> group.size() + kept).sum() <= LIMITS.filters()
        && groups.stream().mapToInt(group -> group.length() + RESERVED).sum() <= room;
  }
}
