package dev.crmql.sandbox.pipedrive;

import static dev.crmql.sandbox.data.Database.quoted;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The few parameters that a list can be narrowed by. With {@code filter_id} the others are passed
 * over without a word.
 */
final class ListFilter {
  private static final int MOST_IDS = 100;
  private static final Set<String> STATUSES = Set.of("open", "won", "lost", "deleted");
  private static final Map<String, List<String>> NUMBERS =
      Map.of(
          "deals", List.of("owner_id", "person_id", "org_id", "pipeline_id", "stage_id"),
          "persons", List.of("owner_id", "org_id"),
          "organizations", List.of("owner_id"),
          "activities", List.of("owner_id", "deal_id", "person_id", "org_id"),
          "leads", List.of("owner_id", "person_id", "organization_id"));

  private final SavedFilters filters;

  ListFilter(SavedFilters filters) {
    this.filters = filters;
  }

  /** The names of an endpoint's parameters. */
  static Set<String> names(Entity entity) {
    Set<String> names = new LinkedHashSet<>(NUMBERS.get(entity.name()));
    names.addAll(List.of("filter_id", "updated_since"));
    if (!entity.isLead()) {
      names.addAll(List.of("ids", "updated_until"));
    }
    switch (entity.name()) {
      case "deals" -> names.add("status");
      case "persons" -> names.add("deal_id");
      case "activities" -> names.addAll(List.of("lead_id", "done"));
      default -> {}
    }
    return names;
  }

  /**
   * What the list shows.
   *
   * @param archived whether it is the list of archived records
   */
  Where of(Entity entity, Map<String, String> parameters, boolean archived) {
    List<Where> all = new ArrayList<>();
    if (entity.field("is_archived").isPresent()) {
      all.add(Where.of("\"is_archived\" = ?", archived));
    }
    String status = parameters.get("filter_id") == null ? parameters.get("status") : null;
    if (entity.name().equals("deals") && status == null) {
      all.add(Where.of("\"status\" <> 'deleted'"));
    }
    if (parameters.get("filter_id") != null) {
      int id = Parameters.number("filter_id", parameters.get("filter_id"));
      all.add(filters.where(id, entity));
    } else {
      parameters.forEach((name, value) -> add(entity, name, value, all));
    }
    return Where.all(all);
  }

  private static void add(Entity entity, String name, String value, List<Where> all) {
    if (!names(entity).contains(name)) {
      return;
    }
    switch (name) {
      case "ids" -> all.add(in("id", ids(value)));
      case "status" -> all.add(in("status", statuses(value)));
      case "updated_since" ->
          all.add(Where.of("\"update_time\" >= ?", Parameters.instant(name, value)));
      case "updated_until" ->
          all.add(Where.of("\"update_time\" < ?", Parameters.instant(name, value)));
      case "done" -> all.add(Where.of("\"done\" = ?", Parameters.flag(name, value)));
      case "lead_id" -> all.add(Where.of("\"lead_id\" = ?", value));
      default -> {
        int number = Parameters.number(name, value);
        all.add(
            entity.name().equals("persons") && name.equals("deal_id")
                ? Where.of(
                    "\"id\" IN (SELECT \"person_id\" FROM \"deals\" WHERE \"id\" = ?)", number)
                : Where.of(quoted(name) + " = ?", number));
      }
    }
  }

  private static List<Object> ids(String list) {
    List<Object> ids = Parameters.numbers("ids", list);
    if (ids.size() > MOST_IDS) {
      throw Refusal.bad("ids may be at most " + MOST_IDS);
    }
    return ids;
  }

  private static List<Object> statuses(String list) {
    List<Object> statuses = List.of((Object[]) list.split(",", -1));
    if (!STATUSES.containsAll(statuses)) {
      throw Refusal.bad("status must be of " + STATUSES.stream().sorted().toList());
    }
    return statuses;
  }

  private static Where in(String column, List<Object> values) {
    String marks = String.join(", ", values.stream().map(value -> "?").toList());
    return new Where(quoted(column) + " IN (" + marks + ")", values);
  }
}
