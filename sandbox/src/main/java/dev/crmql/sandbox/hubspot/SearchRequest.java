package dev.crmql.sandbox.hubspot;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/**
 * A search, checked.
 *
 * @param groups of which one has to hold, each with all its filters; none for every record
 * @param sort null for the order in which the records were made
 * @param query null if no keyword is asked for
 * @param properties null for the default ones
 * @param after how many records come before the page
 */
record SearchRequest(
    List<List<Filter>> groups,
    Sort sort,
    String query,
    List<String> properties,
    int limit,
    int after) {

  // Limits as HubSpot's guide "Search the CRM" has them (March 2026).

  /** How many results can be reached. */
  static final int WINDOW = 10_000;

  private static final int BODY_CHARACTERS = 3_000;
  private static final int GROUPS = 5;
  private static final int FILTERS_OF_A_GROUP = 6;
  private static final int FILTERS = 18;
  private static final int DEFAULT_LIMIT = 10;
  private static final int MOST_LIMIT = 200;

  /** What the results are ordered by. */
  record Sort(Property property, boolean descending) {}

  /**
   * Reads a body; keys that are not known are left out without a word.
   *
   * @throws HubSpotException 400 for what is malformed or over a limit
   */
  static SearchRequest of(String body, ObjectType type) {
    if (body.length() > BODY_CHARACTERS) {
      throw HubSpotException.invalid(
          "The request is longer than " + BODY_CHARACTERS + " characters.");
    }
    ObjectNode json = Json.object(body);
    int limit = Pages.limit(Json.integer(json, "limit"), DEFAULT_LIMIT, MOST_LIMIT);
    int after = after(Json.text(json, "after"));
    if (after + limit > WINDOW) {
      throw HubSpotException.invalid("Results beyond " + WINDOW + " can't be reached.");
    }
    return new SearchRequest(
        groups(json, type),
        sort(json, type),
        Json.text(json, "query"),
        Json.texts(json, "properties"),
        limit,
        after);
  }

  private static int after(String text) {
    if (text == null) {
      return 0;
    }
    if (!text.matches("\\d{1,9}")) {
      throw HubSpotException.invalid("after is not an offset: " + text);
    }
    return Integer.parseInt(text);
  }

  private static List<List<Filter>> groups(ObjectNode json, ObjectType type) {
    FilterReader reader = new FilterReader(type);
    List<List<Filter>> groups = new ArrayList<>();
    int filters = 0;
    for (ObjectNode group : Json.objects(json, "filterGroups")) {
      List<Filter> read = Json.objects(group, "filters").stream().map(reader::read).toList();
      if (read.isEmpty()) {
        throw HubSpotException.invalid("A filter group has no filters.");
      }
      if (read.size() > FILTERS_OF_A_GROUP) {
        throw HubSpotException.invalid("Too many filters in a group: " + read.size());
      }
      filters += read.size();
      groups.add(read);
    }
    if (groups.size() > GROUPS) {
      throw HubSpotException.invalid("Too many filter groups: " + groups.size());
    }
    if (filters > FILTERS) {
      throw HubSpotException.invalid("Too many filters: " + filters);
    }
    return groups;
  }

  private static Sort sort(ObjectNode json, ObjectType type) {
    List<ObjectNode> sorts = Json.objects(json, "sorts");
    if (sorts.isEmpty()) {
      return null;
    }
    if (sorts.size() > 1) {
      throw HubSpotException.invalid("Only one sort is allowed.");
    }
    String direction = Json.text(sorts.get(0), "direction");
    if (direction != null && !direction.equals("ASCENDING") && !direction.equals("DESCENDING")) {
      throw HubSpotException.invalid("Unknown direction " + direction + ".");
    }
    return new Sort(
        type.property(Json.neededText(sorts.get(0), "propertyName")),
        "DESCENDING".equals(direction));
  }
}
